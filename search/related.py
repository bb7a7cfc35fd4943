"""Things like a thing: what shares the words of its title and keywords."""

import logging
from collections.abc import Sequence

from search.analysis import Pair, QueryAnalysis, Term
from search.engines.base import KIND, EngineHit, EngineQuery, EngineUnavailable
from search.models import SearchDocument
from search.plan import plan_documents
from search.ranking import ANY_WORD
from search.registry import all_engines
from search.tokens import search_pairs, search_words
from search.vocabulary import is_function_word

logger = logging.getLogger(__name__)

_MAX_WORDS = 24


def _likeness(row: SearchDocument) -> QueryAnalysis:
    """Return the title and keywords of ``row`` as a query; function words say nothing."""
    title, keywords = search_words(row.title), search_words(row.keywords)
    words = [word for word in dict.fromkeys([*title, *keywords]) if not is_function_word(word)]
    pairs = list(dict.fromkeys([*search_pairs(title), *search_pairs(keywords)]))
    return QueryAnalysis(
        text=row.title,
        terms=tuple(Term(word) for word in words[:_MAX_WORDS]),
        pairs=tuple(Pair(pair) for pair in pairs[:_MAX_WORDS]),
    )


def _hits(query: EngineQuery) -> Sequence[EngineHit]:
    for engine in all_engines():
        try:
            return engine.search(query).hits
        except EngineUnavailable as error:
            logger.warning("No related things from %s: %s", engine.name, error)
    return ()


def related_keys(key: str, kinds: Sequence[str] = (), limit: int = 6) -> list[str]:
    """Return the keys of visible things most like ``key``, best first, without itself.

    Empty for an unknown key, and when no engine answers: related things are a courtesy.
    """
    row = SearchDocument.objects.visible().filter(key=key).only("title", "keywords").first()
    if row is None:
        return []
    analysis = _likeness(row)
    if not analysis.terms:
        return []
    query = EngineQuery(
        clause=plan_documents(analysis, ANY_WORD),
        filters={KIND: tuple(kinds)} if kinds else {},
        limit=limit + 1,
    )
    found = [hit.key for hit in _hits(query) if hit.key != key]
    visible = set(SearchDocument.objects.visible().filter(key__in=found).values_list("key", flat=True))
    return [other for other in found if other in visible][:limit]
