"""The embedded engine: tantivy in a local folder. The default, and the fallback of a search server."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import tantivy

from search.documents import Document
from search.engines.base import (
    EngineHit,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    IndexState,
    Places,
    SearchEngine,
)
from search.engines.embedded.compiler import below, compile_clause, of_document, with_filters
from search.engines.embedded.folder import IndexFolder
from search.engines.embedded.reader import IndexReader, Snapshot
from search.engines.embedded.schema import (
    STATE_TERM,
    document_row,
    document_schema,
    passage_rows,
    passage_schema,
    state_row,
)
from search.plan import Clause
from search.query import Position, Sort
from search.ranking import Field
from search.spelling import nearest_words

_SORT_FIELD = {Sort.NEWEST: "newest", Sort.MOST_USED: "used"}
_BUCKETS = [f"{number:02x}" for number in range(256)]
# tantivy wants at least 15 MB per thread; small commits need no more, a rebuild runs on both cores.
_SMALL_HEAP, _LARGE_HEAP = 32_000_000, 256_000_000
LOCK_SECONDS = 60.0


class EmbeddedEngine(SearchEngine):
    """An index in ``folder``; any number of readers, one writer at a time."""

    name = "embedded"

    def __init__(self, folder: Path, lock_seconds: float = LOCK_SECONDS) -> None:
        self.folder = IndexFolder(folder)
        self.lock_seconds = lock_seconds
        self._reader = IndexReader(self.folder)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the folder's write lock over several reads and writes."""
        with self.folder.write_lock(self.lock_seconds):
            yield

    def state(self) -> IndexState:
        return self._reader.snapshot().state()

    def apply(self, documents: Iterable[Document], deleted: Collection[str], state: IndexState) -> None:
        with self.exclusive(), _engine_errors():
            path = self.folder.live().path
            with (
                _writing(path / "passages", _SMALL_HEAP) as passages,
                _writing(path / "documents", _SMALL_HEAP) as rows,
            ):
                for key in deleted:
                    _remove(rows, passages, key)
                for document in documents:
                    _remove(rows, passages, document.key)
                    _add(rows, passages, document)
                rows.delete_documents_by_term("state", STATE_TERM)
                rows.add_document(state_row(state))
                # Passages first: the state stands in the documents, so a kill in between is done again.
                passages.commit()
                rows.commit()

    def rebuild(self, documents: Iterable[Document], state: IndexState) -> int:
        with self.exclusive(), _engine_errors():
            build = self.folder.new_build()
            tantivy.Index(passage_schema(), path=str(build / "passages"), reuse=False)
            tantivy.Index(document_schema(), path=str(build / "documents"), reuse=False)
            count = 0
            with (
                _writing(build / "passages", _LARGE_HEAP // 2) as passages,
                _writing(build / "documents", _LARGE_HEAP, threads=2) as rows,
            ):
                for document in documents:
                    _add(rows, passages, document)
                    count += 1
                rows.add_document(state_row(state))
                passages.commit()
                rows.commit()
            self.folder.go_live(build)
            return count

    def search(self, query: EngineQuery) -> EngineResult:
        with _engine_errors():
            return _search(self._reader.snapshot(), query)

    def passages(self, clause: Clause, key: str, limit: int) -> Places:
        with _engine_errors():
            return _passages(self._reader.snapshot(), clause, [key], limit).get(key, Places())

    def hashes(self) -> Iterator[tuple[str, str]]:
        with _engine_errors():
            snapshot = self._reader.snapshot()
            for bucket in _BUCKETS:
                query = tantivy.Query.term_query(snapshot.document_schema, "bucket", bucket, "basic")
                count = _total(snapshot.documents.search(query, 1))
                for _, address in snapshot.documents.search(query, max(count, 1), count=False).hits:
                    row = snapshot.documents.doc(address)
                    yield str(row.get_first("key")), str(row.get_first("content_hash"))

    def similar_words(self, words: Collection[str]) -> Mapping[str, str]:
        with _engine_errors():
            searcher = self._reader.snapshot().documents
            unknown = [word for word in words if searcher.doc_freq(Field.TEXT, word) == 0]
            return nearest_words(unknown, lambda prefix: searcher.terms_with_prefix(Field.TEXT, prefix))

    def explain(self, query: EngineQuery, key: str) -> str:
        with _engine_errors():
            snapshot = self._reader.snapshot()
            own = tantivy.Query.term_query(snapshot.document_schema, "key", key, "basic")
            hits = snapshot.documents.search(own, 1).hits
            if not hits:
                return f"{key} is not in the index."
            compiled = compile_clause(snapshot.document_schema, query.clause)
            matched = tantivy.Query.boolean_query([(tantivy.Occur.Must, own), (tantivy.Occur.Must, compiled)])
            if not snapshot.documents.search(matched, 1).hits:
                return f"{key} does not match the query."
            return compiled.explain(snapshot.documents, hits[0][1]).to_json()


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Turn tantivy's and the file system's errors into the one that callers handle."""
    try:
        yield
    except (OSError, ValueError, SystemError, MemoryError) as error:
        raise EngineUnavailable(f"The embedded index failed: {error}") from error
    except BaseException as error:
        # A panic in tantivy's Rust code arrives as a BaseException whose class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise EngineUnavailable(f"The embedded index failed: {error}") from error
        raise


@contextmanager
def _writing(path: Path, heap: int, threads: int = 1) -> Iterator[tantivy.IndexWriter]:
    """Open an index for one write: writers that stay open orphan each other's segments.

    The caller commits; what is not committed when an exception passes is dropped.
    """
    writer = tantivy.Index.open(str(path)).writer(heap, threads)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _remove(rows: tantivy.IndexWriter, passages: tantivy.IndexWriter, key: str) -> None:
    rows.delete_documents_by_term("key", key)
    passages.delete_documents_by_term("parent", key)


def _add(rows: tantivy.IndexWriter, passages: tantivy.IndexWriter, document: Document) -> None:
    rows.add_document(document_row(document))
    for row in passage_rows(document):
        passages.add_document(row)


def _total(found: tantivy.SearchResult) -> int:
    """Return the number of matches; the attribute is missing from tantivy's type stubs."""
    return int(cast(Any, found).count or 0)


# How far around its noted place a hit is looked for, when the index has changed since.
_SLACK = 200

_Ranked = Sequence[tuple[float, tantivy.DocAddress]]


def _search(snapshot: Snapshot, query: EngineQuery) -> EngineResult:
    schema, searcher = snapshot.document_schema, snapshot.documents
    scoring = compile_clause(schema, query.clause)
    narrowed = with_filters(schema, scoring, query.filters)
    field = _SORT_FIELD.get(query.sort)
    if field is None:
        total, ranked = _by_score(searcher, narrowed, query)
    else:
        total, ranked = _by_order(snapshot, narrowed, query, field)
    keys = [str(searcher.doc(address).get_first("key")) for _, address in ranked]
    best = _passages(snapshot, query.passages, keys, query.passages_per_hit)
    hits = []
    for key, (value, _) in zip(keys, ranked, strict=True):
        places = best.get(key, Places())
        score, order = (0.0, int(value)) if field else (float(value), 0)
        hits.append(EngineHit(key, score, places.positions, places.total, order))
    return EngineResult(total, tuple(hits), _counts(snapshot, scoring, query))


def _by_order(
    snapshot: Snapshot, narrowed: tantivy.Query, query: EngineQuery, field: str
) -> tuple[int, _Ranked]:
    """Return the number of matches and a page in the order of a number that no two documents share."""
    searcher, wanted = snapshot.documents, narrowed
    if query.after:
        wanted = below(snapshot.document_schema, narrowed, field, int(query.after.value))
    found = searcher.search(wanted, max(query.limit, 1), offset=query.offset, order_by_field=field)
    total = _total(searcher.search(narrowed, 1)) if query.after else _total(found)
    return total, found.hits[: query.limit]


def _by_score(searcher: tantivy.Searcher, narrowed: tantivy.Query, query: EngineQuery) -> tuple[int, _Ranked]:
    """Return the number of matches and a page in the order of scores.

    tantivy cannot start at a score, so a position is looked for around the place that it had; what
    is skipped before is never longer than the index.
    """
    offset, limit = query.offset, max(query.limit, 1)
    if query.after:
        offset = max(min(query.after.seen, searcher.num_docs) - _SLACK, 0)
        limit += 2 * _SLACK
    found = searcher.search(narrowed, limit, offset=offset, weight_by_field="boost")
    hits = found.hits
    if query.after:
        hits = hits[_start(searcher, hits, query.after, query.after.seen - offset) :]
    return _total(found), hits[: query.limit]


def _start(searcher: tantivy.Searcher, hits: _Ranked, after: Position, expected: int) -> int:
    """Return the index of the first of ``hits`` to show: behind the hit of ``after``.

    When that hit has changed or gone, it is the first that is not better, or what has moved to its
    place: rather one hit twice than one left out.
    """
    for index, (score, address) in enumerate(hits):
        if score == after.value and searcher.doc(address).get_first("key") == after.key:
            return index + 1
    worse = (index for index, (score, _) in enumerate(hits) if score <= after.value)
    return min(next(worse, len(hits)), max(expected - 1, 0))


def _passages(
    snapshot: Snapshot, clause: Clause | None, keys: Collection[str], limit: int
) -> dict[str, Places]:
    if clause is None or limit < 1:
        return {}
    searcher, schema = snapshot.passages, snapshot.passage_schema
    compiled = compile_clause(schema, clause)
    best: dict[str, Places] = {}
    for key in keys:
        found = searcher.search(of_document(schema, compiled, key), limit)
        positions = (int(searcher.doc(address).get_first("position") or 0) for _, address in found.hits)
        best[key] = Places(tuple(positions), _total(found))
    return best


def _counts(snapshot: Snapshot, scoring: tantivy.Query, query: EngineQuery) -> dict[str, dict[str, int]]:
    """Count every facet: those without a choice in one pass, each other one without its own choice."""
    chosen = [name for name in query.counts if query.filters.get(name)]
    free = [name for name in query.counts if name not in chosen]
    counts: dict[str, dict[str, int]] = {}
    for names, leave_out in [(free, ""), *(([name], name) for name in chosen)]:
        if not names:
            continue
        narrowed = with_filters(snapshot.document_schema, scoring, query.filters, leave_out)
        request = {name: {"terms": {"field": f"facets.{name}", "size": 1000}} for name in names}
        answer = snapshot.documents.aggregate(narrowed, request)
        for name in names:
            counts[name] = {str(b["key"]): int(b["doc_count"]) for b in answer[name]["buckets"]}
    return counts
