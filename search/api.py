"""``GET /api/v1/search``: the results page as data."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from search.facets import FacetValue
from search.fieldwords import read_field_words
from search.parameters import read_filters, read_kinds
from search.query import MAX_FILTER_VALUES, MAX_PAGE_SIZE, SearchQuery, Sort
from search.querylog import record
from search.result import Hit, SearchResult
from search.searching import search
from search.suggesting import MAX_SUGGESTIONS, suggest

router = Router(tags=["search"])


class PassageOut(Schema):
    """A place in a result; ``snippet`` is HTML with ``<mark>``."""

    anchor: str
    label: str
    url: str
    snippet: str


class HitOut(Schema):
    """One thing found; ``snippet`` is HTML with ``<mark>``."""

    key: str
    kind: str
    title: str
    url: str
    snippet: str
    passages: list[PassageOut]


class FacetValueOut(Schema):
    """One choice of a facet."""

    value: str
    label: str
    count: int
    selected: bool


class SearchOut(Schema):
    """A page of results."""

    total: int
    engine: str
    degraded: bool
    took_ms: int
    results: list[HitOut]
    facets: dict[str, list[FacetValueOut]]
    suggestion: str


class SuggestionOut(Schema):
    """A title that begins with what was typed, and where it leads."""

    text: str
    kind: str
    kind_label: str
    url: str


class SuggestionsOut(Schema):
    """Suggestions, best first."""

    suggestions: list[SuggestionOut]


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "kind": hit.kind,
        "title": hit.title,
        "url": hit.url,
        "snippet": str(hit.snippet_html),
        "passages": [
            {"anchor": p.anchor, "label": p.label, "url": p.url, "snippet": str(p.snippet_html)}
            for p in hit.passages
        ],
    }


def _values(values: tuple[FacetValue, ...]) -> list[dict[str, Any]]:
    return [{"value": v.value, "label": v.label, "count": v.count, "selected": v.selected} for v in values]


def as_data(result: SearchResult) -> dict[str, Any]:
    """Return ``result`` in the shape of the API."""
    return {
        "total": result.total,
        "engine": result.engine,
        "degraded": result.degraded,
        "took_ms": result.took_ms,
        "results": [_hit(hit) for hit in result.hits],
        "facets": {
            "kind": _values(result.kinds),
            **{facet.name: _values(facet.values) for facet in result.facets},
        },
        "suggestion": result.suggestion,
    }


@router.get("/search", response=SearchOut, summary="Search plans, learning resources, news and pages")
def search_everything(
    request: HttpRequest,
    q: str = "",
    kind: Annotated[list[str] | None, Query()] = None,
    sort: Sort = Sort.RELEVANCE,
    page: Annotated[int, Query(ge=1)] = 1,
    page_size: Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)] = 20,
) -> dict[str, Any]:
    """Facets are further parameters of the same names as on the results page; each may be repeated."""
    kinds = read_kinds(kind or [])
    if kind and len(kinds) < len(set(kind[:MAX_FILTER_VALUES])):
        raise HttpError(400, _("Unknown kind of content."))
    query = SearchQuery(
        text=q,
        kinds=kinds,
        filters=read_filters(request.GET),
        sort=sort,
        page=min(page, 10**9),
        page_size=page_size,
    )
    query = read_field_words(query)
    result = search(query)
    record(query, result)
    return as_data(result)


@router.get("/suggest", response=SuggestionsOut, summary="Suggest titles and document numbers while typing")
def suggest_titles(
    request: HttpRequest,
    q: str = "",
    limit: Annotated[int, Query(ge=1, le=MAX_SUGGESTIONS)] = MAX_SUGGESTIONS,
) -> dict[str, Any]:
    """Return up to eight things whose title or number begins with ``q``; two characters at least."""
    return {"suggestions": [asdict(found) for found in suggest(q, limit)]}
