"""Keeping indexes in step with the table: catch-up, rebuild, comparison and repair of any engine."""

from dataclasses import dataclass

from search.engines.base import IndexMissing, IndexState, SearchEngine
from search.models import SearchDocument
from search.table import changes_since, table_state, visible_documents


@dataclass(frozen=True)
class Differences:
    """What an index holds otherwise than the table, by key, each sorted."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    extra: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.extra)


def catch_up(engine: SearchEngine) -> int:
    """Bring ``engine`` to the table's last sequence and return the number of rows applied.

    Rebuilds when there is no index, or when it copies another table (restored or replaced database).
    Safe to run at the same time in any number of processes. Raises EngineUnavailable.
    """
    with engine.exclusive():
        try:
            state = engine.state()
        except IndexMissing:
            return rebuild_index(engine)
        table = table_state()
        if state.epoch != table.epoch or state.sequence > table.sequence:
            return rebuild_index(engine)
        return _apply_changes(engine, state)


def _apply_changes(engine: SearchEngine, state: IndexState) -> int:
    applied = 0
    while True:
        documents, deleted, last = changes_since(state.sequence)
        if last == state.sequence:
            return applied
        state = IndexState(state.epoch, last)
        engine.apply(documents, deleted, state)
        applied += len(documents) + len(deleted)


def rebuild_index(engine: SearchEngine) -> int:
    """Build the index anew from the table beside the live one, swap, and apply what came meanwhile.

    Returns the number of documents built. Raises EngineUnavailable.
    """
    with engine.exclusive():
        state = table_state()
        count = engine.rebuild(visible_documents(), state)
        return count + _apply_changes(engine, state)


def compare(engine: SearchEngine) -> Differences:
    """Return where the index differs from the table, by key and content hash. Raises EngineUnavailable."""
    rows = SearchDocument.objects.visible().values_list("key", "content_hash")
    table = dict(rows.iterator(chunk_size=5000))
    missing = set(table)
    stale, extra = [], []
    for key, content_hash in engine.hashes():
        if key not in table:
            extra.append(key)
            continue
        missing.discard(key)
        if table[key] != content_hash:
            stale.append(key)
    return Differences(tuple(sorted(missing)), tuple(sorted(stale)), tuple(sorted(extra)))


def repair(engine: SearchEngine) -> Differences:
    """Catch up, write what still differs from the table, and return what differed."""
    with engine.exclusive():
        catch_up(engine)
        differences = compare(engine)
        wrong = [*differences.missing, *differences.stale]
        state = engine.state()
        for start in range(0, len(wrong), 500):
            rows = SearchDocument.objects.visible().filter(key__in=wrong[start : start + 500])
            found = [row.to_document(row.passages.all()) for row in rows.prefetch_related("passages")]
            engine.apply(found, (), state)
        if differences.extra:
            engine.apply((), differences.extra, state)
        return differences
