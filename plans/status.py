"""The published formula that turns figures into a status; computed on read, never stored.

Linear variant of Open SDG's progress measure: R = (actual - baseline) / (expected - baseline),
where the expected value lies on the straight lines between the baseline and the goals of the
years. R ≥ 0,95 on track, 0,60–0,95 acceleration needed, below that late. Works for a baseline of
zero and for falling targets, where growth rates fail. Explained to readers on the targets page.
"""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

ON_TRACK_FROM = Decimal("0.95")
ACCELERATE_FROM = Decimal("0.60")
# A figure older than this says nothing about today.
STALE_AFTER = datetime.timedelta(days=400)


class Status(StrEnum):
    """Status of a target; the values are the names of the status component."""

    ACHIEVED = "ok"
    ON_TRACK = "on"
    ACCELERATE = "fast"
    LATE = "late"
    NO_DATA = "na"
    ENDED = "end"

    @property
    def label(self) -> str:
        """The status in words."""
        return str(_LABELS[self])


_LABELS = {
    Status.ACHIEVED: _("Achieved"),
    Status.ON_TRACK: _("On track"),
    Status.ACCELERATE: _("Acceleration needed"),
    Status.LATE: _("Late"),
    Status.NO_DATA: _("Not enough data"),
    Status.ENDED: _("Period ended"),
}


@dataclass(frozen=True)
class Point:
    """A value on a day: a goal at the end of its year, a baseline, or a report."""

    day: datetime.date
    value: Decimal


@dataclass(frozen=True)
class Progress:
    """What the formula found, with its working: shown to readers as it is.

    ``expected`` is the value that the straight line asks for on the day of the last report,
    ``ratio`` is R, ``next_goal`` the goal that is being worked towards.
    """

    status: Status
    last: Point | None = None
    expected: Decimal | None = None
    ratio: Decimal | None = None
    next_goal: Point | None = None

    @property
    def gap(self) -> Decimal | None:
        """How far the last figure lies from the next goal, never negative; None without figures."""
        if self.last is None or self.next_goal is None or self.status is Status.ACHIEVED:
            return None
        return abs(self.next_goal.value - self.last.value)


def _goal_point(year: int, value: Decimal) -> Point:
    return Point(datetime.date(year, 12, 31), value)


def _expected_on(day: datetime.date, line: Sequence[Point]) -> Decimal:
    """Return the value on ``day`` of the straight lines through ``line`` (sorted by day)."""
    if day <= line[0].day:
        return line[0].value
    for before, after in itertools.pairwise(line):
        if day <= after.day:
            share = Decimal((day - before.day).days) / Decimal((after.day - before.day).days)
            return before.value + (after.value - before.value) * share
    return line[-1].value


def progress_of(
    *,
    baseline: Point | None,
    goals: Iterable[tuple[int, Decimal]],
    reports: Iterable[Point],
    today: datetime.date,
    falling: bool = False,
) -> Progress:
    """Return the progress of one target on ``today``.

    ``goals`` are (year, value) pairs; a goal holds at the end of its year. Reports after ``today``
    do not count. Without a goal or a fresh report the status is NO_DATA.
    """
    line = sorted((_goal_point(year, value) for year, value in goals), key=lambda p: p.day)
    known = sorted((r for r in reports if r.day <= today), key=lambda p: p.day)
    if not line:
        return Progress(Status.NO_DATA, known[-1] if known else None)
    upcoming = next((goal for goal in line if goal.day >= today), line[-1])
    if not known or today - known[-1].day > STALE_AFTER:
        return Progress(Status.NO_DATA, known[-1] if known else None, next_goal=upcoming)
    last = known[-1]

    def reached(goal: Decimal) -> bool:
        return last.value <= goal if falling else last.value >= goal

    if reached(upcoming.value):
        return Progress(Status.ACHIEVED, last, upcoming.value, None, upcoming)
    start = baseline or known[0]
    expected = _expected_on(last.day, [start, *(goal for goal in line if goal.day > start.day)])
    wanted = expected - start.value
    if wanted == 0:
        return Progress(Status.ON_TRACK if reached(expected) else Status.LATE, last, expected, None, upcoming)
    ratio = (last.value - start.value) / wanted
    return Progress(_status_of(ratio), last, expected, ratio.quantize(Decimal("0.01")), upcoming)


def _status_of(ratio: Decimal) -> Status:
    if ratio >= ON_TRACK_FROM:
        return Status.ON_TRACK
    return Status.ACCELERATE if ratio >= ACCELERATE_FROM else Status.LATE


@dataclass(frozen=True)
class Tally:
    """How many targets have which status."""

    counts: dict[Status, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def overall(self) -> Status:
        """Return one status for a plan: late if more than a quarter of the known targets are late."""
        known = self.total - self.counts.get(Status.NO_DATA, 0)
        if known == 0:
            return Status.NO_DATA
        if self.counts.get(Status.LATE, 0) * 4 > known:
            return Status.LATE
        behind = self.counts.get(Status.LATE, 0) + self.counts.get(Status.ACCELERATE, 0)
        if behind * 3 > known:
            return Status.ACCELERATE
        return Status.ACHIEVED if self.counts.get(Status.ACHIEVED, 0) == known else Status.ON_TRACK

    @property
    def rows(self) -> list[tuple[Status, int]]:
        """Return the statuses with their counts, from the best to the unknown."""
        order = (Status.ACHIEVED, Status.ON_TRACK, Status.ACCELERATE, Status.LATE, Status.NO_DATA)
        return [(status, self.counts.get(status, 0)) for status in order]


def tally(statuses: Iterable[Status]) -> Tally:
    """Count ``statuses``."""
    counts: dict[Status, int] = {}
    for status in statuses:
        counts[status] = counts.get(status, 0) + 1
    return Tally(counts)
