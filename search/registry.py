"""Which engines this installation has, in the order they are asked."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import SearchEngine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.embedded.engine import EmbeddedEngine


@lru_cache(maxsize=8)
def _embedded(folder: str) -> EmbeddedEngine:
    return EmbeddedEngine(Path(folder))


def embedded_engine() -> EmbeddedEngine:
    """Return the embedded engine of SEARCH_INDEX_DIR."""
    return _embedded(str(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=8)
def _server(url: str) -> ElasticsearchEngine:
    return ElasticsearchEngine(url)


def all_engines() -> tuple[SearchEngine, ...]:
    """Return every engine; the first answers, the others stand in when it cannot."""
    if settings.SEARCH_URL:
        return (_server(settings.SEARCH_URL), embedded_engine())
    return (embedded_engine(),)


def engine_named(name: str) -> SearchEngine:
    """Return the engine called ``name``; raises KeyError for one this installation does not have."""
    return {engine.name: engine for engine in all_engines()}[name]


@contextmanager
def scratch_engine(name: str) -> Iterator[SearchEngine]:
    """Give an engine of that name with an index of its own, removed at the end; KeyError if there is none."""
    if name == EmbeddedEngine.name:
        with tempfile.TemporaryDirectory(prefix="search-") as folder:
            yield EmbeddedEngine(Path(folder))
    elif name == ElasticsearchEngine.name and settings.SEARCH_URL:
        engine = ElasticsearchEngine(settings.SEARCH_URL, alias=f"scratch-{uuid.uuid4().hex}")
        try:
            yield engine
        finally:
            engine.remove()
    else:
        raise KeyError(name)
