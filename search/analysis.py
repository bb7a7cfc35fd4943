"""From what a reader typed to what is looked for. Pure functions over frozen dataclasses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.document_numbers import query_forms
from core.text import clean, folded_words, has_diacritics, squeeze
from search.tokens import exact_words, search_pairs, search_words
from search.vocabulary import SEED_VOCABULARY, Alternative, Tokens, Vocabulary, is_function_word

# Longer queries are cut: nobody types them, and their cost grows with every word.
MAX_QUERY_CHARS = 500
MAX_TERMS = 32
MAX_PHRASES = 8

_QUOTE = '"“”„«»″'
_PIECE = re.compile(
    rf"(?P<minus>(?<!\S)[-−](?=[\w{_QUOTE}]))?"
    rf"(?:[{_QUOTE}](?P<phrase>[^{_QUOTE}]+)[{_QUOTE}]|(?P<word>[^\s{_QUOTE}]+)|[{_QUOTE}])"
)


@dataclass(frozen=True)
class Term:
    """One distinct word: its token, other writings that do as well, and whether it may be missing."""

    token: str
    alternatives: tuple[Alternative, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Pair:
    """Two neighbouring words as one token, and short forms that stand for a whole that holds them."""

    token: str
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """Words that must stand together; ``exact`` holds their accented tokens when accents were typed."""

    tokens: Tokens
    exact: Tokens = ()


@dataclass(frozen=True)
class QueryAnalysis:
    """What a query means.

    ``text`` is the cleaned, bounded query; ``terms`` its distinct words; ``pairs`` neighbouring words;
    ``exact`` accent-keeping tokens, only when diacritics were typed; ``phrases`` were quoted;
    ``excluded`` stood behind a minus; ``numbers`` are compact document numbers ("131qdttg").
    """

    text: str
    terms: tuple[Term, ...] = ()
    pairs: tuple[Pair, ...] = ()
    exact: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Tokens, ...] = ()
    numbers: tuple[str, ...] = ()
    has_diacritics: bool = False

    @property
    def is_blank(self) -> bool:
        """Return whether nothing was typed (everything matches)."""
        return not self.text

    @property
    def is_meaningless(self) -> bool:
        """Return whether something was typed but holds no letter or digit (nothing matches)."""
        return bool(self.text) and not (self.terms or self.excluded)

    @property
    def required_terms(self) -> int:
        """Return how many terms count towards the minimum that must match."""
        return sum(not term.optional for term in self.terms) or len(self.terms)


@dataclass(frozen=True)
class _Pieces:
    """A query cut up: runs of plain or quoted text, phrases and exclusions."""

    runs: tuple[str, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]


def normalise_query(raw: str) -> str:
    """Return ``raw`` in NFC, without control and invisible characters, squeezed and bounded."""
    return squeeze(clean(raw[: MAX_QUERY_CHARS * 4]))[:MAX_QUERY_CHARS].strip()


def _cut(text: str) -> _Pieces:
    runs: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    for match in _PIECE.finditer(text):
        piece = match["phrase"] or match["word"] or ""
        # "2026 -2030" is a range, not an exclusion.
        if match["minus"] and not piece[:1].isdigit():
            excluded.append(piece)
            continue
        runs.append(piece)
        if match["phrase"]:
            phrases.append(piece)
    return _Pieces(tuple(runs), tuple(phrases), tuple(excluded))


def _alternatives(words: Sequence[str], vocabulary: Vocabulary) -> list[dict[Tokens, float]]:
    """Return, for each word, other writings of the form that the word is part of."""
    found: list[dict[Tokens, float]] = [{} for _ in words]
    for start in range(len(words)):
        for end in range(start + 1, min(start + vocabulary.longest, len(words)) + 1):
            for other in vocabulary.alternatives.get(tuple(words[start:end]), ()):
                for index in range(start, end):
                    found[index][other.tokens] = max(other.weight, found[index].get(other.tokens, 0.0))
    return found


def _terms(words: Sequence[str], alternatives: Sequence[Mapping[Tokens, float]]) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for word, others in zip(words, alternatives, strict=True):
        if word not in terms and len(terms) < MAX_TERMS:
            options = tuple(Alternative(tokens, weight) for tokens, weight in others.items())
            terms[word] = Term(word, options, optional=is_function_word(word))
    return tuple(terms.values())


def _pairs(
    words: Sequence[str], runs: Sequence[int], alternatives: Sequence[Mapping[Tokens, float]]
) -> tuple[Pair, ...]:
    """Return the pairs of neighbours within a run; ``runs`` gives the run of each word."""
    pairs: dict[str, Pair] = {}
    for index, token in enumerate(search_pairs(list(words))):
        if runs[index] != runs[index + 1] or token in pairs or len(pairs) >= MAX_TERMS:
            continue
        left, right = alternatives[index], alternatives[index + 1]
        shared = [tokens for tokens in left if tokens in right and len(tokens) == 1]
        pairs[token] = Pair(token, tuple(Alternative(tokens, left[tokens]) for tokens in shared))
    return tuple(pairs.values())


def _words_and_runs(pieces: _Pieces) -> tuple[list[str], list[int]]:
    """Return the folded words and the run each belongs to: a quoted phrase is a run of its own."""
    words: list[str] = []
    runs: list[int] = []
    run = 0
    for piece in pieces.runs:
        quoted = piece in pieces.phrases
        run += quoted
        found = search_words(piece)
        words += found
        runs += [run] * len(found)
        run += quoted
    return words, runs


def analyse(raw: str, vocabulary: Vocabulary = SEED_VOCABULARY) -> QueryAnalysis:
    """Return what ``raw`` means; never raises, whatever is typed."""
    text = normalise_query(raw)
    pieces = _cut(text)
    plain = " ".join(pieces.runs)
    accents = has_diacritics(plain)
    words, runs = _words_and_runs(pieces)
    alternatives = _alternatives(words, vocabulary)
    phrases = [
        Phrase(tuple(search_words(phrase)), tuple(exact_words(phrase)) if has_diacritics(phrase) else ())
        for phrase in pieces.phrases[:MAX_PHRASES]
    ]
    excluded = [tuple(search_words(piece)) for piece in pieces.excluded[:MAX_PHRASES]]
    return QueryAnalysis(
        text=text,
        terms=_terms(words, alternatives),
        pairs=_pairs(words, runs, alternatives),
        exact=tuple(dict.fromkeys(exact_words(plain)))[:MAX_TERMS] if accents else (),
        phrases=tuple(phrase for phrase in phrases if phrase.tokens),
        excluded=tuple(tokens for tokens in excluded if tokens),
        numbers=tuple(sorted(query_forms(folded_words(plain)[:MAX_TERMS]))),
        has_diacritics=accents,
    )
