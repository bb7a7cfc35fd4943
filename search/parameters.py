"""Query parameters of the page and the API as a SearchQuery: bounded, and never an error for the page."""

from collections.abc import Iterator, Mapping

from django.http import QueryDict

from search.facets import facets
from search.query import MAX_FILTER_VALUES, SearchQuery, Sort
from search.sources import sources

# Slugs, years and the like; longer values are no choice of ours.
_MAX_VALUE_CHARS = 200
_MAX_DIGITS = 9


def read_page(value: str | None) -> int:
    """Return a page number: 1 for nonsense, a large number for a larger one (bounded later)."""
    text = (value or "").strip()
    if not text.isascii() or not text.isdigit():
        return 1
    return int(text[:_MAX_DIGITS]) if len(text) <= _MAX_DIGITS else 10**_MAX_DIGITS


def read_filters(parameters: QueryDict) -> dict[str, tuple[str, ...]]:
    """Return the chosen values of every known facet; anything else is no filter."""
    found = {facet.name: tuple(_values(parameters.getlist(facet.form_field))) for facet in facets()}
    return {name: values for name, values in found.items() if values}


def read_kinds(values: list[str]) -> tuple[str, ...]:
    """Return the known ones among ``values``."""
    known = {source.kind for source in sources()}
    return tuple(value for value in dict.fromkeys(values[:MAX_FILTER_VALUES]) if value in known)


def _values(raw: list[str]) -> Iterator[str]:
    for value in raw[:MAX_FILTER_VALUES]:
        if value and len(value) <= _MAX_VALUE_CHARS and value.isprintable():
            yield value


def read_sort(value: str | None) -> Sort:
    """Return the order asked for; relevance for anything unknown."""
    try:
        return Sort(value or Sort.RELEVANCE)
    except ValueError:
        return Sort.RELEVANCE


def read_query(parameters: QueryDict) -> SearchQuery:
    """Return the query of the results page's parameters (``q kind sort trang`` and the facets).

    ``page`` is read too, for links written by hand after the API's parameter.
    """
    return SearchQuery(
        text=parameters.get("q", ""),
        kinds=read_kinds(parameters.getlist("kind")),
        filters=read_filters(parameters),
        sort=read_sort(parameters.get("sort")),
        page=read_page(parameters.get("trang") or parameters.get("page")),
    )


def write_parameters(query: SearchQuery, **changes: object) -> list[tuple[str, str]]:
    """Return the parameters that lead to ``query``, page left out; ``changes`` replaces q, kind or sort."""
    fields: Mapping[str, str] = {facet.name: facet.form_field for facet in facets()}
    kinds = changes.get("kind", query.kinds)
    pairs = [("q", str(changes.get("q", query.text)))]
    pairs += [("kind", str(kind)) for kind in (kinds if isinstance(kinds, tuple) else (kinds,)) if kind]
    sort = str(changes.get("sort", query.sort))
    if sort != Sort.RELEVANCE:
        pairs.append(("sort", sort))
    if changes.get("filters", True):
        pairs += [
            (fields[name], v) for name, values in query.filters.items() if name in fields for v in values
        ]
    return [(name, value) for name, value in pairs if value]
