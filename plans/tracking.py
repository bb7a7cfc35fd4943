"""Reads of targets and their progress: a fixed number of queries for any number of plans."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from plans.models.targets import PlanTarget
from plans.status import Point, Progress, Tally, progress_of, tally


@dataclass(frozen=True)
class TrackedTarget:
    """A target with what became of it."""

    target: PlanTarget
    progress: Progress


def tracked_targets(
    plan_ids: Iterable[int], today: datetime.date | None = None
) -> dict[int, list[TrackedTarget]]:
    """Return the targets of plans with their progress, by the plan's id (three queries)."""
    today = today or timezone.localdate()
    targets = (
        PlanTarget.objects.filter(plan__in=list(plan_ids))
        .order_by("plan_id", "sort_order", "pk")
        .prefetch_related("goals", "reports")
    )
    tracked: dict[int, list[TrackedTarget]] = defaultdict(list)
    for target in targets:
        tracked[target.plan_id].append(TrackedTarget(target, target_progress(target, today)))
    return tracked


def target_progress(target: PlanTarget, today: datetime.date) -> Progress:
    """Return the progress of one target from its prefetched goals and reports."""
    baseline = None
    if target.baseline_value is not None and target.baseline_date is not None:
        baseline = Point(target.baseline_date, target.baseline_value)
    return progress_of(
        baseline=baseline,
        goals=[(goal.year, goal.value) for goal in target.goals.all()],
        reports=[Point(report.date, report.value) for report in target.reports.all()],
        today=today,
        falling=target.direction == PlanTarget.Direction.DOWN,
    )


def plan_tally(tracked: Iterable[TrackedTarget]) -> Tally:
    """Return the counts of statuses of one plan or of several together."""
    return tally(item.progress.status for item in tracked)
