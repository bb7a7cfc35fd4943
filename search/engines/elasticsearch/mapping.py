"""The server's index: the same tokens as the embedded one, split on white space and nothing else."""

from typing import Any

from search.documents import Document
from search.engines.base import KIND, IndexState, facet_values
from search.order import newest_order, used_order
from search.ranking import Field, static_boost
from search.tokens import exact_words, number_forms, search_pairs, search_words

# Raise when a field, a token rule or a stored boost changes: indexes with another number are rebuilt.
SCHEMA_VERSION = 3
_WORDS: dict[str, Any] = {"type": "text", "analyzer": "whitespace"}
_PLAIN: dict[str, Any] = {**_WORDS, "index_options": "docs", "norms": False}
_COUNTS: dict[str, Any] = {**_WORDS, "index_options": "freqs"}


def index_body(state: IndexState) -> dict[str, Any]:
    """Return settings and mapping of a new index; nothing but the named fields is indexed."""
    passages = {
        "position": {"type": "integer"},
        Field.TEXT: _WORDS,
        Field.PAIRS: _COUNTS,
        Field.EXACT: _COUNTS,
    }
    return {
        "settings": {
            "number_of_shards": 1,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "mapping.nested_objects.limit": 100_000,
        },
        "mappings": {
            "dynamic": False,
            "_meta": meta(state),
            "_source": {"includes": ["key", "content_hash"]},
            "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
            "properties": {
                "key": {"type": "keyword"},
                "content_hash": {"type": "keyword", "index": False},
                Field.TEXT: _WORDS,
                Field.EXACT: _WORDS,
                Field.PAIRS: _COUNTS,
                Field.TITLE: _COUNTS,
                Field.TITLE_PAIRS: _COUNTS,
                Field.KEYWORDS: _COUNTS,
                Field.NUMBERS: _PLAIN,
                Field.MENTIONS: _PLAIN,
                "facets": {"type": "object", "dynamic": True},
                "boost": {"type": "double", "index": False},
                "used": {"type": "long"},
                "newest": {"type": "long"},
                "passages": {"type": "nested", "dynamic": False, "properties": passages},
            },
        },
    }


def meta(state: IndexState) -> dict[str, Any]:
    """Return what the index notes of itself."""
    return {"schema": SCHEMA_VERSION, "epoch": state.epoch, "sequence": state.sequence}


def document_source(document: Document) -> dict[str, Any]:
    """Return the indexed form of a document; parts stay values of their own, so that no phrase spans two."""
    title = search_words(document.title)
    keywords = search_words(document.keywords)
    parts = (document.summary, document.body, *(p.text for p in document.passages))
    words = [title, keywords, *(search_words(part) for part in parts if part)]
    exact = [exact_words(text) for text in (document.title, document.keywords, *parts) if text]
    return {
        "key": document.key,
        "content_hash": document.content_hash,
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
        "passages": [
            _passage(passage.position, f"{passage.label} {passage.text}") for passage in document.passages
        ],
    }


def _passage(position: int, text: str) -> dict[str, Any]:
    words = search_words(text)
    return {
        "position": position,
        Field.TEXT: " ".join(words),
        Field.PAIRS: " ".join(search_pairs(words)),
        Field.EXACT: " ".join(exact_words(text)),
    }
