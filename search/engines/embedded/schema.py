"""The two tantivy indexes, documents and passages, and the rows written to them.

Passages have an index of their own, so that the lengths and frequencies of whole documents and of
single clauses do not distort each other's scores.
"""

from collections.abc import Iterator

import tantivy

from search.documents import Document
from search.engines.base import KIND, IndexState, facet_values
from search.order import newest_order, used_order
from search.ranking import Field, static_boost
from search.tokens import exact_words, number_forms, search_pairs, search_words

# Raise when a field, a token rule or a stored boost changes: old folders are then rebuilt.
SCHEMA_VERSION = 3
STATE_TERM = "state"

_SPLIT = "whitespace"
_RAW = "raw"


def document_schema() -> tantivy.Schema:
    """Return the schema of the documents' index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("content_hash", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("bucket", tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_text_field("epoch", stored=True, tokenizer_name=_RAW, index_option="basic")
    builder.add_integer_field("sequence", stored=True)
    builder.add_text_field(Field.TEXT, tokenizer_name=_SPLIT, index_option="position")
    builder.add_text_field(Field.EXACT, tokenizer_name=_SPLIT, index_option="position")
    for field in (Field.PAIRS, Field.TITLE, Field.TITLE_PAIRS, Field.KEYWORDS):
        builder.add_text_field(field, tokenizer_name=_SPLIT, index_option="freq")
    for field in (Field.NUMBERS, Field.MENTIONS):
        builder.add_text_field(field, tokenizer_name=_SPLIT, index_option="basic")
    builder.add_json_field("facets", tokenizer_name=_RAW, index_option="basic", fast=True)
    builder.add_float_field("boost", fast=True)
    builder.add_integer_field("used", fast=True)
    builder.add_integer_field("newest", fast=True)
    return builder.build()


def passage_schema() -> tantivy.Schema:
    """Return the schema of the passages' index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("parent", tokenizer_name=_RAW, index_option="basic")
    builder.add_integer_field("position", stored=True, fast=True)
    builder.add_text_field(Field.TEXT, tokenizer_name=_SPLIT, index_option="position")
    builder.add_text_field(Field.EXACT, tokenizer_name=_SPLIT, index_option="freq")
    builder.add_text_field(Field.PAIRS, tokenizer_name=_SPLIT, index_option="freq")
    return builder.build()


def document_row(document: Document) -> tantivy.Document:
    """Return the row of a document; parts stay values of their own, so that no phrase spans two."""
    title = search_words(document.title)
    keywords = search_words(document.keywords)
    parts = (document.summary, document.body, *(p.text for p in document.passages))
    words = [title, keywords, *(search_words(part) for part in parts if part)]
    exact = [exact_words(text) for text in (document.title, document.keywords, *parts) if text]
    fields: dict[str, object] = {
        "key": document.key,
        "content_hash": document.content_hash,
        "bucket": document.content_hash[:2],
        Field.TEXT: [" ".join(part) for part in words if part],
        Field.PAIRS: [" ".join(search_pairs(part)) for part in words if len(part) > 1],
        Field.EXACT: [" ".join(part) for part in exact if part],
        Field.TITLE: " ".join(title),
        Field.TITLE_PAIRS: " ".join(search_pairs(title)),
        Field.KEYWORDS: " ".join(keywords),
        Field.NUMBERS: " ".join(sorted(number_forms(document.numbers))),
        Field.MENTIONS: " ".join(sorted(number_forms(document.numbers, document.title, *parts))),
        "facets": {KIND: [document.kind], **facet_values(document)},
        "boost": static_boost(document.weight, document.date),
        "used": used_order(document),
        "newest": newest_order(document),
    }
    return tantivy.Document(**{str(name): value for name, value in fields.items()})


def passage_rows(document: Document) -> Iterator[tantivy.Document]:
    """Yield the rows of a document's passages; a passage's label is part of what is looked for."""
    for passage in document.passages:
        words = search_words(f"{passage.label} {passage.text}")
        if words:
            yield tantivy.Document(
                parent=document.key,
                position=passage.position,
                text=" ".join(words),
                pairs=" ".join(search_pairs(words)),
                exact=" ".join(exact_words(f"{passage.label} {passage.text}")),
            )


def state_row(state: IndexState) -> tantivy.Document:
    """Return the one row that says how far the index has come; it is committed with the documents."""
    return tantivy.Document(state=STATE_TERM, epoch=state.epoch, sequence=state.sequence)
