"""What the results page shows, as the components want it: plain lists of dictionaries."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import format_number, format_short_date
from search.parameters import write_parameters
from search.places import FoundPlaces
from search.query import MAX_OFFSET, SearchQuery, Sort
from search.result import Hit, PassageHit, SearchResult
from search.sources import source_for

_ICONS = {"plan": "plan", "resource": "book", "news": "news", "page": "document"}
# How many facet values a hit shows among its facts.
_FACT_VALUES = 3


def _address(query: SearchQuery, **changes: object) -> str:
    return "?" + urlencode(write_parameters(query, **changes))


def tabs(query: SearchQuery, result: SearchResult) -> list[dict[str, Any]]:
    """Return one tab for everything and one for each kind, with the number of its results."""
    everything = {
        "url": _address(query, kind=()),
        "label": _("All"),
        "count": sum(kind.count for kind in result.kinds),
        "is_current": not query.kinds,
    }
    return [
        everything,
        *(
            {"url": _address(query, kind=kind.value), "label": kind.label, "count": kind.count,
             "is_current": kind.selected}
            for kind in result.kinds
        ),
    ]  # fmt: skip


def sort_links(query: SearchQuery) -> list[dict[str, Any]]:
    """Return the orders to choose from."""
    labels = {Sort.RELEVANCE: _("Best match"), Sort.NEWEST: _("Newest"), Sort.MOST_USED: _("Most used")}
    return [
        {"url": _address(query, sort=sort), "label": label, "is_current": sort is query.effective_sort}
        for sort, label in labels.items()
        if sort is not Sort.RELEVANCE or query.text.strip()
    ]


def facet_panels(result: SearchResult) -> list[dict[str, Any]]:
    """Return the facets that offer a choice."""
    return [
        {"name": f.form_field, "label": f.label, "values": f.values, "has_selection": f.has_selection}
        for f in result.facets
        if f.has_selection or len(f.values) > 1
    ]


def kept_parameters(query: SearchQuery) -> list[tuple[str, str]]:
    """Return what the facet form sends along."""
    return write_parameters(query, filters=False)


def without_filters(query: SearchQuery) -> str:
    """Return the address of the same search without filters."""
    return _address(query, filters=False)


def chosen_filters(query: SearchQuery, result: SearchResult) -> list[dict[str, str]]:
    """Return each chosen value with the address that takes it away."""
    chosen = []
    pairs = write_parameters(query)
    for facet in result.facets:
        for value in facet.values:
            if value.selected:
                rest = [pair for pair in pairs if pair != (facet.form_field, value.value)]
                chosen.append({"label": value.label, "remove_url": "?" + urlencode(rest)})
    return chosen


def suggestion_url(query: SearchQuery, result: SearchResult) -> str:
    """Return the address of the suggested query."""
    return _address(query, q=result.suggestion)


# What a reader wants to know of a hit at a glance; the year stands in its date.
_NO_FACTS = frozenset({"year", "language"})


def feed_url(query: SearchQuery) -> str:
    """Return the address of the feed of new results."""
    return f"{reverse('search_feed')}{_address(query, sort=Sort.RELEVANCE)}"


def _facts(hit: Hit, result: SearchResult) -> Iterator[str]:
    """Yield a hit's number, its values of the first facets in the panel's order, and its date."""
    yield from hit.numbers[:1]
    labels = {
        (facet.name, value.value): value.label
        for facet in result.facets
        if facet.name not in _NO_FACTS
        for value in facet.values
    }
    own = {(name, value) for name, values in hit.facets.items() for value in values}
    yield from [label for key, label in labels.items() if key in own][:_FACT_VALUES]
    if hit.date:
        yield format_short_date(hit.date)


def _icon(kind: str) -> str:
    try:
        return str(getattr(source_for(kind), "icon", _ICONS.get(kind, "document")))
    except KeyError:
        return "document"


def _places(passages: Iterable[PassageHit]) -> list[dict[str, Any]]:
    return [{"url": p.url, "label": p.label, "snippet": p.snippet_html} for p in passages]


def _more(query: SearchQuery | None, hit: Hit, key: str) -> dict[str, str]:
    """Return the link to all places in a hit, where there are more than are shown."""
    if query is None or hit.places <= len(hit.passages) or hit.key == key:
        return {}
    page = [("trang", str(query.page))] if query.page > 1 else []
    address = urlencode([*write_parameters(query), *page, ("tai", hit.key)])
    label = ngettext("%(n)s place in this document", "All %(n)s places in this document", hit.places)
    return {"more_url": f"?{address}#tai", "more_label": label % {"n": format_number(hit.places)}}


def hits(
    result: SearchResult,
    query: SearchQuery | None = None,
    key: str = "",
    opened: FoundPlaces | None = None,
) -> list[dict[str, Any]]:
    """Return the hits as the component ``search_hit`` takes them; that of ``key`` with all its places.

    Links to all places need the ``query``.
    """
    return [
        {
            "url": hit.url,
            "title": hit.title_html,
            "kind_icon": _icon(hit.kind),
            "kind_label": hit.kind_label,
            "snippet": hit.snippet_html,
            "passages": _places(opened.passages if opened and hit.key == key else hit.passages),
            "is_open": hit.key == key,
            **_more(query, hit, key),
            "facts": list(_facts(hit, result)),
        }
        for hit in result.hits
    ]


def page_object(query: SearchQuery, result: SearchResult) -> Page[int]:
    """Return the page of a paginator that reaches as far as the search does."""
    paginator = Paginator(range(min(result.total, MAX_OFFSET)), query.page_size)
    return paginator.get_page(query.page)
