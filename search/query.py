"""What a reader asks for: words, kinds, filters, order and page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_PAGE_SIZE = 100
# Nobody reads further, and engines pay for every skipped hit (Elasticsearch's own window is the same).
MAX_OFFSET = 10_000
MAX_FILTER_VALUES = 50
MAX_PASSAGES_PER_HIT = 10


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    MOST_USED = "most_used"


@dataclass(frozen=True)
class Position:
    """A hit to go on after: its place in the order ``sort`` (a score, or an order number) and its key.

    ``seen`` is how many hits stood up to it: where to go on when the hit itself is no longer there.
    """

    sort: Sort
    value: float
    key: str
    seen: int


@dataclass(frozen=True)
class SearchQuery:
    """A bounded request. ``filters`` maps facet names to chosen slugs; ``page`` counts from 1.

    With ``after`` the hits after that one are asked for and ``page`` does not count.

    Values outside the bounds are brought inside, so that an engine never sees an unreasonable one.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 20
    passages_per_hit: int = 3
    after: Position | None = None

    def __post_init__(self) -> None:
        size = min(max(self.page_size, 1), MAX_PAGE_SIZE)
        object.__setattr__(self, "page_size", size)
        object.__setattr__(self, "page", min(max(self.page, 1), MAX_OFFSET // size))
        object.__setattr__(self, "passages_per_hit", min(max(self.passages_per_hit, 0), MAX_PASSAGES_PER_HIT))
        object.__setattr__(self, "sort", Sort(self.sort))
        object.__setattr__(self, "kinds", tuple(dict.fromkeys(self.kinds))[:MAX_FILTER_VALUES])
        kept = {
            name: tuple(dict.fromkeys(values))[:MAX_FILTER_VALUES] for name, values in self.filters.items()
        }
        object.__setattr__(self, "filters", {name: values for name, values in kept.items() if values})

    @property
    def offset(self) -> int:
        """Return how many hits stand before this page."""
        return 0 if self.after else (self.page - 1) * self.page_size

    @property
    def effective_sort(self) -> Sort:
        """Return the order used: without words there is no relevance, so the newest come first."""
        return Sort.NEWEST if self.sort is Sort.RELEVANCE and not self.text.strip() else self.sort
