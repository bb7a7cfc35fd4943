"""Working days: Monday to Friday, without the days off that the department names. Pure."""

import datetime
from collections.abc import Collection

_DAY = datetime.timedelta(days=1)


def is_working_day(day: datetime.date, days_off: Collection[datetime.date] = ()) -> bool:
    """Return whether the department works on ``day``."""
    return day.weekday() < 5 and day not in days_off


def add_working_days(
    start: datetime.date, count: int, days_off: Collection[datetime.date] = ()
) -> datetime.date:
    """Return the ``count``-th working day after ``start``; the day of arrival does not count.

    Civil Code 2015, article 147: a term begins on the day after the event.
    """
    day = start
    while count > 0:
        day += _DAY
        count -= is_working_day(day, days_off)
    return day


def working_days_between(
    start: datetime.date, end: datetime.date, days_off: Collection[datetime.date] = ()
) -> int:
    """Return how many working days lie after ``start`` up to and with ``end``; 0 when it is not later."""
    days = max((end - start).days, 0)
    return sum(is_working_day(start + _DAY * n, days_off) for n in range(1, days + 1))
