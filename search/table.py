"""Writes to the search table, in the caller's transaction: rows, tombstones and their sequence."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import transaction

from core.text import clean, fold
from search.documents import Document
from search.engines.base import IndexState
from search.models import SearchDocument, SearchPassage, SearchSequence

# How much of a text is searched when no engine answers.
_FOLDED_BODY_CHARS = 4000
_BATCH = 500
_CONTENT_FIELDS = (
    "kind", "url", "title", "summary", "body", "keywords", "language", "date", "facets", "weight",
    "numbers", "content_hash", "folded", "sequence", "deleted",
)  # fmt: skip


def lock_sequence() -> SearchSequence:
    """Return the sequence row, locked until the transaction ends."""
    SearchSequence.objects.get_or_create(pk=1)
    return SearchSequence.objects.select_for_update().get(pk=1)


def table_state() -> IndexState:
    """Return the identity of the table and its last committed sequence."""
    row = SearchSequence.objects.filter(pk=1).first()
    if row is None:
        with transaction.atomic():
            row = lock_sequence()
    return IndexState(str(row.epoch), row.value)


def _cleaned(document: Document) -> Document:
    """Return ``document`` in NFC, without control characters (PostgreSQL refuses NUL)."""
    passages = tuple(
        replace(passage, label=clean(passage.label)[:300], text=clean(passage.text))
        for passage in document.passages
    )
    facets = {
        name: tuple(sorted({str(value) for value in values})) for name, values in document.facets.items()
    }
    return replace(
        document,
        title=clean(document.title),
        summary=clean(document.summary),
        body=clean(document.body),
        keywords=clean(document.keywords),
        numbers=tuple(document.numbers),
        facets={name: values for name, values in sorted(facets.items()) if values},
        weight=round(float(document.weight), 6),
        passages=passages,
    )


def _row(document: Document, sequence: int) -> SearchDocument:
    searched = (
        f"{document.title}\n{document.keywords}\n{document.summary}\n{document.body[:_FOLDED_BODY_CHARS]}"
    )
    return SearchDocument(
        key=document.key,
        kind=document.kind,
        url=document.url,
        title=document.title,
        summary=document.summary,
        body=document.body,
        keywords=document.keywords,
        language=document.language,
        date=document.date,
        facets={name: list(values) for name, values in document.facets.items()},
        weight=document.weight,
        numbers=list(document.numbers),
        content_hash=document.content_hash,
        folded=fold(searched),
        sequence=sequence,
        added=sequence,
        deleted=False,
    )


def _tombstone(key: str, kind: str, sequence: int) -> SearchDocument:
    return SearchDocument(key=key, kind=kind, sequence=sequence, deleted=True)


def store(documents: Iterable[Document], gone: Collection[str] = ()) -> int:
    """Write ``documents`` that differ from their rows and leave tombstones for the keys in ``gone``.

    Runs in the caller's transaction, which holds the sequence lock until it ends. Returns the number
    of rows written; 0 means that nothing changed and no index has anything to do.
    """
    cleaned = [_cleaned(document) for document in documents]
    with transaction.atomic():
        counter = lock_sequence()
        keys = [document.key for document in cleaned] + list(gone)
        known = {
            row.key: row
            for row in SearchDocument.objects.filter(key__in=keys).only(
                "key", "kind", "content_hash", "deleted"
            )
        }
        changed = [d for d in cleaned if d.key not in known or _differs(known[d.key], d)]
        dead = [known[key] for key in gone if key in known and not known[key].deleted]
        if not changed and not dead:
            return 0
        rows = [_row(document, counter.value + n) for n, document in enumerate(changed, 1)]
        first_dead = counter.value + len(rows) + 1
        rows += [_tombstone(row.key, row.kind, first_dead + n) for n, row in enumerate(dead)]
        _write(rows, changed)
        SearchSequence.objects.filter(pk=counter.pk).update(value=counter.value + len(rows))
        return len(rows)


def _differs(row: SearchDocument, document: Document) -> bool:
    return row.deleted or row.content_hash != document.content_hash


def _write(rows: Sequence[SearchDocument], changed: Sequence[Document]) -> None:
    SearchDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=_CONTENT_FIELDS, batch_size=100
    )
    ids = dict(SearchDocument.objects.filter(key__in=[row.key for row in rows]).values_list("key", "pk"))
    SearchPassage.objects.filter(document__in=ids.values()).delete()
    SearchPassage.objects.bulk_create(
        (
            SearchPassage(
                document_id=ids[document.key],
                anchor=passage.anchor,
                label=passage.label,
                text=passage.text,
                position=passage.position,
                url=passage.url,
            )
            for document in changed
            for passage in document.passages
        ),
        batch_size=200,
    )


def visible_documents() -> Iterator[Document]:
    """Yield every visible row as a document, with bounded memory."""
    rows = SearchDocument.objects.visible().order_by("pk").prefetch_related("passages")
    for row in rows.iterator(chunk_size=_BATCH):
        yield row.to_document(row.passages.all())


def changes_since(sequence: int, limit: int = _BATCH) -> tuple[list[Document], list[str], int]:
    """Return documents and deleted keys written after ``sequence``, and the last sequence among them."""
    rows = list(SearchDocument.objects.changed_since(sequence).prefetch_related("passages")[:limit])
    documents = [row.to_document(row.passages.all()) for row in rows if not row.deleted]
    return documents, [row.key for row in rows if row.deleted], rows[-1].sequence if rows else sequence
