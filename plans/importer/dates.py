"""Dates as they are printed: "ngày 05 tháng 5 năm 2022", "25/01/2022", "01/6", with their usual damage."""

import datetime
import re
from dataclasses import dataclass

# The word before the year may be damaged ("09 tháng 8 m 2022"); the rest must be whole.
_LONG = re.compile(
    r"(?:ngày\s{0,3})?(\d{1,2})\s{0,3}tháng\s{0,3}(\d{1,2})\s{0,3}(năm|[^\W\d]{0,4}\.?)\s{0,3}((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?![\d])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ISO form, the words as printed, and whether they are damaged."""

    iso: str
    raw: str
    start: int
    end: int
    damaged: bool = False


def iso_date(year: int, month: int, day: int) -> str | None:
    """Return the ISO date, or None when there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def find_dates(text: str) -> list[FoundDate]:
    """Return the full dates (day, month, year) of ``text`` in order; impossible dates are left out."""
    found = []
    for match in _LONG.finditer(text):
        iso = iso_date(int(match[4]), int(match[2]), int(match[1]))
        if iso:
            found.append(FoundDate(iso, match[0], match.start(), match.end(), match[3].lower() != "năm"))
    for match in _SHORT.finditer(text):
        iso = iso_date(int(match[4]), int(match[3]), int(match[1]))
        if iso:
            start = match.start()
            if text[max(0, start - 5) : start].lower().rstrip().endswith("ngày"):
                start = text.lower().rindex("ngày", 0, start)
            found.append(FoundDate(iso, text[start : match.end()], start, match.end()))
    return sorted(found, key=lambda date: date.start)


def first_date(text: str) -> FoundDate | None:
    """Return the first full date of ``text``."""
    found = find_dates(text)
    return found[0] if found else None
