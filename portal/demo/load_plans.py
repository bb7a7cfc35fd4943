"""The demonstration plans: imported from their own files, then tracked."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import Organisation
from plans.drafts import draft_from_reading
from plans.importer import parse_path
from plans.models import PlanPage, PlanTarget, PlanTask, ProgressReport, TargetGoal
from plans.services import import_plan
from portal.demo.catalogue import plan_path

Row = Mapping[str, Any]


def load_plans(rows: list[Row]) -> int:
    """Import, publish and track the plans of ``rows`` that are missing; returns how many."""
    known = set(PlanPage.objects.values_list("slug", flat=True))
    fresh = [row for row in rows if row["slug"] not in known]
    for row in fresh:
        with transaction.atomic():
            _load(row)
    return len(fresh)


def _load(row: Row) -> None:
    path = plan_path(row["file"])
    reading = parse_path(path)
    draft = draft_from_reading(reading.documents[0], sha256=reading.sha256, summary=row["summary"])
    page = import_plan(
        draft=draft, source=path.read_bytes(), source_name=path.name, user=None, slug=row["slug"]
    ).page
    page.targets = [_target(target) for target in row["targets"]]
    page.tasks = [_task(task) for task in row["tasks"]]
    page.save_revision().publish()
    published = PlanPage.objects.get(pk=page.pk)
    by_code = {target.code: target for target in published.targets.all()}
    for target in row["targets"]:
        _reports(by_code[target["code"]], target)
    if published.signed_on:
        moment = datetime.datetime.combine(published.signed_on, datetime.time(9), tzinfo=datetime.UTC)
        PlanPage.objects.filter(pk=page.pk).update(first_published_at=moment)


def _decimal(value: float | int | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _target(row: Row) -> PlanTarget:
    baseline = row.get("baseline") or {}
    target = PlanTarget(
        code=row["code"],
        clause_anchor=row["anchor"],
        name=row["name"],
        unit=row["unit"],
        comparator=row["comparator"],
        direction=row["direction"],
        baseline_value=_decimal(baseline.get("value")),
        baseline_date=_date(baseline.get("date")),
    )
    target.goals = [TargetGoal(year=goal["year"], value=Decimal(str(goal["value"]))) for goal in row["goals"]]
    return target


def _task(row: Row) -> PlanTask:
    return PlanTask(
        code=row["code"],
        title=row["title"],
        lead=row["lead"] or "",
        partner=row["partner"] or "",
        starts=_date(row["start"]),
        ends=_date(row["end"]),
        planned_money=_decimal(row["planned_money"]),
        spent_money=_decimal(row["spent_money"]),
        status=row["status"],
        note=row["note"] or "",
    )


def _reports(target: PlanTarget, row: Row) -> None:
    units = {
        unit.code: unit for unit in Organisation.objects.filter(code__in={r["unit"] for r in row["reports"]})
    }
    ProgressReport.objects.bulk_create(
        ProgressReport(
            target=target,
            date=datetime.date.fromisoformat(report["date"]),
            value=Decimal(str(report["value"])),
            note=report["note"] or "",
            unit=units.get(report["unit"]),
        )
        for report in row["reports"]
    )
