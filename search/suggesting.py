"""Suggestions while a reader types: titles and document numbers that begin so."""

import logging
from dataclasses import dataclass

from search.analysis import QueryAnalysis, analyse
from search.engines.base import EngineHit, EngineQuery, EngineUnavailable
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
    """One thing whose title or number begins with what was typed."""

    text: str
    kind: str
    kind_label: str
    url: str


def _hits(analysis: QueryAnalysis, limit: int) -> tuple[EngineHit, ...]:
    query = EngineQuery(clause=plan_titles(analysis), limit=limit)
    for engine in all_engines():
        try:
            return engine.search(query).hits
        except EngineUnavailable as error:
            logger.warning("No suggestions from %s: %s", engine.name, error)
    return ()


def suggest(text: str, limit: int = MAX_SUGGESTIONS) -> list[Suggestion]:
    """Return things that begin with ``text``, best first; empty when no engine answers.

    Helping is not worth an error: unlike a search, no suggestion is a good answer to an outage.
    """
    analysis = analyse(text, current_vocabulary())
    if len(analysis.text) < MIN_CHARS or not analysis.terms:
        return []
    hits = _hits(analysis, min(max(limit, 1), MAX_SUGGESTIONS))
    rows = SearchDocument.objects.visible().filter(key__in=[hit.key for hit in hits])
    found = {
        key: (kind, url, title) for key, kind, url, title in rows.values_list("key", "kind", "url", "title")
    }
    return [
        Suggestion(title, kind, kind_label(kind), url)
        for kind, url, title in (found[hit.key] for hit in hits if hit.key in found)
    ]
