"""Tables in a text, however they arrive: Word or HTML cells, pipes, tab rows, or flattened to one cell a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.importer import marks
from plans.importer.amounts import unit_note
from plans.importer.columns import (
    Column,
    columns_of_grid,
    columns_of_stream,
    is_number_head,
    looks_like_header,
)
from plans.importer.labels import find_label
from plans.importer.model import SourceLine
from plans.importer.stream_rows import Cell, is_row_number, is_textual, split_rows
from plans.importer.vocabulary import is_caps

_STOP = re.compile(
    r"^\(?(?:Bằng chữ|Số tiền bằng chữ|Lưu ý|Người lập|Nơi nhận|Ghi chú\s*:|Trên đây)", re.IGNORECASE
)
_PIPE_RULE = re.compile(r"^[\s|:+=-]+$")
_MAX_HEADER_CELLS = 40


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table: rows of cells without the header, the columns if known, and its lines ``start``–``end`` (indexes)."""

    start: int
    end: int
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[Column, ...]
    unit: str | None = None  # named by a note over the table or in its first row

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """All rows as text, the header first."""
        return tuple(tuple(cell.text for cell in row) for row in (*self.header, *self.rows))


def find_tables(lines: Sequence[SourceLine], start: int, end: int) -> Iterator[RawTable]:
    """Yield the tables between two line indexes, in order."""
    index = start
    while index < end:
        table = _structured(lines, index, end) or _delimited(lines, index, end) or _stream(lines, index, end)
        if table is None:
            index += 1
        else:
            yield table
            index = max(table.end, index + 1)


def _structured(lines: Sequence[SourceLine], index: int, end: int) -> RawTable | None:
    """Cells that the file's own structure placed (docx, html)."""
    place = lines[index].cell
    if place is None:
        return None
    stop = index
    grid: dict[tuple[int, int], list[SourceLine]] = {}
    while stop < end and (cell := lines[stop].cell) is not None and cell.table == place.table:
        grid.setdefault((cell.row, cell.column), []).append(lines[stop])
        stop += 1
    height = max(row for row, _ in grid) + 1
    width = max(column for _, column in grid) + 1
    rows = [tuple(_cell(grid.get((row, column), [])) for column in range(width)) for row in range(height)]
    return _from_grid(
        [row for row in rows if any(cell.text for cell in row)], index, stop, _unit_above(lines, index)
    )


def _cell(lines: Sequence[SourceLine]) -> Cell:
    return Cell(" ".join(line.text for line in lines if line.text), tuple(line.number for line in lines))


def _unit_above(lines: Sequence[SourceLine], index: int) -> str | None:
    """Return the money unit that one of the lines just above a table names, the nearest first."""
    for line in reversed(lines[max(0, index - 6) : index]):
        unit = unit_note(line.text)
        if unit is not None:
            return unit
    return None


def _from_grid(rows: list[tuple[Cell, ...]], start: int, end: int, unit: str | None) -> RawTable:
    rows, unit = _without_unit_row(rows, unit)
    head = _header_height(rows)
    columns = columns_of_grid([[cell.text for cell in row] for row in rows[:head]])
    body = [row for row in rows[head:] if not _counts_columns(row)]
    return RawTable(start, end, tuple(rows[:head]), tuple(body), tuple(columns), unit)


def _without_unit_row(
    rows: list[tuple[Cell, ...]], unit: str | None
) -> tuple[list[tuple[Cell, ...]], str | None]:
    """Take off a first row that holds only "Đơn vị tính: triệu đồng" (often merged or in its last cell)."""
    texts = {cell.text for cell in rows[0] if cell.text} if rows else set()
    found = unit_note(texts.pop()) if len(texts) == 1 else None
    return (rows[1:], found) if found and len(rows) > 1 else (rows, unit)


def _header_height(rows: Sequence[tuple[Cell, ...]]) -> int:
    """The header ends before the first row that begins with a number; at least one row where there is one."""
    if rows and is_row_number(rows[0][0].text):
        return 0
    for height, row in enumerate(rows[:6]):
        if height and (is_row_number(row[0].text) or _counts_columns(row)):
            return height
    texts = [cell.text for cell in rows[0]] if rows else []
    return 1 if looks_like_header(texts) else 0


def _counts_columns(row: Sequence[Cell]) -> bool:
    """A row "(1) (2) (3)" or "1 2 3" under the header."""
    texts = [cell.text.strip("() ") for cell in row if cell.text]
    return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _delimited(lines: Sequence[SourceLine], index: int, end: int) -> RawTable | None:
    """Rows written on one line each with pipes or tabs between the cells."""
    if _split_row(lines[index]) is None:
        return None
    rows: list[tuple[Cell, ...]] = []
    stop = index
    while stop < end:
        cells = _split_row(lines[stop]) or (_group_row(lines[stop]) if rows else None)
        if cells is None:
            if lines[stop].text and not _PIPE_RULE.match(lines[stop].text):
                break
            if not lines[stop].text and not (stop + 1 < end and _split_row(lines[stop + 1])):
                break
        elif any(cell.text for cell in cells):
            rows.append(cells)
        stop += 1
    if rows and all(not row[0].text for row in rows):
        rows = [row[1:] for row in rows]
    width = max((len(row) for row in rows), default=0)
    first = [cell.text for cell in rows[0]] if rows else []
    if len(rows) < 2 or width < 3 or not (looks_like_header(first) or "|" in lines[index].text):
        return None
    blank = Cell("", ())
    padded = [row + (blank,) * (width - len(row)) for row in rows]
    return _from_grid(padded, index, stop, _unit_above(lines, index))


