"""Dates, numbers and sizes as Vietnamese readers write them (Decree 30/2020/NĐ-CP, Annex I)."""

import datetime
from decimal import Decimal

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def format_number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """Return ``1234567.5`` as ``"1.234.567,5"``; trailing zeros go unless ``decimals`` asks for them."""
    if decimals is None:
        text = f"{Decimal(str(value)):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def format_short_date(value: datetime.date) -> str:
    """Return ``10/10/2026``."""
    return f"{value:%d/%m/%Y}"


def format_legal_date(value: datetime.date) -> str:
    """Return ``ngày 05 tháng 5 năm 2022``: days, January and February in two digits by rule."""
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def format_weekday(value: datetime.date) -> str:
    """Return the name of the day: ``Thứ Hai`` … ``Chủ nhật``."""
    return _WEEKDAYS[value.weekday()]


def format_size(size: int) -> str:
    """Return a size in bytes as ``"420 KB"`` or ``"8,8 MB"`` (powers of 1,000, as phones show it)."""
    if size < 1000:
        return f"{size} B"
    for unit, factor in (("KB", 10**3), ("MB", 10**6), ("GB", 10**9)):
        amount = size / factor
        if amount < 999.5 or unit == "GB":
            return f"{format_number(round(amount, 1 if amount < 10 else 0))} {unit}"
    raise AssertionError("unreachable")


def format_duration(seconds: int) -> str:
    """Return ``"14 phút 20 giây"``, ``"45 giây"`` or ``"1 giờ 05 phút"``."""
    hours, rest = divmod(seconds, 3600)
    minutes, secs = divmod(rest, 60)
    if hours:
        return f"{hours} giờ {minutes:02d} phút"
    if minutes:
        return f"{minutes} phút {secs:02d} giây" if secs else f"{minutes} phút"
    return f"{secs} giây"


def format_clock(seconds: int) -> str:
    """Return a place in a recording as ``12:31`` or ``1:02:09``."""
    hours, rest = divmod(seconds, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes:02d}:{secs:02d}"
