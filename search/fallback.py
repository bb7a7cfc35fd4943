"""The last resort: the table itself, when no engine answers. Slower and simpler, never empty-handed."""

from collections import Counter

from django.db.models import Q

from core.text import fold
from search.analysis import QueryAnalysis
from search.engines.base import KIND, YEAR, EngineHit, EngineQuery, EngineResult
from search.models import SearchDocument
from search.query import Sort

NAME = "database"
_MAX_TERMS = 5
_MAX_ROWS = 500

_ORDER = {
    Sort.NEWEST: ("-date", "pk"),
    Sort.MOST_USED: ("-weight", "pk"),
    Sort.RELEVANCE: ("-weight", "-date", "pk"),
}


def _conditions(analysis: QueryAnalysis) -> Q:
    condition = Q()
    typed = sorted(fold(analysis.text).replace('"', " ").split(), key=len, reverse=True)
    words = [word.strip(".,;:!?()[]*\\'“”") for word in typed]
    for word in [word for word in words if word and not word.startswith("-")][:_MAX_TERMS]:
        condition &= Q(folded__contains=word)
    for tokens in analysis.excluded:
        condition &= ~Q(folded__contains=" ".join(tokens))
    return condition


def search_table(query: EngineQuery, analysis: QueryAnalysis) -> EngineResult:
    """Return what the table's folded beginnings of texts match, from at most 500 candidates."""
    if analysis.is_meaningless:
        return EngineResult(0, (), {name: {} for name in query.counts})
    rows = SearchDocument.objects.visible().filter(_conditions(analysis)).order_by(*_ORDER[query.sort])
    candidates = [
        (key, {**facets, KIND: [kind], **({YEAR: [str(date.year)]} if date else {})}, title)
        for key, kind, facets, date, title in rows.values_list("key", "kind", "facets", "date", "title")[
            :_MAX_ROWS
        ]
    ]

    def passes(values: dict[str, list[str]], leave_out: str = "") -> bool:
        return all(
            name == leave_out or set(chosen) & set(values.get(name, ()))
            for name, chosen in query.filters.items()
        )

    words = [term.token for term in analysis.terms]
    found = [
        (key, sum(word in fold(title) for word in words))
        for key, values, title in candidates
        if passes(values)
    ]
    if query.sort is Sort.RELEVANCE:
        found.sort(key=lambda item: -item[1])
    counts = {
        name: dict(
            Counter(
                value for _, values, _ in candidates if passes(values, name) for value in values.get(name, ())
            )
        )
        for name in query.counts
    }
    start = query.after.seen if query.after else query.offset
    page = found[start : start + query.limit]
    return EngineResult(len(found), tuple(EngineHit(key, float(score)) for key, score in page), counts)
