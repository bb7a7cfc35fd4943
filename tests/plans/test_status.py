"""The published formula."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.status import Point, Status, progress_of, tally

TODAY = datetime.date(2026, 7, 1)


def point(day: datetime.date, value: float) -> Point:
    return Point(day, Decimal(str(value)))


def status(baseline: float, goals: dict[int, float], value: float, falling: bool = False) -> Status:
    return progress_of(
        baseline=point(datetime.date(2025, 12, 31), baseline),
        goals=[(year, Decimal(str(goal))) for year, goal in goals.items()],
        reports=[point(datetime.date(2026, 6, 30), value)],
        today=TODAY,
        falling=falling,
    ).status


@pytest.mark.parametrize(
    ("value", "expected"),
    [(100, Status.ACHIEVED), (50, Status.ON_TRACK), (47.5, Status.ON_TRACK), (40, Status.ACCELERATE), (10, Status.LATE),
     (-5, Status.LATE)],
)  # fmt: skip
def test_half_of_the_way_in_half_of_the_time(value: float, expected: Status) -> None:
    assert status(0, {2026: 100}, value) is expected


def test_falling_targets() -> None:
    assert status(20, {2026: 0}, 10, falling=True) is Status.ON_TRACK
    assert status(20, {2026: 0}, 19, falling=True) is Status.LATE
    assert status(20, {2026: 0}, 0, falling=True) is Status.ACHIEVED


def test_goals_of_several_years_bend_the_line() -> None:
    # 40 by the end of 2026 and 100 by the end of 2030: half of 2026 asks for 20.
    assert status(0, {2026: 40, 2030: 100}, 20) is Status.ON_TRACK


def test_without_figures_or_goals_there_is_no_status() -> None:
    assert progress_of(baseline=None, goals=[], reports=[], today=TODAY).status is Status.NO_DATA
    goals = [(2026, Decimal(100))]
    assert progress_of(baseline=None, goals=goals, reports=[], today=TODAY).status is Status.NO_DATA
    old = [point(datetime.date(2024, 1, 1), 99)]
    assert progress_of(baseline=None, goals=goals, reports=old, today=TODAY).status is Status.NO_DATA


def test_reports_of_the_future_do_not_count() -> None:
    later = [point(datetime.date(2026, 12, 1), 100)]
    found = progress_of(baseline=None, goals=[(2026, Decimal(100))], reports=later, today=TODAY)
    assert found.status is Status.NO_DATA


def test_the_working_is_shown() -> None:
    found = progress_of(
        baseline=point(datetime.date(2025, 12, 31), 0),
        goals=[(2026, Decimal(100))],
        reports=[point(datetime.date(2026, 6, 30), 40)],
        today=TODAY,
    )
    assert found.ratio == Decimal("0.81")
    assert found.gap == 60
    assert found.expected is not None
    assert round(found.expected) == 50


@given(
    st.decimals(-1000, 1000, places=2),
    st.dictionaries(st.integers(2020, 2035), st.decimals(-1000, 1000, places=2), max_size=4),
    st.lists(st.decimals(-1000, 1000, places=2), max_size=3),
    st.booleans(),
)
def test_any_figures_have_a_status(
    baseline: Decimal, goals: dict[int, Decimal], values: list[Decimal], falling: bool
) -> None:
    reports = [Point(TODAY - datetime.timedelta(days=n * 30), value) for n, value in enumerate(values)]
    found = progress_of(
        baseline=Point(datetime.date(2024, 1, 1), baseline),
        goals=goals.items(),
        reports=reports,
        today=TODAY,
        falling=falling,
    )
    assert found.status in Status


@pytest.mark.parametrize(
    ("statuses", "overall"),
    [
        ([Status.ACHIEVED] * 3, Status.ACHIEVED),
        ([Status.ACHIEVED, Status.ON_TRACK], Status.ON_TRACK),
        ([Status.LATE, Status.ON_TRACK, Status.ON_TRACK], Status.LATE),
        ([Status.ACCELERATE, Status.ACCELERATE, Status.ON_TRACK], Status.ACCELERATE),
        ([Status.NO_DATA], Status.NO_DATA),
        ([], Status.NO_DATA),
    ],
)
def test_one_status_for_many(statuses: list[Status], overall: Status) -> None:
    assert tally(statuses).overall is overall
