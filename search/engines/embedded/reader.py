"""Open tantivy indexes for reading, kept per process and refreshed when a writer has committed."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path

import tantivy

from search.engines.base import EngineUnavailable, IndexMissing, IndexState
from search.engines.embedded.folder import IndexFolder, LiveIndex
from search.engines.embedded.schema import STATE_TERM


@dataclass
class _Opened:
    """One tantivy index, its schema, and the commit that it was last loaded at."""

    index: tantivy.Index
    meta: Path
    commit: tuple[int, int]

    def refresh(self) -> None:
        """Load the newest commit if there is one the reader has not seen."""
        commit = _stamp(self.meta)
        if commit != self.commit:
            self.index.reload()
            self.commit = commit


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_ino


def _open(path: Path) -> _Opened:
    meta = path / "meta.json"
    commit = _stamp(meta)
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    index.reload()
    return _Opened(index, meta, commit)


@dataclass(frozen=True)
class Snapshot:
    """One moment of both indexes."""

    documents: tantivy.Searcher
    document_schema: tantivy.Schema
    passages: tantivy.Searcher
    passage_schema: tantivy.Schema

    def state(self) -> IndexState:
        """Return how far the snapshot has come."""
        query = tantivy.Query.term_query(self.document_schema, "state", STATE_TERM)
        hits = self.documents.search(query, 1, count=False).hits
        if not hits:
            raise IndexMissing("The index holds no record of its own state")
        row = self.documents.doc(hits[0][1])
        return IndexState(str(row.get_first("epoch")), int(row.get_first("sequence") or 0))


class IndexReader:
    """Gives snapshots of the live index; safe for threads and after a fork."""

    def __init__(self, folder: IndexFolder) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._live: LiveIndex | None = None
        self._pid = 0
        self._documents: _Opened | None = None
        self._passages: _Opened | None = None

    def snapshot(self) -> Snapshot:
        """Return the newest committed state.

        Raises IndexMissing when there is no index, EngineUnavailable when it cannot be read.
        """
        try:
            with self._lock:
                return self._newest()
        except FileNotFoundError as error:
            raise IndexMissing(f"The index was removed while it was opened: {error}") from error
        except (OSError, ValueError) as error:
            raise EngineUnavailable(f"The index cannot be read: {error}") from error

    def _newest(self) -> Snapshot:
        live = self.folder.live()
        documents, passages = self._documents, self._passages
        if documents is None or passages is None or live != self._live or self._pid != os.getpid():
            documents, passages = _open(live.path / "documents"), _open(live.path / "passages")
            self._documents, self._passages = documents, passages
            self._live, self._pid = live, os.getpid()
        else:
            documents.refresh()
            passages.refresh()
        return Snapshot(
            documents.index.searcher(),
            documents.index.schema,
            passages.index.searcher(),
            passages.index.schema,
        )
