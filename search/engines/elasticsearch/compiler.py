"""Clauses and requests as bodies that Elasticsearch and OpenSearch both understand."""

from collections.abc import Mapping
from typing import Any

from search.engines.base import EngineQuery
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
from search.query import Sort

Json = dict[str, Any]

_FACET_SIZE = 1000
_SORT: Mapping[Sort, list[Any]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, {"key": "asc"}],
    Sort.NEWEST: [{"newest": "desc"}, {"key": "asc"}],
    Sort.MOST_USED: [{"used": "desc"}, {"key": "asc"}],
}


def compile_clause(clause: Clause, prefix: str = "") -> Json:
    """Return the query of ``clause``; ``prefix`` is ``"passages."`` within the nested passages."""
    match clause:
        case Everything():
            return {"match_all": {}}
        case Nothing():
            return {"match_none": {}}
        case Match(field, token, boost):
            return {"term": {f"{prefix}{field}": {"value": token, "boost": boost}}}
        case Has(field, token, score):
            return {"constant_score": {"filter": {"term": {f"{prefix}{field}": token}}, "boost": score}}
        case PhraseMatch(field, tokens, boost):
            return {"match_phrase": {f"{prefix}{field}": {"query": " ".join(tokens), "boost": boost}}}
        case Prefix(field, start, boost):
            return {"prefix": {f"{prefix}{field}": {"value": start, "boost": boost}}}
        case Best(clauses):
            return {"dis_max": {"queries": [compile_clause(part, prefix) for part in clauses]}}
        case AtLeast(clauses, minimum):
            options = [compile_clause(part, prefix) for part in clauses]
            return {"bool": {"should": options, "minimum_should_match": max(minimum, 1)}}
        case Combination(must, should, must_not):
            parts: Json = {"must": must, "should": should, "must_not": must_not}
            body = {
                name: [compile_clause(p, prefix) for p in clauses]
                for name, clauses in parts.items()
                if clauses
            }
            return {"bool": {**body, "minimum_should_match": 0}}


def facet_filters(filters: Mapping[str, tuple[str, ...]], leave_out: str = "") -> Json:
    """Return the filter of every facet but ``leave_out``; values of one facet are alternatives."""
    terms = [{"terms": {f"facets.{name}": list(v)}} for name, v in filters.items() if name != leave_out and v]
    return {"bool": {"filter": terms}} if terms else {"match_all": {}}


def search_body(query: EngineQuery) -> Json:
    """Return the request for a page of hits and all counts.

    Chosen values narrow the hits after the aggregations; each facet's own aggregation narrows by
    the others only.
    """
    scoring: Json = {
        "function_score": {
            "query": compile_clause(query.clause),
            "field_value_factor": {"field": "boost", "missing": 1.0},
            "boost_mode": "multiply",
        }
    }
    body: Json = {
        "query": scoring if query.sort is Sort.RELEVANCE else compile_clause(query.clause),
        "post_filter": facet_filters(query.filters),
        "from": query.offset,
        "size": query.limit,
        "sort": _SORT[query.sort],
        "track_total_hits": True,
        "_source": ["key"],
        "aggs": {
            name: {
                "filter": facet_filters(query.filters, leave_out=name),
                "aggs": {"values": {"terms": {"field": f"facets.{name}", "size": _FACET_SIZE}}},
            }
            for name in query.counts
        },
    }
    if query.after:
        body["search_after"] = [query.after.value, query.after.key]
    return body


def passages_body(clause: Clause, keys: list[str], limit: int) -> Json:
    """Return the request for the best ``limit`` passages of each of the documents ``keys``."""
    nested = {
        "path": "passages",
        "query": compile_clause(clause, "passages."),
        "score_mode": "max",
        "inner_hits": {"size": limit, "_source": False, "docvalue_fields": ["passages.position"]},
    }
    return {
        "query": {"bool": {"filter": [{"terms": {"key": keys}}], "must": [{"nested": nested}]}},
        "size": len(keys),
        "_source": ["key"],
    }
