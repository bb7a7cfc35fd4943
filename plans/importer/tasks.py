"""Task tables → groups and tasks: who leads, with whom, when, with how much money from where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plans.importer.amounts import UNIT_FACTORS, find_money, parse_number
from plans.importer.columns import MONEY_ROLES
from plans.importer.doubts import warn
from plans.importer.model import Money, ReadingWarning, Task, TaskGroup, TaskTable
from plans.importer.stream_rows import Cell, is_row_number, is_time, is_total
from plans.importer.tables import RawTable
from plans.importer.target_tables import is_target_table

_GROUP_NUMBER = re.compile(r"^(?:[IVXLC]{1,6}|[A-ZĐ])\s?[.)]?$")
_DASHES = frozenset({"-", "–", "—", "", "x", "X"})


@dataclass(slots=True)
class _Reading:
    """The rows of one document's task tables, being collected."""

    items: list[TaskGroup | Task] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    total: Money | None = None
    unit: str | None = None
    columns: tuple[str, ...] = ()
    lines: list[int] = field(default_factory=list)
    last_no: str | None = None

    def add(self, task: Task) -> None:
        """Put a task under the open group, or at the top."""
        if self.items and isinstance(self.items[-1], TaskGroup):
            group = self.items[-1]
            self.items[-1] = TaskGroup(
                group.no, group.title, group.subtotal, (*group.tasks, task), group.lines
            )
        else:
            self.items.append(task)


def is_task_table(table: RawTable) -> bool:
    """A table of tasks names what is to be done, and by whom, when or for how much."""
    roles = {column.role for column in table.columns}
    return (
        "title" in roles
        and bool(roles & {"lead", "partner", "time", *MONEY_ROLES})
        and not is_target_table(table)
    )


def read_tasks(tables: Sequence[RawTable]) -> tuple[TaskTable | None, list[ReadingWarning]]:
    """Return all tasks of a document's tables, with warnings; None when no table is one of tasks."""
    reading = _Reading()
    found = [table for table in tables if is_task_table(table)]
    for table in found:
        _read_table(table, reading)
    if not found or not reading.items:
        return None, reading.warnings
    table_read = TaskTable(
        reading.columns, tuple(reading.items), reading.unit, reading.total, tuple(reading.lines)
    )
    return table_read, reading.warnings


def _read_table(table: RawTable, reading: _Reading) -> None:
    has_money = any(column.role in MONEY_ROLES for column in table.columns)
    unit = next((column.unit for column in table.columns if column.unit), None)
    if unit is None and has_money:
        unit = table.unit
    if has_money and unit is None:
        line = next((cell.lines[0] for row in table.header for cell in row if cell.lines), None)
        if not _cells_name_units(table):
            reading.warnings.append(warn("money_unit_missing", line))
    reading.unit = reading.unit or unit
    reading.columns = reading.columns or tuple(column.header for column in table.columns)
    reading.last_no = None
    for position, row in enumerate(table.rows):
        following = table.rows[position + 1] if position + 1 < len(table.rows) else None
        _read_row(table, row, following, unit or "tỷ đồng", has_money, reading)


def _cells_name_units(table: RawTable) -> bool:
    return any(
        find_money(cell.text)
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=False)
        if column.role in MONEY_ROLES
    )


def _read_row(
    table: RawTable,
    row: Sequence[Cell],
    following: Sequence[Cell] | None,
    unit: str,
    has_money: bool,
    reading: _Reading,
) -> None:
    by_role = {
        column.role: cell for cell, column in zip(row, table.columns, strict=False) if column.role != "extra"
    }
    number = by_role.get("no", Cell("", ())).text.strip(" .)")
    title = by_role.get("title", Cell("", ())).text
    lines = tuple(sorted({line for cell in row for line in cell.lines}))
    reading.lines.extend(lines)
    if not any(cell.text for cell in row):
        return
    money, raw = _row_money(by_role, unit, reading) if has_money else (None, ())
    first = next((cell.text for cell in row if cell.text), "")
    if is_total(number) or is_total(title) or is_total(first):
        reading.total = money
        return
    if _is_group(number, row, by_role, following, table):
        reading.items.append(TaskGroup(number, title or first, money if _any(money) else None, (), lines))
        reading.last_no = None
        return
    if not title and not is_row_number(number):
        return
    _check_number(number, lines, reading)
    reading.add(_task(number, title, by_role, money, raw, lines, reading.warnings))


