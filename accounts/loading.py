"""Units from a JSON list: provinces, departments, and the historical ones with their successors."""

import datetime
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Organisation

DATA = Path(__file__).parent / "data" / "organisations.json"


@transaction.atomic
def load_organisations(path: Path = DATA) -> int:
    """Add the units of ``path`` that are missing and return how many; known codes stay as staff left them.

    Each row: code, name, level, parent (code or null), valid_from, valid_to (ISO dates or null),
    successors (codes). Raises KeyError for a parent or successor that neither file nor database has.
    """
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    known = {unit.code: unit for unit in Organisation.objects.all()}
    fresh = {row["code"] for row in rows} - known.keys()
    for row in rows:
        if row["code"] in fresh:
            known[row["code"]] = _create(row)
    _connect((row for row in rows if row["code"] in fresh), known)
    return len(fresh)


def _create(row: Mapping[str, Any]) -> Organisation:
    return Organisation.objects.create(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        valid_from=_date(row.get("valid_from")),
        valid_to=_date(row.get("valid_to")),
    )


def _connect(rows: Iterable[Mapping[str, Any]], known: Mapping[str, Organisation]) -> None:
    for row in rows:
        unit = known[row["code"]]
        if row.get("parent"):
            unit.parent = known[row["parent"]]
            unit.save(update_fields=["parent"])
        if row.get("successors"):
            unit.successors.set([known[code] for code in row["successors"]])


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
