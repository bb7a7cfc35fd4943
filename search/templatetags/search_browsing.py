"""Ways into the content for a reader whose search found nothing."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template

from search import presentation
from search.facets import FacetResult
from search.parameters import write_parameters
from search.query import SearchQuery, Sort
from search.searching import search

register = template.Library()

_LATEST = 3
_CHOICES = 8


@dataclass(frozen=True)
class Ways:
    """Facets as lists of links (``label``, ``links``: ``url``, ``label``, ``count``), and the latest hits."""

    facets: list[dict[str, Any]]
    latest: list[dict[str, Any]]


def _links(facet: FacetResult) -> list[dict[str, Any]]:
    return [
        {
            "url": "?" + urlencode(write_parameters(SearchQuery(filters={facet.name: (value.value,)}))),
            "label": value.label,
            "count": value.count,
        }
        for value in facet.values[:_CHOICES]
    ]


@register.simple_tag
def ways_in(*names: str, kinds: str) -> Ways:
    """Return the facets ``names`` and what came last, among ``kinds`` (words); one search for both."""
    query = SearchQuery(kinds=tuple(kinds.split()), sort=Sort.NEWEST, page_size=_LATEST, passages_per_hit=0)
    result = search(query)
    found = {facet.name: facet for facet in result.facets if facet.values}
    return Ways(
        [{"label": found[name].label, "links": _links(found[name])} for name in names if name in found],
        presentation.hits(result),
    )
