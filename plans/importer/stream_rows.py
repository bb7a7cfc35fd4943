"""Rows of a table that arrives as a stream of cells: the cheapest way to cut the stream.

Row numbers repeat and skip, money cells look like row numbers, empty cells may be lost: so all cuts are
weighed (dynamic programming) instead of trusting the next number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.importer.columns import MONEY_ROLES, Column
from plans.importer.labels import roman_value

_ROW_NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[A-ZĐ])\s?[.)]?$")
_MONEY_CELL = re.compile(r"^[-–—]$|^[+]?\d{1,12}(?:[.,]\d{1,12}){0,5}(?:\s?(?:tỷ|tỉ|triệu|đồng|đ))?$")
_TIME_CELL = re.compile(
    r"(?:19|20)\d\d|quý|tháng|hằng |hàng (?:năm|tháng|quý|tuần|ngày)|thường xuyên|đang triển khai",
    re.IGNORECASE,
)
# With the tone mark where there is one: "Công bố …" and "Công" are no total, "Cộng" is.
_TOTAL_ROW = re.compile(
    r"^(?:tổng cộng|tổng số(?= *$| *[:(]| kinh phí| tiền)|tổng kinh phí|tổng dự toán|cộng chung|cộng toàn|"
    r"(?:tổng|cộng)(?= *[:.]?$| *\())",
    re.IGNORECASE,
)
_BARE_TOTAL = re.compile(r"^(?:TONG CONG|TONG SO|TONG|CONG)\b[ :.]*$", re.IGNORECASE)

# Weights: what a surplus or missing cell, an odd number or an ill-typed cell costs.
_MISSING_CELL = 1.0
_WRONG_TYPE = 1.5
_NO_BREAK = 1.5
_LEFT_OVER = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell and the source lines that it was read from."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    previous: int
    last: int
    roman: int


def is_row_number(text: str) -> bool:
    """ "3", "IV", "2.1", "B": what may head a row."""
    return len(text) <= 12 and bool(_ROW_NUMBER.match(text))


def is_money(text: str) -> bool:
    """A number or the dash that stands for none."""
    return len(text) <= 40 and bool(_MONEY_CELL.match(text))


def is_time(text: str) -> bool:
    """A year, a range of years, or words of time."""
    return len(text) <= 80 and bool(_TIME_CELL.search(text))


def is_textual(text: str) -> bool:
    """Words: neither number, money nor time alone."""
    letters = sum(char.isalpha() for char in text[:80])
    return letters >= 6 and " " in text.strip() and not is_money(text)


def is_total(text: str) -> bool:
    """The first cell of the total row."""
    return len(text) < 60 and bool(_TOTAL_ROW.match(text.strip()) or _BARE_TOTAL.match(text.strip()))


def split_rows(
    cells: Sequence[Cell], columns: Sequence[Column], breaks: frozenset[int]
) -> tuple[list[tuple[Cell, ...]], int]:
    """Return the rows, each as wide as ``columns``, and how many cells they used up.

    ``breaks``: positions at which the source marks a row end (blank line between tab-indented cells).
    """
    width = len(columns)
    if width < 2:
        return [], 0
    best: list[_Path | None] = [None] * (len(cells) + 1)
    best[0] = _Path(0.0, -1, 0, 0)
    for start in range(len(cells)):
        path = best[start]
        if path is None:
            continue
        for stop in range(start + 1, min(len(cells), start + width) + 1):
            step = _step(cells, columns, start, stop, path)
            if step is None:
                continue
            cost, last, roman = step
            cost += path.cost + (_NO_BREAK if breaks and stop < len(cells) and stop not in breaks else 0)
            known = best[stop]
            if known is None or cost < known.cost:
                best[stop] = _Path(cost, start, last, roman)
    return _walk(cells, columns, best)


def _walk(
    cells: Sequence[Cell], columns: Sequence[Column], best: Sequence[_Path | None]
) -> tuple[list[tuple[Cell, ...]], int]:
    end, lowest = 0, float("inf")
    for position, path in enumerate(best):
        if path is not None and position:
            cost = path.cost + _LEFT_OVER * (len(cells) - position)
            if cost < lowest:
                end, lowest = position, cost
    rows: list[tuple[Cell, ...]] = []
    position = end
    while position > 0:
        path = best[position]
        assert path is not None
        rows.append(align(cells[path.previous : position], columns))
        position = path.previous
    rows.reverse()
    return rows, end


def _step(
    cells: Sequence[Cell], columns: Sequence[Column], start: int, stop: int, path: _Path
) -> tuple[float, int, int] | None:
    """Return (cost, last number, last group) of the row ``start:stop``, or None when it can be none."""
    first = cells[start].text
    size, width = stop - start, len(columns)
    if is_total(first):
        following = cells[stop].text if stop < len(cells) else "1"
        ends = stop == len(cells) or is_row_number(following)
        return (0.0 if ends else 0.5) + 0.1 * abs(width - size), path.last, path.roman
    if size < 2 or not is_row_number(first) or not is_textual(cells[start + 1].text):
        return None
    number = first.strip(" .)")
    if not number[0].isdigit():
        value = roman_value(number) if set(number) <= set("IVXLC") else ord(number[0]) - 64
        own = 2 + sum(column.role in MONEY_ROLES for column in columns)
        cost = 0.3 * min(abs(size - own), abs(size - own - 1), width - size)
        return cost + (0.0 if value == path.roman + 1 else 0.8), 0, value
    value = int(number.split(".")[-1])
    if value == 0:
        return None
    order = 0.0 if value == path.last + 1 else 0.6 if value == path.last else 1.2
    return order + _width_cost(cells[start:stop], columns), value, path.roman


def _width_cost(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    missing = len(columns) - len(row)
    if missing:
        return _MISSING_CELL * missing
    cost = 0.0
    for cell, column in zip(row, columns, strict=True):
        if (column.role in MONEY_ROLES and cell.text and not is_money(cell.text)) or (
            column.role in {"lead", "partner", "note"} and is_money(cell.text) and cell.text not in "-–—"
        ):
            cost += _WRONG_TYPE
    return cost


def align(row: Sequence[Cell], columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Place the cells of a short row into the columns, in order, by what fits each column."""
    width = len(columns)
    if len(row) >= width:
        return tuple(row[:width])
    score: list[list[float]] = [[float("-inf")] * (width + 1) for _ in range(len(row) + 1)]
    score[0] = [0.0] * (width + 1)
    for used in range(1, len(row) + 1):
        for column in range(used, width + 1):
            take = score[used - 1][column - 1] + _fit(row[used - 1].text, columns[column - 1].role)
            score[used][column] = max(take, score[used][column - 1] if column > used else float("-inf"))
    placed = [Cell("", ())] * width
    column = width
    for used in range(len(row), 0, -1):
        while column > used and score[used][column] == score[used][column - 1]:
            column -= 1
        placed[column - 1] = row[used - 1]
        column -= 1
    return tuple(placed)


def _fit(text: str, role: str) -> float:
    """Return how well a cell fits a column."""
    if not text:
        return 0.4
    if role in MONEY_ROLES:
        return 2.0 if is_money(text) else -3.0
    if is_money(text) and role != "no" and not (role == "time" and is_time(text)):
        return -2.0
    if role == "no":
        return 2.0 if is_row_number(text) else -1.0
    if role == "time":
        return 2.0 if is_time(text) else -1.0
    if role == "title":
        return 2.0 if is_textual(text) or is_total(text) else 0.0
    return 0.6
