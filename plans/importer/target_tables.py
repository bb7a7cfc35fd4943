"""Tables of targets: "Chỉ tiêu | ĐVT | Thực hiện 2025 | Năm 2026 | Năm 2027", one target a cell.

Columns for years that are over, or headed "Thực hiện", "Hiện trạng" or "Ước", hold baselines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.text import fold
from plans.importer.amounts import parse_number
from plans.importer.comparators import Comparator, comparator_around
from plans.importer.model import ParsedClause, Target
from plans.importer.stream_rows import Cell
from plans.importer.tables import RawTable

_MAX_ROWS = 500
_NAME = re.compile(r"\b(?:chi tieu|chi so|tieu chi|muc tieu)\b")
_UNIT = re.compile(r"^(?:don vi(?: tinh)?|dvt|dv tinh|don vi do)\b")
_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)\d\d))?")
_PRESENT = re.compile(r"\b(?:thuc hien|hien trang|thuc trang|hien co|hien nay|uoc|co so|nam goc|ket qua)\b")
_MONEY = re.compile(r"\b(?:kinh phi|du toan|ngan sach|so tien|von)\b")
_VALUE = re.compile(
    r"^(?P<words>[^\d]{0,24}?)(?P<low>\d[\d.,]*)\s?%?(?:\s?[-–—]\s?(?P<high>\d[\d.,]*))?\s?(?P<unit>%|[^\d]{0,24})$"
)
_PART = re.compile(r"^(?:[-–+•]|trong đó)\s*:?\s*", re.IGNORECASE)
_NAMED_UNIT = re.compile(r"\((?:ĐVT\s*:?\s*|đơn vị(?: tính)?\s*:?\s*)?(%|[^\d()]{1,24})\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _YearColumn:
    """A column of values: its year or period, and whether it says where things stand today."""

    position: int
    year: int | str
    baseline: bool


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a table of targets keeps what."""

    name: int
    unit: int | None
    years: tuple[_YearColumn, ...]


def is_target_table(table: RawTable) -> bool:
    """Return whether a table sets targets: a column that names them and one a year."""
    return _layout(table, None) is not None


def read_target_table(
    table: RawTable, clause: ParsedClause, issued: int | None
) -> tuple[list[Target], list[Target]]:
    """Return (targets, baselines) of one table; ``issued`` is the year of signing. Ids are left open."""
    layout = _layout(table, issued)
    targets: list[Target] = []
    baselines: list[Target] = []
    if layout is None:
        return targets, baselines
    above = ""
    for row in table.rows[:_MAX_ROWS]:
        name = _text(row, layout.name)
        if not name:
            continue
        subject = name
        if _PART.match(name):
            subject = f"{above}: {_PART.sub('', name)}" if above else _PART.sub("", name)
        else:
            above = name
        for column in layout.years:
            target = _read_cell(row, column, layout, subject, clause)
            if target is not None:
                (baselines if column.baseline else targets).append(target)
    return targets, baselines


def _layout(table: RawTable, issued: int | None) -> _Layout | None:
    """Return where the columns stand, or None when the header is not that of a table of targets."""
    width = max((len(row) for row in table.header), default=0)
    headers = [
        " ".join(dict.fromkeys(_text(row, position) for row in table.header)).strip()
        for position in range(width)
    ]
    folded = [fold(header) for header in headers]
    name = next(
        (position for position, text in enumerate(folded) if _NAME.search(text) and not _YEARS.search(text)),
        None,
    )
    if name is None or any(_MONEY.search(text) for text in folded):
        return None
    unit = next((position for position, text in enumerate(folded) if _UNIT.match(text)), None)
    years = []
    for position, text in enumerate(folded):
        found = _YEARS.search(text)
        if found is None or position in {name, unit} or "ghi chu" in text:
            continue
        year: int | str = f"{found[1]}-{found[2]}" if found[2] else int(found[1])
        last = int(found[2] or found[1])
        past = issued is not None and last < issued
        years.append(
            _YearColumn(position, year, past or (_PRESENT.search(text) is not None and not found[2]))
        )
    if not any(not column.baseline for column in years):
        return None
    return _Layout(name, unit, tuple(years))


def _text(row: Sequence[Cell], position: int) -> str:
    return row[position].text if position < len(row) else ""


def _read_cell(
    row: Sequence[Cell], column: _YearColumn, layout: _Layout, subject: str, clause: ParsedClause
) -> Target | None:
    """Return the target that a cell sets; None for a blank, a dash or words."""
    cell = row[column.position] if column.position < len(row) else Cell("", ())
    match = _VALUE.match(cell.text) if 0 < len(cell.text) <= 60 else None
    low = parse_number(match["low"]) if match else None
    if match is None or low is None:
        return None
    high = parse_number(match["high"]) if match["high"] else None
    ranged = high is not None and low.value < high.value
    comparator = _comparator(cell.text, match, subject)
    named = _NAMED_UNIT.search(subject)
    unit = (_text(row, layout.unit) if layout.unit is not None else "") or (named[1] if named else "")
    unit = "%" if "%" in cell.text else unit or match["unit"].strip() or _unit_by_name(subject)
    return Target(
        id="",
        section=clause.path,
        anchor=clause.anchor,
        line=cell.lines[0] if cell.lines else clause.lines[0],
        value=low.value,
        value_raw=match["low"],
        unit=unit.strip().lower(),
        comparator="gte" if ranged else comparator.code,
        comparator_raw=comparator.raw,
        subject=(_NAMED_UNIT.sub("", subject) if named else subject).strip(" .:")[:300],
        year=column.year,
        year_source="table_header",
        value_max=high.value if ranged and high is not None else None,
        text=" | ".join(each.text for each in row if each.text)[:400],
    )


def _comparator(text: str, match: re.Match[str], subject: str) -> Comparator:
    """Return the comparator of the cell, else the one that ends the row's name ("Tỷ lệ … tối thiểu")."""
    own = comparator_around(text, match.start("low"), match.end("low"))
    if own.raw:
        return own
    return comparator_around(f"{subject} 0", len(subject) + 1, len(subject) + 2)


def _unit_by_name(subject: str) -> str:
    return "%" if fold(subject).startswith(("ty le", "ti le")) else ""


def numbered(targets: Sequence[Target], first: int) -> list[Target]:
    """Return the targets with ids that go on from ``first``."""
    return [replace(target, id=f"t{first + position:02d}") for position, target in enumerate(targets)]
