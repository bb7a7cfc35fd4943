"""From the lines of ``search.querylog`` to rows: queries by day, things found, answers by engine."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from search.models import FoundThing, QueryCount, SearchTally
from search.querylog import FILE, MAX_TEXT

logger = logging.getLogger(__name__)

KEPT_DAYS = 180
# Upper bounds of the classes of times, in milliseconds.
TIME_BOUNDS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MAX_KEYS = 100


@dataclass
class _Count:
    """Sums of one query on one day."""

    searches: int = 0
    without_result: int = 0
    total_ms: int = 0
    hits: int = 0
    degraded: int = 0
    slowest_ms: int = 0
    clicks: int = 0
    rank_sum: int = 0

    def add_search(self, total: int, took_ms: int, degraded: bool) -> None:
        """Add one search."""
        self.searches += 1
        self.without_result += total == 0
        self.total_ms += took_ms
        self.hits = total
        self.degraded += degraded
        self.slowest_ms = max(self.slowest_ms, took_ms)

    def add_click(self, rank: int) -> None:
        """Add one followed result."""
        self.clicks += 1
        self.rank_sum += rank


@dataclass
class _Counts:
    """What the lines of a file come to."""

    queries: dict[tuple[date, str, str], _Count] = field(default_factory=dict)
    found: dict[str, date] = field(default_factory=dict)
    # (engine, degraded, up_to_ms) → [searches, milliseconds]
    tallies: dict[tuple[str, bool, int], list[int]] = field(default_factory=dict)

    def add(self, line: dict[str, Any]) -> None:
        """Add one line; raises KeyError, TypeError or ValueError for one that is none of ours."""
        day = date.fromisoformat(line["day"])
        if "rank" in line:
            self._query(day, line).add_click(int(line["rank"]))
            return
        engine, degraded, took = str(line["engine"])[:40], bool(line["degraded"]), max(int(line["ms"]), 0)
        if "text" in line:
            total, keys = int(line["total"]), [str(key)[:120] for key in line["found"][:_MAX_KEYS]]
            self._query(day, line).add_search(total, took, degraded)
            self.found.update((key, max(day, self.found.get(key, day))) for key in keys)
        tally = self.tallies.setdefault((engine, degraded, time_class(took)), [0, 0])
        tally[0] += 1
        tally[1] += took

    def _query(self, day: date, line: dict[str, Any]) -> _Count:
        key = (day, str(line["text"])[:MAX_TEXT], str(line["kind"])[:40])
        return self.queries.setdefault(key, _Count())


def time_class(took_ms: int) -> int:
    """Return the smallest bound that ``took_ms`` does not exceed, 0 when it exceeds all."""
    return next((bound for bound in TIME_BOUNDS if took_ms <= bound), 0)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            # Cut off by a full disk or a kill; the others count.
            continue
        if isinstance(value, dict):
            yield value


def _sums(path: Path) -> _Counts:
    counts = _Counts()
    for line in _lines(path):
        try:
            counts.add(line)
        except (KeyError, TypeError, ValueError) as error:
            logger.warning("A line of the query log is unreadable: %s", error)
    return counts


def collect() -> int:
    """Move this host's lines into the tables and return how many searches were kept with their words.

    The file is taken by a rename; one that a killed process left behind is counted by the next.
    """
    folder = Path(settings.SEARCH_INDEX_DIR)
    try:
        (folder / FILE).rename(folder / f"{FILE}.{time.time_ns():x}")
    except FileNotFoundError:
        logger.debug("No query was made since the last collection")
    return sum(_collect_file(path) for path in sorted(folder.glob(f"{FILE}.*")))


def _collect_file(path: Path) -> int:
    try:
        counts = _sums(path)
        with transaction.atomic():
            _store_queries(counts.queries)
            _store_found(counts.found)
            _store_tallies(counts.tallies)
            path.unlink()
    except FileNotFoundError:
        # Another process has counted it: its rows stand, ours are rolled back.
        return 0
    return sum(count.searches for count in counts.queries.values())


def _store_queries(counts: dict[tuple[date, str, str], _Count]) -> None:
    QueryCount.objects.bulk_create(
        (QueryCount(day=day, text=text, kind=kind) for day, text, kind in counts), ignore_conflicts=True
    )
    for (day, text, kind), count in sorted(counts.items()):
        changes: dict[str, Any] = {
            name: F(name) + getattr(count, name)
            for name in ("searches", "without_result", "total_ms", "degraded", "clicks", "rank_sum")
        }
        if count.searches:
            changes["hits"] = count.hits
            changes["slowest_ms"] = Greatest(F("slowest_ms"), Value(count.slowest_ms))
        QueryCount.objects.filter(day=day, text=text, kind=kind).update(**changes)


def _store_found(found: dict[str, date]) -> None:
    FoundThing.objects.bulk_create(
        (FoundThing(key=key, last_found=day) for key, day in sorted(found.items())),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["last_found"],
        batch_size=500,
    )


def _store_tallies(tallies: dict[tuple[str, bool, int], list[int]]) -> None:
    SearchTally.objects.bulk_create(
        (SearchTally(engine=e, degraded=d, up_to_ms=bound) for e, d, bound in tallies), ignore_conflicts=True
    )
    for (engine, degraded, bound), (searches, total_ms) in sorted(tallies.items()):
        SearchTally.objects.filter(engine=engine, degraded=degraded, up_to_ms=bound).update(
            searches=F("searches") + searches, total_ms=F("total_ms") + total_ms
        )


def forget_old() -> None:
    """Remove what is older than 180 days."""
    limit = timezone.localdate() - timedelta(days=KEPT_DAYS)
    QueryCount.objects.filter(day__lt=limit).delete()
    FoundThing.objects.filter(last_found__lt=limit).delete()
