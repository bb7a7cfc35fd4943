"""Counting queries without knowing who asks: a local file in the request, the table later.

A search must never wait for the database's write lock, so a request only appends a line to a file.
``search.querycounts`` turns the file into rows: every five minutes by the clock, and before a report
or the figures are read.
"""

import json
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils import timezone

from core.text import fold
from search.analysis import normalise_query
from search.query import SearchQuery
from search.result import SearchResult

logger = logging.getLogger(__name__)

MAX_TEXT = 100
FILE = "queries.jsonl"
_MAX_FILE_BYTES = 20_000_000
# Addresses and long numbers (telephones, identity cards) are somebody's: such queries are not kept.
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){8,}")
# A results page that was opened longer ago says little about its query.
_CLICK_SECONDS = 2 * 3600
_SIGNER = signing.TimestampSigner(salt="search.click")


def is_countable(query: SearchQuery, text: str) -> bool:
    """Return whether a query is worth keeping: the first page of something that names nobody."""
    return bool(text) and query.page == 1 and query.after is None and not _PERSONAL.search(text)


def record(query: SearchQuery, result: SearchResult) -> str:
    """Note that ``query`` was made and return the token for its clicks, "" for none; never fails.

    The words of a blank, personal or further page are left out; that an engine answered is counted.
    """
    text = fold(normalise_query(query.text))[:MAX_TEXT]
    day = timezone.localdate().isoformat()
    line: dict[str, Any] = {
        "day": day,
        "engine": result.engine,
        "degraded": result.degraded,
        "ms": result.took_ms,
    }
    if not is_countable(query, text):
        write_line(line)
        return ""
    kind = query.kinds[0] if len(query.kinds) == 1 else ""
    line |= {"text": text, "kind": kind, "total": result.total, "found": [hit.key for hit in result.hits]}
    write_line(line)
    return _SIGNER.sign_object([day, text, kind, len(result.hits)]) if result.hits else ""


def record_click(token: str, position: str) -> bool:
    """Note that the result at ``position`` (from 1) of the page with ``token`` was followed.

    Returns False, and notes nothing, for a forged or old token and a position that the page had not.
    """
    try:
        day, text, kind, shown = _SIGNER.unsign_object(token, max_age=_CLICK_SECONDS)
    except signing.BadSignature:
        return False
    if not (position.isascii() and position.isdigit() and len(position) <= 3 and 1 <= int(position) <= shown):
        return False
    write_line({"day": day, "text": text, "kind": kind, "rank": int(position)})
    return True


def write_line(values: Mapping[str, Any]) -> None:
    """Append ``values`` to this host's file; a full or read-only disk loses the line, not the search."""
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        _append(Path(settings.SEARCH_INDEX_DIR), line)
    except OSError as error:
        logger.warning("A query was not counted: %s", error)


def _append(folder: Path, line: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size < _MAX_FILE_BYTES:
            os.write(handle, line.encode())
    finally:
        os.close(handle)