def _task(
    number: str,
    title: str,
    by_role: dict[str, Cell],
    money: Money | None,
    raw: tuple[str, ...],
    lines: tuple[int, ...],
    warnings: list[ReadingWarning],
) -> Task:
    time = _text(by_role, "time")
    if time and not is_time(time):
        warnings.append(warn("task_time_text", lines[0] if lines else None, no=number, time=time))
    note = "; ".join(text for role in ("note", "source_text") if (text := _text(by_role, role))) or None
    return Task(
        no=number,
        title=title,
        lead=_text(by_role, "lead"),
        partner=_text(by_role, "partner"),
        time=time,
        budget=money,
        budget_raw=raw,
        note=note,
        product=_text(by_role, "product"),
        lines=lines,
    )


def _is_group(
    number: str,
    row: Sequence[Cell],
    by_role: dict[str, Cell],
    following: Sequence[Cell] | None,
    table: RawTable,
) -> bool:
    """A Roman or capital number, a row merged over the whole width, or "1" over "1.1"."""
    filled = [cell.text for cell in row if cell.text]
    if _GROUP_NUMBER.match(number) and not (_text(by_role, "lead") and _text(by_role, "time")):
        return True
    if len(filled) == 1 and not number and not is_row_number(filled[0]):
        return True
    if following is None or not number.isdigit() or _text(by_role, "lead"):
        return False
    below = next(
        (c.text for c, column in zip(following, table.columns, strict=False) if column.role == "no"), ""
    )
    return below.startswith(f"{number}.") and below.strip(".") != number


def _check_number(number: str, lines: tuple[int, ...], reading: _Reading) -> None:
    line = lines[0] if lines else None
    before = reading.last_no
    reading.last_no = number or before
    if not number.isdigit() or before is None or not before.isdigit():
        return
    if number == before:
        reading.warnings.append(warn("task_number_repeated", line, no=number))
    elif int(number) != int(before) + 1:
        reading.warnings.append(warn("task_number_skipped", line, before=before, no=number))


def _text(by_role: dict[str, Cell], role: str) -> str | None:
    cell = by_role.get(role)
    if cell is None or cell.text in _DASHES - {"x", "X"}:
        return None
    return cell.text


def _any(money: Money | None) -> bool:
    return money is not None and (money.total is not None or bool(money.by_source()))


def _row_money(by_role: dict[str, Cell], unit: str, reading: _Reading) -> tuple[Money, tuple[str, ...]]:
    """Return the amounts of a row in tỷ đồng and its cells as printed. "-" is None, "0" is 0."""
    values: dict[str, Decimal | None] = {}
    raw: list[str] = []
    for role in MONEY_ROLES:
        cell = by_role.get(role)
        if cell is None:
            continue
        raw.append(cell.text)
        values[role] = amount(cell, unit, reading.warnings)
    return Money(**values), tuple(raw)


def amount(cell: Cell, unit: str, warnings: list[ReadingWarning]) -> Decimal | None:
    """Return the amount in a cell in tỷ đồng; None for a blank, a dash or words (with a warning)."""
    text = cell.text.strip()
    line = cell.lines[0] if cell.lines else None
    if text in _DASHES:
        return None
    number = parse_number(text)
    if number is not None:
        if number.ambiguous:
            warnings.append(warn("money_ambiguous", line, raw=text))
        return number.value * UNIT_FACTORS[unit]
    written = find_money(text)
    if written:
        return written[0].value
    warnings.append(warn("money_unreadable", line, raw=text))
    return None
