"""What an engine is: an index of documents that can be thrown away, behind one contract.

Engines know tokens, fields and clauses. Titles, highlights and visibility come from the table.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from search.documents import Document
from search.plan import Clause
from search.query import Position, Sort

# Facets that every document has without its source naming them.
KIND = "kind"
YEAR = "year"


class EngineUnavailable(Exception):
    """The engine cannot answer or be written to now; the message says why, for logs."""


class IndexMissing(EngineUnavailable):
    """There is no usable index: none was built, its layout is old, or it belongs to another database."""


@dataclass(frozen=True)
class IndexState:
    """How far an index has come: the table it copies (``epoch``) and the last sequence it holds."""

    epoch: str
    sequence: int


@dataclass(frozen=True)
class EngineQuery:
    """A compiled-for-any-engine request. ``filters`` and ``counts`` use facet names, "kind" included."""

    clause: Clause
    passages: Clause | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counts: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    passages_per_hit: int = 0
    after: Position | None = None


@dataclass(frozen=True)
class Places:
    """The matching passages of one document: positions of the best, best first, and how many in all."""

    positions: tuple[int, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class EngineHit:
    """One document found; ``passages`` are positions of its best passages, best first.

    ``places`` counts all passages that match. ``order`` is the order number by date or use, 0 when
    the order is that of scores.
    """

    key: str
    score: float
    passages: tuple[int, ...] = ()
    places: int = 0
    order: int = 0

    @property
    def value(self) -> float:
        """Return what the hit's place in the list follows from."""
        return self.order or self.score


@dataclass(frozen=True)
class EngineResult:
    """What an engine found; ``counts`` maps facet name → value → documents, own selection left out."""

    total: int
    hits: tuple[EngineHit, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def facet_values(document: Document) -> dict[str, list[str]]:
    """Return the facets that an index holds for ``document``: its own, and the year of its date."""
    values = {name: list(dict.fromkeys(slugs)) for name, slugs in document.facets.items() if slugs}
    if document.date is not None:
        values.setdefault(YEAR, [str(document.date.year)])
    return values


class SearchEngine(ABC):
    """An index and its searches. Every method may raise EngineUnavailable."""

    name: str

    @property
    def is_resting(self) -> bool:
        """Return whether this process leaves the engine alone for now, because it failed."""
        return False

    @abstractmethod
    def state(self) -> IndexState:
        """Return how far the index has come; raises IndexMissing when there is none."""

    @abstractmethod
    def apply(self, documents: Iterable[Document], deleted: Collection[str], state: IndexState) -> None:
        """Write ``documents``, remove the keys in ``deleted`` and note ``state``: all of it or nothing."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Return the right to write over several calls, where the engine has only one writer."""
        return nullcontext()

    @abstractmethod
    def rebuild(self, documents: Iterable[Document], state: IndexState) -> int:
        """Build a new index beside the live one, swap, and return how many documents it holds."""

    @abstractmethod
    def search(self, query: EngineQuery) -> EngineResult:
        """Return what matches ``query``; partial results are a failure, never an answer."""

    @abstractmethod
    def passages(self, clause: Clause, key: str, limit: int) -> Places:
        """Return the best ``limit`` (up to 100) passages of one document."""

    @abstractmethod
    def hashes(self) -> Iterator[tuple[str, str]]:
        """Yield the key and content hash of every document in the index."""

    @abstractmethod
    def similar_words(self, words: Collection[str]) -> Mapping[str, str]:
        """Return, for each folded word that no document holds, the nearest word that one does."""

    @abstractmethod
    def explain(self, query: EngineQuery, key: str) -> str:
        """Return the engine's own account of the score of ``key``, for people."""

    def sequence(self) -> int:
        """Return the last sequence that the index holds, -1 without an index."""
        try:
            return self.state().sequence
        except IndexMissing:
            return -1
