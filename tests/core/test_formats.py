"""Dates, numbers, sizes and durations as Vietnamese readers write them."""

import datetime
from decimal import Decimal

import pytest

from core import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567.5, "1.234.567,5"), (1000, "1.000"), (Decimal("0.50"), "0,5"), (-3.25, "-3,25")],
)
def test_numbers(value: float, text: str) -> None:
    assert formats.format_number(value) == text


def test_fixed_decimals() -> None:
    assert formats.format_number(2, decimals=1) == "2,0"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (datetime.date(2022, 5, 5), "ngày 05 tháng 5 năm 2022"),
        (datetime.date(2022, 1, 25), "ngày 25 tháng 01 năm 2022"),
        (datetime.date(2026, 12, 9), "ngày 09 tháng 12 năm 2026"),
    ],
)
def test_legal_dates(day: datetime.date, text: str) -> None:
    assert formats.format_legal_date(day) == text


def test_short_date_and_weekday() -> None:
    assert formats.format_short_date(datetime.date(2026, 10, 10)) == "10/10/2026"
    assert formats.format_weekday(datetime.date(2026, 10, 11)) == "Chủ nhật"


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (420_000, "420 KB"), (8_800_000, "8,8 MB"), (999_900, "1 MB"), (2_500_000_000, "2,5 GB")],
)
def test_sizes(size: int, text: str) -> None:
    assert formats.format_size(size) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(45, "45 giây"), (860, "14 phút 20 giây"), (120, "2 phút"), (3900, "1 giờ 05 phút")]
)
def test_durations(seconds: int, text: str) -> None:
    assert formats.format_duration(seconds) == text


def test_clock() -> None:
    assert formats.format_clock(751) == "12:31"
    assert formats.format_clock(3729) == "1:02:09"
