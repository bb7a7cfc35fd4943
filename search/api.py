"""``GET /api/v1/search``: the results page as data."""

from dataclasses import asdict, replace
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from search.cursor import CursorError, read_cursor, write_cursor
from search.facets import FacetValue
from search.fieldwords import read_field_words
from search.parameters import read_filters, read_kinds
from search.places import find_places
from search.query import MAX_FILTER_VALUES, MAX_PAGE_SIZE, SearchQuery, Sort
from search.querylog import record
from search.result import Hit, PassageHit, SearchResult
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
    """One thing found; ``snippet`` is HTML with ``<mark>``; ``places`` counts all its passages found."""

    key: str
    kind: str
    title: str
    url: str
    snippet: str
    places: int
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
    next_cursor: str | None


class PlacesOut(Schema):
    """The places in one document, best first; ``total`` counts those beyond the first 50 too."""

    key: str
    total: int
    passages: list[PassageOut]


class SuggestionOut(Schema):
    """A title that begins with what was typed, and where it leads.

    ``number`` is the document's number when that is what was typed, otherwise empty.
    """

    text: str
    kind: str
    kind_label: str
    url: str
    number: str


class SuggestionsOut(Schema):
    """Suggestions, best first."""

    suggestions: list[SuggestionOut]


def _passage(passage: PassageHit) -> dict[str, str]:
    return {
        "anchor": passage.anchor,
        "label": passage.label,
        "url": passage.url,
        "snippet": str(passage.snippet_html),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "kind": hit.kind,
        "title": hit.title,
        "url": hit.url,
        "snippet": str(hit.snippet_html),
        "places": hit.places,
        "passages": [_passage(passage) for passage in hit.passages],
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
        "next_cursor": write_cursor(result.last) if result.last else None,
    }


def _continued(query: SearchQuery, cursor: str) -> SearchQuery:
    """Return ``query`` from the cursor on; raises HttpError 400 for one of another order or of nobody's."""
    if not cursor:
        return query
    try:
        position = read_cursor(cursor)
    except CursorError as error:
        raise HttpError(400, _("The cursor cannot be read.")) from error
    if position.sort is not query.effective_sort:
        raise HttpError(400, _("The cursor belongs to another order of results."))
    return replace(query, after=position)


@router.get("/search", response=SearchOut, summary="Search plans, learning resources, news and pages")
def search_everything(
    request: HttpRequest,
    q: str = "",
    kind: Annotated[list[str] | None, Query()] = None,
    sort: Sort = Sort.RELEVANCE,
    page: Annotated[int, Query(ge=1)] = 1,
    page_size: Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)] = 20,
    cursor: str = "",
) -> dict[str, Any]:
    """Facets are further parameters of the same names as on the results page; each may be repeated.

    Pages reach the first 10,000 results. To walk further, send each answer's ``next_cursor`` as
    ``cursor`` with the same other parameters, until it is null.
    """
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
    query = _continued(read_field_words(query), cursor)
    result = search(query)
    record(query, result)
    return as_data(result)


@router.get("/search/passages", response=PlacesOut, summary="All places in one document that a query finds")
def passages_of_document(request: HttpRequest, key: str, q: str = "") -> dict[str, Any]:
    """Return up to 50 places of the document ``key`` (a result's key), best first."""
    found = find_places(read_field_words(SearchQuery(text=q)).text, key[:120])
    if found is None:
        raise HttpError(404, _("There is no such document."))
    return {"key": key, "total": found.total, "passages": [_passage(p) for p in found.passages]}


@router.get("/suggest", response=SuggestionsOut, summary="Suggest titles and document numbers while typing")
def suggest_titles(
    request: HttpRequest,
    q: str = "",
    kind: str = "",
    limit: Annotated[int, Query(ge=1, le=MAX_SUGGESTIONS)] = MAX_SUGGESTIONS,
) -> dict[str, Any]:
    """Return up to eight things whose title or number begins with ``q``; two characters at least."""
    if kind and not read_kinds([kind]):
        raise HttpError(400, _("Unknown kind of content."))
    return {"suggestions": [asdict(found) for found in suggest(q, limit, kind)]}
