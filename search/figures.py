"""The search in figures for monitoring, computed from the database (see ``core.exposition``)."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, Sum

from core.exposition import Family, Sample
from search.engines.base import EngineUnavailable, SearchEngine
from search.models import SearchDocument, SearchTally
from search.querycounts import TIME_BOUNDS, collect
from search.registry import all_engines
from search.table import table_state


def search_figures() -> list[Family]:
    """Return all figures of the search; an engine that is away has ``up`` 0 and no lag."""
    collect()
    return [_searches(), _times(), *_engine_families(all_engines()), _documents()]


def _searches() -> Family:
    sums = SearchTally.objects.values_list("engine", "degraded").annotate(Sum("searches")).order_by()
    samples = [
        Sample(searches, {"engine": engine, "degraded": str(degraded).lower()})
        for engine, degraded, searches in sorted(sums)
    ]
    return Family(
        "portal_search_queries_total", "counter", "Searches by the engine that answered.", tuple(samples)
    )


def _times() -> Family:
    rows = SearchTally.objects.values_list("engine", "up_to_ms").annotate(Sum("searches"), Sum("total_ms"))
    by_engine: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for engine, bound, searches, total_ms in rows.order_by():
        by_engine[engine][bound] = (searches, total_ms)
    samples = [s for engine, classes in sorted(by_engine.items()) for s in _histogram(engine, classes)]
    return Family("portal_search_seconds", "histogram", "Time of a search in seconds.", tuple(samples))


def _histogram(engine: str, classes: dict[int, tuple[int, int]]) -> Iterator[Sample]:
    """Yield the cumulative classes of an engine, the sum and the count."""
    reached = 0
    for bound in TIME_BOUNDS:
        reached += classes.get(bound, (0, 0))[0]
        yield Sample(reached, {"engine": engine, "le": f"{bound / 1000:g}"}, "_bucket")
    total = sum(searches for searches, _ in classes.values())
    yield Sample(total, {"engine": engine, "le": "+Inf"}, "_bucket")
    yield Sample(sum(spent for _, spent in classes.values()) / 1000, {"engine": engine}, "_sum")
    yield Sample(total, {"engine": engine}, "_count")


def _engine_families(engines: tuple[SearchEngine, ...]) -> list[Family]:
    table = table_state()
    up, lag, circuit = [], [], []
    for engine in engines:
        labels = {"engine": engine.name}
        try:
            sequence = engine.sequence()
        except EngineUnavailable:
            up.append(Sample(0, labels))
        else:
            up.append(Sample(1, labels))
            # Without an index everything is missing.
            lag.append(Sample(table.sequence - max(sequence, 0), labels))
        circuit.append(Sample(int(engine.is_resting), labels))
    return [
        Family("portal_search_engine_up", "gauge", "Whether the engine answers now.", tuple(up)),
        Family("portal_search_index_lag", "gauge", "Changes that the index has not followed.", tuple(lag)),
        Family(
            "portal_search_circuit_open",
            "gauge",
            "Whether the web process that answered leaves the engine alone after failures.",
            tuple(circuit),
        ),
    ]


def _documents() -> Family:
    kinds = SearchDocument.objects.visible().values_list("kind").annotate(Count("pk")).order_by("kind")
    samples = tuple(Sample(count, {"kind": kind}) for kind, count in kinds)
    return Family("portal_search_documents", "gauge", "Things that readers can find.", samples)
