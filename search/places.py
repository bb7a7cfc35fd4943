"""All the places in one document that a query finds."""

import logging
from dataclasses import dataclass

from search.analysis import analyse
from search.engines.base import EngineUnavailable, Places
from search.highlight import has_match, wanted_of
from search.models import SearchDocument
from search.plan import plan_passages
from search.registry import all_engines
from search.result import PassageHit
from search.searching import passage_hit
from search.synonyms import current_vocabulary

logger = logging.getLogger(__name__)

MAX_PLACES = 50
# Without an engine, no more of a document's passages are read than these.
_MAX_READ = 2_000


@dataclass(frozen=True)
class FoundPlaces:
    """The best places of one document, best first, and how many there are in all."""

    passages: tuple[PassageHit, ...]
    total: int


def find_places(text: str, key: str) -> FoundPlaces | None:
    """Return up to 50 places of the document ``key`` that ``text`` finds; None when nobody may see it."""
    visible = SearchDocument.objects.visible().filter(key=key).defer("body", "folded")
    # PostgreSQL refuses NUL with an error.
    row = visible.first() if key.isprintable() else None
    if row is None:
        return None
    analysis = analyse(text, current_vocabulary())
    clause = plan_passages(analysis)
    if clause is None:
        return FoundPlaces((), 0)
    wanted = wanted_of(analysis)
    places = None
    for engine in all_engines():
        try:
            places = engine.passages(clause, key, MAX_PLACES)
            break
        except EngineUnavailable as error:
            logger.warning("%s: %s", engine.name, error)
    if places is None:
        read = row.passages.values_list("position", "text")[:_MAX_READ]
        matching = [position for position, content in read if has_match(content, wanted)]
        places = Places(tuple(matching[:MAX_PLACES]), len(matching))
    found = {passage.position: passage for passage in row.passages.filter(position__in=places.positions)}
    shown = [passage_hit(row, found[n], wanted) for n in places.positions if n in found]
    return FoundPlaces(tuple(shown), places.total)
