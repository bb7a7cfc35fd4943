"""What a search gives back: plain frozen data, the same for the page, the API and tests."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from search.facets import FacetResult, FacetValue
from search.query import Position


@dataclass(frozen=True)
class PassageHit:
    """A place in a hit; ``url`` lands on it, ``snippet_html`` is escaped text with ``<mark>``."""

    anchor: str
    label: str
    url: str
    snippet_html: SafeString


@dataclass(frozen=True)
class Hit:
    """One thing found. ``title_html`` and ``snippet_html`` are escaped text with ``<mark>``.

    ``passages`` are the best of ``places`` in all.
    """

    key: str
    kind: str
    kind_label: str
    title: str
    title_html: SafeString
    url: str
    snippet_html: SafeString
    passages: tuple[PassageHit, ...] = ()
    places: int = 0
    date: datetime.date | None = None
    language: str = "vi"
    numbers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    score: float = 0.0


@dataclass(frozen=True)
class SearchResult:
    """A page of hits.

    ``engine`` names what answered; ``degraded`` says that it was not the first choice and may lack
    the latest. ``kinds`` are the tabs with their counts, ``facets`` the panel. ``suggestion`` is
    another query worth one click, or "". ``last`` is where the next hits are found, None at the end.
    """

    total: int
    engine: str
    degraded: bool
    took_ms: int
    hits: tuple[Hit, ...] = ()
    kinds: tuple[FacetValue, ...] = ()
    facets: tuple[FacetResult, ...] = ()
    suggestion: str = ""
    page: int = 1
    pages: int = 1
    last: Position | None = None