def _group_row(line: SourceLine) -> tuple[Cell, ...] | None:
    """A row that fills only its number and its title: "I<tab>Giáo dục mầm non"."""
    number, tab, title = line.raw.strip(" \r\n").partition("\t")
    if line.cell is not None or not tab or not is_row_number(number) or len(title) > 400:
        return None
    return Cell(number, (line.number,)), Cell(" ".join(title.split()), (line.number,))


def _split_row(line: SourceLine) -> tuple[Cell, ...] | None:
    raw = line.raw.strip(" \r\n")
    if line.cell is not None or not line.text or len(raw) > 4000:
        return None
    if raw.count("|") >= 2 and not _PIPE_RULE.match(raw):
        parts = raw.strip("|").split("|")
    elif raw.count("\t") >= 2:
        parts = raw.split("\t")
    else:
        return None
    return tuple(Cell(" ".join(part.split()), (line.number,)) for part in parts)


def _stream(lines: Sequence[SourceLine], index: int, end: int) -> RawTable | None:
    """A table flattened to one cell a line, recognised by its header: "Số TT", "Tên nhiệm vụ"…"""
    if not is_number_head(lines[index].text, lines[index + 1].text if index + 1 < end else ""):
        return None
    tabbed = _is_tabbed(lines, index, end)
    cells, places, breaks = _stream_cells(lines, index, end, tabbed)
    head = _stream_header(cells)
    if head is None:
        return None
    columns = columns_of_stream([cell.text for cell in cells[:head]])
    rows, used = split_rows(cells[head:], columns, frozenset(b - head for b in breaks if b > head))
    if not rows:
        return None
    last = head + used
    stop = places[last] if last < len(places) else _after(places, lines, end, tabbed)
    header = tuple(Cell(column.header, cells[0].lines) for column in columns)
    return RawTable(index, stop, (header,), tuple(rows), tuple(columns), _unit_above(lines, index))


def _is_tabbed(lines: Sequence[SourceLine], index: int, end: int) -> bool:
    filled = [line for line in lines[index : min(end, index + 60)] if line.text]
    return sum(line.raw.startswith("\t") for line in filled) >= 0.5 * len(filled)


def _stream_cells(
    lines: Sequence[SourceLine], index: int, end: int, tabbed: bool
) -> tuple[list[Cell], list[int], set[int]]:
    """Return the cells, the line index each begins at, and before which cells a row break was seen."""
    cells: list[Cell] = []
    places: list[int] = []
    breaks: set[int] = set()
    sample = lines[index : min(end, index + 200)]
    blanks_part = sum(not line.raw.strip("\r\n") for line in sample) >= 0.35 * max(1, len(sample))
    blank = True
    for position in range(index, end):
        line = lines[position]
        if line.cell is not None or (cells and _ends_stream(line, blank, tabbed)):
            break
        if not line.raw.strip("\r\n"):
            if tabbed and not blank:
                breaks.add(len(cells))
            blank = True
            continue
        starts = line.raw.startswith("\t") if tabbed else (blank or not blanks_part)
        if starts or not cells:
            cells.append(Cell(line.text, (line.number,)))
            places.append(position)
        elif line.text:
            last = cells[-1]
            cells[-1] = Cell(f"{last.text} {line.text}".strip(), (*last.lines, line.number))
        blank = False
    return cells, places, breaks


def _ends_stream(line: SourceLine, blank: bool, tabbed: bool) -> bool:
    text = line.text
    if not text:
        return False
    if _STOP.match(text) or marks.is_annex(text) or marks.has_motto(text) or marks.is_end(text):
        return True
    if tabbed and blank and not line.raw.startswith("\t"):
        return True
    label = find_label(text)
    return (
        label is not None
        and label.level in {"roman", "phan"}
        and is_caps(label.rest)
        and len(label.rest) > 12
    )


def _stream_header(cells: Sequence[Cell]) -> int | None:
    """Return how many cells the header has: up to the first row number that a title follows."""
    for position in range(2, min(len(cells) - 1, _MAX_HEADER_CELLS)):
        if is_row_number(cells[position].text) and is_textual(cells[position + 1].text):
            header = [cell.text for cell in cells[:position]]
            return position if looks_like_header(header) else None
    return None


def _after(places: Sequence[int], lines: Sequence[SourceLine], end: int, tabbed: bool) -> int:
    """Return the index after the last cell's lines."""
    position = places[-1] + 1
    while position < end and lines[position].text and not _ends_stream(lines[position], False, tabbed):
        if tabbed and lines[position].raw.startswith("\t"):
            break
        if not tabbed:
            break
        position += 1
    return position
