"""Working days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.deadlines import add_working_days, is_working_day, working_days_between

FRIDAY = datetime.date(2026, 11, 20)
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 1, 1))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (FRIDAY, 1, datetime.date(2026, 11, 23)),
        (FRIDAY, 5, datetime.date(2026, 11, 27)),
        (datetime.date(2026, 11, 21), 1, datetime.date(2026, 11, 23)),
        (datetime.date(2026, 12, 30), 2, datetime.date(2027, 1, 1)),
    ],
)
def test_terms_begin_on_the_day_after(start: datetime.date, count: int, due: datetime.date) -> None:
    assert add_working_days(start, count) == due


def test_days_off_do_not_count() -> None:
    new_year = datetime.date(2027, 1, 1)
    assert add_working_days(datetime.date(2026, 12, 30), 2, {new_year}) == datetime.date(2027, 1, 4)


@given(DAYS, st.integers(1, 40), st.sets(DAYS, max_size=10))
def test_counting_and_adding_agree(start: datetime.date, count: int, off: set[datetime.date]) -> None:
    due = add_working_days(start, count, off)
    assert is_working_day(due, off)
    assert working_days_between(start, due, off) == count


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(FRIDAY, FRIDAY - datetime.timedelta(days=3)) == 0
