"""Where documents come from: each content app registers one source per kind in ``AppConfig.ready()``."""

from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from search.documents import Document

M = TypeVar("M", bound=Model)


class SearchSource(Protocol[M]):
    """What the search needs to know of one kind of thing.

    ``kind`` is part of keys and addresses ("plan", "resource", "news", "page"); ``label`` is its
    plural for readers (lazy translation); ``order`` places its tab.
    """

    @property
    def kind(self) -> str:
        """Return the short name of the kind."""
        ...

    @property
    def label(self) -> str | Promise:
        """Return the readers' name of the kind, in the plural."""
        ...

    @property
    def order(self) -> int:
        """Return the place of the tab, lowest first."""
        ...

    def queryset(self) -> QuerySet[M]:
        """Return exactly what an anonymous reader may see now: live, public, not expired, not future."""
        ...

    def to_document(self, obj: M) -> Document:
        """Return the document of one object of ``queryset()``; its key is ``f"{kind}:{pk}"``."""
        ...


_SOURCES: dict[str, SearchSource[Any]] = {}


def register(source: SearchSource[Any]) -> None:
    """Make ``source`` known; a second source of the same kind replaces the first."""
    _SOURCES[source.kind] = source


def unregister(kind: str) -> None:
    """Forget the source of ``kind`` (tests)."""
    _SOURCES.pop(kind, None)


def sources() -> tuple[SearchSource[Any], ...]:
    """Return every registered source, in the order of their tabs."""
    return tuple(sorted(_SOURCES.values(), key=lambda source: (source.order, source.kind)))


def source_for(kind: str) -> SearchSource[Any]:
    """Return the source of ``kind``; raises KeyError for a kind that nobody registered."""
    return _SOURCES[kind]


def kind_label(kind: str) -> str:
    """Return the readers' name of ``kind``, or the kind itself when its source is gone."""
    source = _SOURCES.get(kind)
    return str(source.label) if source else kind


def make_key(kind: str, pk: object) -> str:
    """Return the key of an object: ``"plan:4"``."""
    return f"{kind}:{pk}"
