"""Field words in the search box: ``lớp:8 môn:toán loại:"bài giảng"`` are filters."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from core.text import fold, squeeze
from search.engines.base import EngineQuery, EngineUnavailable
from search.facets import Facet, facets
from search.plan import Everything
from search.query import SearchQuery
from search.registry import all_engines
from search.tokens import search_words

_FIELD_WORD = re.compile(
    r"(?<!\S)(?P<name>\w{2,20}):(?:[\"“](?P<quoted>[^\"”]{1,80})[\"”]|(?P<plain>[^\s\"“”:]{1,80}))"
)
_MAX_AGE_SECONDS = 60.0
_known: dict[str, tuple[float, Mapping[str, str]]] = {}

Labels = Callable[[Facet], Mapping[str, str]]


def facet_words(facet: Facet) -> set[str]:
    """Return the words that name ``facet`` before a colon: its parameter and its label, folded."""
    return {
        fold(word).replace("_", "").replace(" ", "")
        for word in (facet.form_field, facet.name, str(facet.label))
    }


def indexed_labels(facet: Facet) -> Mapping[str, str]:
    """Return slug → label of every value that the index holds; at most a minute old.

    Raises EngineUnavailable.
    """
    read_at, labels = _known.get(facet.name, (float("-inf"), {}))
    if time.monotonic() - read_at > _MAX_AGE_SECONDS:
        query = EngineQuery(clause=Everything(), counts=(facet.name,), limit=1)
        labels = facet.labels(all_engines()[0].search(query).counts.get(facet.name, {}))
        _known[facet.name] = (time.monotonic(), labels)
    return labels


def matching_values(wanted: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs whose label is, begins or ends with ``wanted``; an exact slug or label goes first."""
    words = search_words(wanted)
    if not words:
        return ()
    exact = [
        slug for slug, label in labels.items() if fold(slug) == fold(wanted) or search_words(label) == words
    ]
    if exact:
        return tuple(exact)
    size = len(words)
    return tuple(
        slug
        for slug, label in labels.items()
        if search_words(label)[:size] == words or search_words(label)[-size:] == words
    )


def read_field_words(query: SearchQuery, labels: Labels = indexed_labels) -> SearchQuery:
    """Return ``query`` with its field words as filters and without them in its text.

    What names no facet, or a value that nothing has, stays an ordinary word. Unchanged when no
    engine can tell the values.
    """
    if ":" not in query.text:
        return query
    by_word = {word: facet for facet in facets() for word in facet_words(facet)}
    filters = dict(query.filters)

    def take(match: re.Match[str]) -> str:
        facet = by_word.get(fold(match["name"]))
        values = matching_values(match["quoted"] or match["plain"], labels(facet)) if facet else ()
        if facet is None or not values:
            return match[0]
        filters[facet.name] = tuple(dict.fromkeys((*filters.get(facet.name, ()), *values)))
        return " "

    try:
        text = squeeze(_FIELD_WORD.sub(take, query.text[:2000]))
    except EngineUnavailable:
        return query
    return replace(query, text=text, filters=filters)
