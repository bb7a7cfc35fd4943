"""A query as a tree that any engine can compile: nine kinds of clause and nothing engine-specific."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.document_numbers import compact
from search.analysis import QueryAnalysis, Term
from search.ranking import (
    DOCUMENT_BONUSES,
    EXACT_PHRASE_WEIGHT,
    MENTION_WEIGHT,
    NUMBER_WEIGHT,
    PASSAGE,
    PASSAGE_BONUSES,
    STRICT,
    Field,
    MinimumMatch,
    Source,
    Weight,
)
from search.vocabulary import Alternative


@dataclass(frozen=True)
class Everything:
    """Every document, score 1."""


@dataclass(frozen=True)
class Nothing:
    """No document."""


@dataclass(frozen=True)
class Match:
    """One token in one field."""

    field: Field
    token: str
    boost: float = 1.0


@dataclass(frozen=True)
class Has:
    """One token in one field, worth ``score`` however rare it is and however long the field."""

    field: Field
    token: str
    score: float


@dataclass(frozen=True)
class PhraseMatch:
    """Tokens next to each other in one field (two or more)."""

    field: Field
    tokens: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True)
class Prefix:
    """Any token of one field that begins so; every one scores alike."""

    field: Field
    start: str
    boost: float = 1.0


@dataclass(frozen=True)
class Best:
    """Any of the clauses; the best one gives the score."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True)
class AtLeast:
    """At least ``minimum`` of the clauses; scores add up."""

    clauses: tuple["Clause", ...]
    minimum: int


@dataclass(frozen=True)
class Combination:
    """All of ``must``, none of ``must_not``; ``should`` only adds to the score."""

    must: tuple["Clause", ...]
    should: tuple["Clause", ...] = ()
    must_not: tuple["Clause", ...] = ()


Clause = Everything | Nothing | Match | Has | PhraseMatch | Prefix | Best | AtLeast | Combination


def together(field: Field, tokens: Sequence[str], boost: float = 1.0) -> Match | PhraseMatch:
    """Return the clause for tokens that stand together: a phrase, or a single match."""
    if len(tokens) == 1:
        return Match(field, tokens[0], boost)
    return PhraseMatch(field, tuple(tokens), boost)


def _word(term: Term) -> Clause:
    own = Match(Field.TEXT, term.token)
    if not term.alternatives:
        return own
    others = tuple(together(Field.TEXT, other.tokens, other.weight) for other in term.alternatives)
    return Best((own, *others))


def _words(analysis: QueryAnalysis, minimum: MinimumMatch) -> Clause:
    counted = [term for term in analysis.terms if not term.optional] or list(analysis.terms)
    needed = AtLeast(tuple(_word(term) for term in counted), minimum.required(len(counted)))
    optional = tuple(_word(term) for term in analysis.terms if term.optional and term not in counted)
    words: Clause = Combination((needed,), optional) if optional else needed
    if not analysis.numbers:
        return words
    # A document's number may be written in one piece ("qd131"): then no single word would match.
    own = tuple(Has(Field.NUMBERS, form, NUMBER_WEIGHT) for form in analysis.numbers)
    mentions = tuple(Has(Field.MENTIONS, form, MENTION_WEIGHT) for form in analysis.numbers)
    return AtLeast((words, Best((*own, *mentions))), 1)


# Where the short form of a pair of words is looked up.
_SINGLE_WORDS = {Field.PAIRS: Field.TEXT, Field.TITLE_PAIRS: Field.TITLE}


def _bonus(weight: Weight, token: str, alternatives: Sequence[Alternative] = ()) -> Clause:
    own = Match(weight.field, token, weight.value)
    field = _SINGLE_WORDS.get(weight.field, weight.field)
    others = tuple(
        Match(field, other.tokens[0], round(weight.value * other.weight, 4))
        for other in alternatives
        if len(other.tokens) == 1
    )
    return Best((own, *others)) if others else own


def _bonuses(analysis: QueryAnalysis, weights: Sequence[Weight]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    for weight in weights:
        match weight.source:
            case Source.TERMS:
                found += [_bonus(weight, term.token, term.alternatives) for term in analysis.terms]
            case Source.PAIRS:
                found += [_bonus(weight, pair.token, pair.alternatives) for pair in analysis.pairs]
            case Source.EXACT:
                found += [_bonus(weight, token) for token in analysis.exact]
    return tuple(found)


def _plan(analysis: QueryAnalysis, minimum: MinimumMatch, weights: Sequence[Weight]) -> Clause:
    if analysis.is_meaningless:
        return Nothing()
    must: list[Clause] = [_words(analysis, minimum)] if analysis.terms else [Everything()]
    must += [together(Field.TEXT, phrase.tokens) for phrase in analysis.phrases]
    exact = tuple(together(Field.EXACT, p.exact, EXACT_PHRASE_WEIGHT) for p in analysis.phrases if p.exact)
    return Combination(
        must=tuple(must),
        should=(*_bonuses(analysis, weights), *exact),
        must_not=tuple(together(Field.TEXT, tokens) for tokens in analysis.excluded),
    )


def plan_documents(analysis: QueryAnalysis, minimum: MinimumMatch = STRICT) -> Clause:
    """Return the clause that finds and scores documents."""
    return Everything() if analysis.is_blank else _plan(analysis, minimum, DOCUMENT_BONUSES)


def plan_passages(analysis: QueryAnalysis) -> Clause | None:
    """Return the clause that finds the best passages of a hit; None when nothing is looked for."""
    if not analysis.terms:
        return None
    words = QueryAnalysis(
        text=analysis.text, terms=analysis.terms, pairs=analysis.pairs, exact=analysis.exact,
        has_diacritics=analysis.has_diacritics,
    )  # fmt: skip
    return _plan(words, PASSAGE, PASSAGE_BONUSES)


def plan_titles(analysis: QueryAnalysis) -> Clause:
    """Return the clause that finds titles while they are typed: whole words, and the beginning of the last.

    A document number is found by its beginning too ("148/kh" → ``148kh…``).
    """
    *whole, last = [term.token for term in analysis.terms] or [""]
    if not last:
        return Nothing()
    beginning = Best((Match(Field.TITLE, last), Prefix(Field.TITLE, last, 0.5)))
    title = Combination(
        must=(*(Match(Field.TITLE, token) for token in whole), beginning),
        should=(
            *(Match(Field.TITLE_PAIRS, pair.token) for pair in analysis.pairs),
            *(Match(Field.EXACT, token, EXACT_PHRASE_WEIGHT) for token in analysis.exact),
        ),
    )
    number = compact(analysis.text)
    if not any(char.isdigit() for char in number):
        return title
    return Best((title, Prefix(Field.NUMBERS, number, NUMBER_WEIGHT)))
