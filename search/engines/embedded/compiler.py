"""Clauses and filters as tantivy queries. Nothing else of the project builds a tantivy query."""

from collections.abc import Iterable, Mapping

from tantivy import FieldType, Occur, Query, Schema

from search.engines.embedded.schema import STATE_TERM
from search.plan import (
    AtLeast,
    Best,
    Clause,
    Combination,
    Everything,
    Has,
    Match,
    Nothing,
    PhraseMatch,
    Prefix,
)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def compile_clause(schema: Schema, clause: Clause) -> Query:
    """Return the tantivy query of ``clause``; scores are those of the clause tree."""
    match clause:
        case Everything():
            state = Query.term_query(schema, "state", STATE_TERM)
            return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, state)])
        case Nothing():
            return Query.empty_query()
        case Match(field, token, boost):
            return _boosted(Query.term_query(schema, str(field), token, "freq"), boost)
        case Has(field, token, score):
            return Query.const_score_query(Query.term_query(schema, str(field), token, "basic"), score)
        case PhraseMatch(field, tokens, boost):
            return _boosted(Query.phrase_query(schema, str(field), list(tokens)), boost)
        case Prefix(field, start, boost):
            # Tokens are letters, digits and "_" only; nothing of them is special in a pattern.
            return Query.const_score_query(Query.regex_query(schema, str(field), f"{start}.*"), boost)
        case Best(clauses):
            return Query.disjunction_max_query([compile_clause(schema, part) for part in clauses])
        case AtLeast(clauses, minimum):
            options = [(Occur.Should, compile_clause(schema, part)) for part in clauses]
            return Query.boolean_query(options, minimum_number_should_match=max(minimum, 1))
        case Combination(must, should, must_not):
            parts = [(Occur.Must, part) for part in must] + [(Occur.Should, part) for part in should]
            parts += [(Occur.MustNot, part) for part in must_not]
            return Query.boolean_query([(occur, compile_clause(schema, part)) for occur, part in parts])


def _facet_filter(schema: Schema, name: str, values: Iterable[str]) -> Query:
    return Query.const_score_query(Query.term_set_query(schema, f"facets.{name}", list(values)), 0.0)


def with_filters(
    schema: Schema, query: Query, filters: Mapping[str, tuple[str, ...]], leave_out: str = ""
) -> Query:
    """Return ``query`` narrowed by every filter but ``leave_out``; values of one facet are alternatives."""
    used = [
        _facet_filter(schema, name, values)
        for name, values in filters.items()
        if name != leave_out and values
    ]
    if not used:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.Must, narrow) for narrow in used)])


def below(schema: Schema, query: Query, field: str, bound: int) -> Query:
    """Return ``query`` narrowed to documents whose number in ``field`` is less than ``bound``."""
    lower = Query.range_query(schema, field, FieldType.Integer, 0, bound, include_upper=False)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(lower, 0.0))])


def of_document(schema: Schema, passages: Query, key: str) -> Query:
    """Return the passage query narrowed to the passages of one document."""
    parent = Query.const_score_query(Query.term_query(schema, "parent", key, "basic"), 0.0)
    return Query.boolean_query([(Occur.Must, parent), (Occur.Must, passages)])
