"""Relevance as data: every weight in one place, each with its reason.

The floor was measured on three public Vietnamese retrieval sets (docs/search.md): folded words
1, folded pairs 0.7, exact accents 0.3 when typed.
"""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The indexed forms of a text; ``TEXT`` holds title, keywords, summary, body and passages.

    ``NUMBERS`` are the document's own numbers in compact writings, ``MENTIONS`` those in its text.
    """

    TEXT = "text"
    PAIRS = "pairs"
    EXACT = "exact"
    TITLE = "title"
    TITLE_PAIRS = "title_pairs"
    KEYWORDS = "keywords"
    NUMBERS = "numbers"
    MENTIONS = "mentions"


class Source(StrEnum):
    """Which part of a query analysis is looked up in a field."""

    TERMS = "terms"
    PAIRS = "pairs"
    EXACT = "exact"


@dataclass(frozen=True)
class Weight:
    """How much a match of ``source`` in ``field`` counts beside a plain word match in the text (1)."""

    field: Field
    source: Source
    value: float
    reason: str


DOCUMENT_BONUSES: tuple[Weight, ...] = (
    Weight(Field.PAIRS, Source.PAIRS, 0.7, "Two syllables make most words: measured best on all three sets."),
    Weight(
        Field.EXACT, Source.EXACT, 0.3, "Accents typed on purpose: bàn đồ before bản đồ, never instead of it."
    ),
    Weight(Field.TITLE, Source.TERMS, 0.6, "A title says what a thing is about."),
    Weight(
        Field.TITLE_PAIRS,
        Source.PAIRS,
        0.5,
        "A word of two syllables in the title beats two that stand apart.",
    ),
    Weight(
        Field.KEYWORDS,
        Source.TERMS,
        0.4,
        "Subject, grade and tags are chosen by people, not written in passing.",
    ),
)
PASSAGE_BONUSES: tuple[Weight, ...] = (
    Weight(Field.PAIRS, Source.PAIRS, 0.7, "As for documents."),
    Weight(Field.EXACT, Source.EXACT, 0.3, "As for documents."),
)
# A document's own number is asked for to get that document, before those that cite it.
# Fixed scores: how rare a number is says nothing, and few documents have one.
NUMBER_WEIGHT = 60.0
MENTION_WEIGHT = 3.0
# A quoted phrase must match folded; with accents typed it counts more where they agree.
EXACT_PHRASE_WEIGHT = 1.0


@dataclass(frozen=True)
class MinimumMatch:
    """How many of the counted words must match: all up to ``all_up_to``, then a share (rounded down)."""

    all_up_to: int
    shares: tuple[tuple[int, float], ...]

    def required(self, terms: int) -> int:
        """Return the number of words, at least 1 (0 for no words), that a hit must hold."""
        if terms <= self.all_up_to:
            return terms
        share = next((share for up_to, share in self.shares if terms <= up_to), self.shares[-1][1])
        return max(1, math.floor(terms * share))


# Three syllables are hardly two words: with two of three, "học bạ số" would find everything that
# speaks of "học sinh" and "số". Of longer queries not every word is required: 98 % of long questions
# would have no result.
STRICT = MinimumMatch(3, ((6, 0.75), (12, 0.6), (32, 0.5)))
RELAXED = MinimumMatch(0, ((6, 0.5), (12, 0.35), (32, 0.25)))
ANY_WORD = MinimumMatch(0, ((32, 0.0),))
# A passage is shown under its document: half the words will do.
PASSAGE = MinimumMatch(1, ((6, 0.5), (32, 0.34)))
# From this many counted words on, a page that strict matching does not fill is filled by relaxed matching.
LONG_QUERY = 5

# Mild multipliers, so that use and freshness order near-equals and never lift a poor match.
USE_PER_TENFOLD = 0.04
FRESHNESS_PER_YEAR = 0.03
_BOOST_BOUNDS = (0.75, 1.35)
_EPOCH = datetime.date(2024, 1, 1)


def static_boost(weight: float, date: datetime.date | None) -> float:
    """Return the multiplier of a document: use (logarithmic) × freshness (exponential).

    Freshness counts from a fixed day: the ratio of two documents is the same whenever it is
    computed, so an index does not go stale by lying there.
    """
    use = 1.0 + USE_PER_TENFOLD * math.log10(1.0 + max(weight, 0.0))
    years = (date - _EPOCH).days / 365.25 if date else -2.0
    low, high = _BOOST_BOUNDS
    return min(max(use * math.exp(FRESHNESS_PER_YEAR * years), low), high)


def bonuses_for(fields: Iterable[Weight], *sources: Source) -> tuple[Weight, ...]:
    """Return the weights of ``fields`` whose query part is one of ``sources``."""
    return tuple(weight for weight in fields if weight.source in sources)
