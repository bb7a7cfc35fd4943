"""Suggestions while a reader types: titles and document numbers that begin so."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from core.document_numbers import compact
from search.analysis import QueryAnalysis, analyse
from search.engines.base import KIND, EngineHit, EngineQuery, EngineUnavailable
from search.models import SearchDocument
from search.plan import plan_titles
from search.registry import all_engines
from search.sources import kind_label
from search.synonyms import current_vocabulary

logger = logging.getLogger(__name__)

MAX_SUGGESTIONS = 8
# One letter begins too much to be of help.
MIN_CHARS = 2


@dataclass(frozen=True)
class Suggestion:
    """One thing whose title or number begins with what was typed; ``number`` in the second case, or ""."""

    text: str
    kind: str
    kind_label: str
    url: str
    number: str = ""


def _hits(analysis: QueryAnalysis, limit: int, kind: str) -> tuple[EngineHit, ...]:
    filters = {KIND: (kind,)} if kind else {}
    query = EngineQuery(clause=plan_titles(analysis), filters=filters, limit=limit)
    for engine in all_engines():
        try:
            return engine.search(query).hits
        except EngineUnavailable as error:
            logger.warning("No suggestions from %s: %s", engine.name, error)
    return ()


def _number_meant(text: str, numbers: Sequence[str]) -> str:
    """Return the first of a document's ``numbers`` that begins like ``text``, in any writing, or ""."""
    typed = compact(text)
    if not any(char.isdigit() for char in typed):
        return ""
    return next((number for number in numbers if compact(number).startswith(typed)), "")


def suggest(text: str, limit: int = MAX_SUGGESTIONS, kind: str = "") -> list[Suggestion]:
    """Return things (of one ``kind`` if given) that begin with ``text``, best first; empty when no engine answers.

    Helping is not worth an error: unlike a search, no suggestion is a good answer to an outage.
    """
    analysis = analyse(text, current_vocabulary())
    if len(analysis.text) < MIN_CHARS or not analysis.terms:
        return []
    hits = _hits(analysis, min(max(limit, 1), MAX_SUGGESTIONS), kind)
    rows = SearchDocument.objects.visible().filter(key__in=[hit.key for hit in hits])
    found = {row.key: row for row in rows.only("key", "kind", "url", "title", "numbers")}
    return [
        Suggestion(
            row.title, row.kind, kind_label(row.kind), row.url, _number_meant(analysis.text, row.numbers)
        )
        for row in (found[hit.key] for hit in hits if hit.key in found)
    ]
