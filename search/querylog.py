"""Counting queries without knowing who asks: a local file in the request, the table later.

A search must never wait for the database's write lock, so a request only appends a line to a file.
The catch-up task and the report turn the file into ``QueryCount`` rows.
"""

import json
import logging
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.text import fold
from search.analysis import normalise_query
from search.models import QueryCount
from search.query import SearchQuery
from search.result import SearchResult

logger = logging.getLogger(__name__)

MAX_TEXT = 100
_MAX_FILE_BYTES = 20_000_000
_KEPT_DAYS = 400
_FILE = "queries.jsonl"
# Addresses and long numbers (telephones, identity cards) are somebody's: such queries are not kept.
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){8,}")


@dataclass
class _Count:
    """Sums of one query on one day."""

    searches: int = 0
    without_result: int = 0
    total_ms: int = 0


def is_countable(query: SearchQuery, text: str) -> bool:
    """Return whether a query is worth counting: the first page of something that names nobody."""
    return bool(text) and query.page == 1 and not _PERSONAL.search(text)


def record(query: SearchQuery, result: SearchResult) -> None:
    """Note that ``query`` was made; never fails."""
    text = fold(normalise_query(query.text))[:MAX_TEXT]
    if not is_countable(query, text):
        return
    kind = query.kinds[0] if len(query.kinds) == 1 else ""
    line = [timezone.localdate().isoformat(), text, kind, result.total, result.took_ms]
    try:
        _append(Path(settings.SEARCH_INDEX_DIR), json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        logger.warning("A query was not counted: %s", error)


def _append(folder: Path, line: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / _FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size < _MAX_FILE_BYTES:
            os.write(handle, line.encode())
    finally:
        os.close(handle)


def _read(path: Path) -> Iterator[tuple[date, str, str, int, int]]:
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            day, text, kind, total, took = json.loads(line)
            yield date.fromisoformat(day), str(text)[:MAX_TEXT], str(kind)[:40], int(total), int(took)
        except (ValueError, TypeError):
            # A line cut off by a full disk or a kill; the others count.
            continue


def collect() -> int:
    """Move this host's counted queries into the table and return how many there were.

    The file is taken by a rename; one that a killed process left behind is counted by the next.
    """
    folder = Path(settings.SEARCH_INDEX_DIR)
    try:
        (folder / _FILE).rename(folder / f"{_FILE}.{time.time_ns():x}")
    except FileNotFoundError:
        logger.debug("No query was made since the last collection")
    return sum(_collect_file(path) for path in sorted(folder.glob(f"{_FILE}.*")))


def _collect_file(path: Path) -> int:
    counts: dict[tuple[date, str, str], _Count] = {}
    try:
        for day, text, kind, total, took in _read(path):
            count = counts.setdefault((day, text, kind), _Count())
            count.searches += 1
            count.without_result += total == 0
            count.total_ms += took
        with transaction.atomic():
            _store(counts)
            path.unlink()
    except FileNotFoundError:
        # Another process has counted it: its rows stand, ours are rolled back.
        return 0
    return sum(count.searches for count in counts.values())


def _store(counts: dict[tuple[date, str, str], _Count]) -> None:
    QueryCount.objects.bulk_create(
        (QueryCount(day=day, text=text, kind=kind) for day, text, kind in counts), ignore_conflicts=True
    )
    for (day, text, kind), count in counts.items():
        QueryCount.objects.filter(day=day, text=text, kind=kind).update(
            searches=F("searches") + count.searches,
            without_result=F("without_result") + count.without_result,
            total_ms=F("total_ms") + count.total_ms,
        )
    QueryCount.objects.filter(day__lt=timezone.localdate() - timedelta(days=_KEPT_DAYS)).delete()
