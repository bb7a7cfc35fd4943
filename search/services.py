"""What other apps call: tell the search that something changed, and search.

Content apps call ``sync`` as the last step of the transaction that changes a thing. A publication
never fails because of an engine: only the table is written here.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend

from search.indexing import catch_up, compare, rebuild_index, repair
from search.models import SearchDocument
from search.related import related_keys as related
from search.searching import search
from search.sources import SearchSource, make_key, source_for, sources
from search.table import store
from search.tasks import catch_up_index

__all__ = [
    "catch_up",
    "compare",
    "rebuild_index",
    "rebuild_table",
    "related",
    "repair",
    "search",
    "sync",
    "sync_many",
]

_BATCH = 200


def sync(kind: str, pk: object) -> None:
    """Record the thing ``kind:pk`` as an anonymous reader sees it now, or a tombstone when nobody may.

    In the caller's transaction. Raises KeyError for a kind without a source.
    """
    sync_many(kind, [pk])


def sync_many(kind: str, pks: Iterable[object]) -> None:
    """Record several things of one kind, as ``sync`` does."""
    source = source_for(kind)
    wanted = list(dict.fromkeys(pks))
    with transaction.atomic():
        written = sum(
            _sync_batch(source, wanted[start : start + _BATCH]) for start in range(0, len(wanted), _BATCH)
        )
        if written:
            _enqueue_catch_up()


def _sync_batch(source: SearchSource[Any], pks: Sequence[object]) -> int:
    # What readers find is in the portal's language, whatever language the editor works in.
    with translation.override(settings.LANGUAGE_CODE):
        documents = [source.to_document(obj) for obj in source.queryset().filter(pk__in=pks)]
    found = {document.key for document in documents}
    gone = [key for key in (make_key(source.kind, pk) for pk in pks) if key not in found]
    return store(documents, gone)


def rebuild_table() -> int:
    """Record everything that every source shows, and tombstones for the rest; returns the rows written.

    Also the way to pick up what came due by time alone or was changed in the database by hand.
    """
    written = 0
    for source in sources():
        written += _rebuild_kind(source)
    orphans = SearchDocument.objects.visible().exclude(kind__in=[source.kind for source in sources()])
    written += _bury(list(orphans.values_list("key", flat=True)))
    if written:
        with transaction.atomic():
            _enqueue_catch_up()
    return written


def _bury(keys: Sequence[str]) -> int:
    return sum(store((), keys[start : start + _BATCH]) for start in range(0, len(keys), _BATCH))


def _rebuild_kind(source: SearchSource[Any]) -> int:
    written = 0
    pks = list(dict.fromkeys(source.queryset().order_by("pk").values_list("pk", flat=True)))
    for start in range(0, len(pks), _BATCH):
        written += _sync_batch(source, pks[start : start + _BATCH])
    seen = {make_key(source.kind, pk) for pk in pks}
    rows = SearchDocument.objects.visible().filter(kind=source.kind).values_list("key", flat=True)
    return written + _bury([key for key in rows if key not in seen])


def _enqueue_catch_up() -> None:
    """Have the indexes follow when this transaction commits; once, however many things it changes.

    A queue in this database takes the task inside the transaction, so that a killed process loses
    nothing; any other queue is told after the commit.
    """
    connection = transaction.get_connection()
    if any(entry[1] is _after_commit for entry in connection.run_on_commit):
        return
    if _queue_is_transactional():
        catch_up_index.enqueue()
    transaction.on_commit(_after_commit)


def _queue_is_transactional() -> bool:
    return isinstance(task_backends[catch_up_index.backend], DatabaseBackend)


def _after_commit() -> None:
    if not _queue_is_transactional():
        catch_up_index.enqueue()
