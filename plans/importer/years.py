"""Years and periods to which a text binds a number: "đến năm 2025", "giai đoạn 2022 - 2025", "năm học"."""

import re
from dataclasses import dataclass

_PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|năm học|trong các năm|các năm)\s{1,3}(?:từ\s)?(?:năm\s)?((?:19|"
    r"20)\d\d)\s?(?:[-–—]|đến(?: năm)?)\s?((?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<!ngày )\bnăm(?:\shọc)?\s{1,3}((?:19|20)\d\d)(?!\s?[-–]\s?(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
# A year inside the name of a programme belongs to the name.
_NAME = re.compile(
    r"(?:Chương trình|Đề án|Chiến lược|Kế hoạch|Quyết định|Nghị quyết|Dự án|Luật|"
    r"tháng\s\d{1,2})[^,;:]{0,160}$"
)


_MAX_TEXT = 8_000


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year (int) or a period ("2022-2025") in a text."""

    value: int | str
    start: int
    end: int

    @property
    def last(self) -> int:
        """The last year meant."""
        return self.value if isinstance(self.value, int) else int(self.value[-4:])


def find_years(text: str) -> list[FoundYear]:
    """Return the years that ``text`` states for its own content, names of programmes left out."""
    masked = _mask_quotes(text[:_MAX_TEXT])
    found: list[FoundYear] = []
    for match in _PERIOD.finditer(masked):
        found.append(FoundYear(f"{match[1]}-{match[2]}", match.start(), match.end()))
    for match in _YEAR.finditer(masked):
        if not any(item.start <= match.start() < item.end for item in found):
            found.append(FoundYear(int(match[1]), match.start(), match.end()))
    found = [item for item in found if not _NAME.search(masked[max(0, item.start - 170) : item.start])]
    return sorted(found, key=lambda item: item.start)


def _mask_quotes(text: str) -> str:
    """Blank out quoted names, keeping every offset."""
    text = re.sub(r"“[^”]{0,600}”", lambda match: " " * len(match[0]), text)
    return re.sub(
        r"so với (?:cùng kỳ )?(?:năm )?(?:học )?[\d -]{4,13}", lambda match: " " * len(match[0]), text
    )


def binding_year(title: str, period: str | None) -> int | str | None:
    """Return the year to which every number of a one-year plan is bound: 2026, or the school year "2026-2027"."""
    if period is None:
        return None
    if period.isdigit():
        return int(period)
    return (
        period
        if re.search(r"năm học", title, re.IGNORECASE) and int(period[5:]) - int(period[:4]) == 1
        else None
    )


def period_in(title: str) -> tuple[str | None, int | None]:
    """Return (period, orientation year) of a plan's title: ("2023-2025", 2030); one year is its own period."""
    match = re.search(
        r"(?:giai đoạn|năm học|thời kỳ|các năm)\s+((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)",
        title,
        re.IGNORECASE,
    )
    period = f"{match[1]}-{match[2]}" if match else None
    orientation = re.search(
        r"(?:định hướng|tầm nhìn)\s+(?:đến\s+)?(?:năm\s+)?((?:19|20)\d\d)", title, re.IGNORECASE
    )
    if period is None:
        single = re.search(
            r"(?<!định hướng đến )(?<!tầm nhìn đến )\bnăm\s+((?:19|20)\d\d)\b(?!\s+của)", title, re.IGNORECASE
        )
        period = single[1] if single else None
    return period, int(orientation[1]) if orientation else None
