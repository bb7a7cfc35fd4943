"""The money of the whole plan, with the sums that the document itself allows to check."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from core.text import fold
from plans.importer.amounts import find_money, number_in_words
from plans.importer.doubts import warn
from plans.importer.model import Budget, Money, ParsedClause, ReadingWarning, SourceLine, TaskGroup, TaskTable
from plans.importer.sections import SectionMap

_IN_WORDS = re.compile(r"\(?\s*(?:Số tiền\s*)?(?:viết\s*)?bằng chữ\s*:?\s*([^.)/]{4,200})", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:tong kinh phi|tong nhu cau|tong muc dau tu|tong du toan|kinh phi thuc hien|tong so|tong "
    r"cong|tong nguon|du kien|uoc tinh)\b"
)
_SOURCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("central", re.compile(r"ngan sach trung uong|nstw")),
    ("province", re.compile(r"ngan sach (?:cap )?tinh|ngan sach dia phuong|nsdp|ngan sach thanh pho|"
        r"ngan sach nha nuoc|ns tinh")),
    ("district", re.compile(r"ngan sach (?:cap )?huyen")),
    ("commune", re.compile(r"ngan sach (?:cap )?xa")),
    ("other", re.compile(r"xa hoi hoa|nguon khac|nguon hop phap|nguon huy dong|tai tro|xhh")),
)  # fmt: skip


@dataclass(slots=True)
class BudgetReading:
    """The budget and the warnings of its checks."""

    budget: Budget | None = None
    warnings: list[ReadingWarning] = field(default_factory=list)


def read_budget(
    tasks: TaskTable | None, clauses: Sequence[ParsedClause], lines: Sequence[SourceLine]
) -> BudgetReading:
    """Return the budget from the total row of the task table, else from the section on money."""
    reading = BudgetReading()
    words, words_line = _in_words(lines)
    value = number_in_words(words) if words else None
    if words and value is None:
        reading.warnings.append(warn("words_unreadable", words_line, words=words))
    in_words = Decimal(value) / 10**9 if value is not None else None
    if tasks is not None and any(task.budget is not None for task in tasks.tasks()):
        checks = _check_table(tasks, reading.warnings)
        total = tasks.total
        _check_words(total.total if total else None, in_words, words, words_line, checks, reading.warnings)
        if total is not None and (total.total is not None or total.by_source()):
            reading.budget = Budget(
                total.total,
                total.by_source(),
                tasks.unit or "tỷ đồng",
                words,
                in_words,
                checks,
                tasks.lines[-1:],
            )
            return reading
    _from_text(reading, clauses, words, words_line, in_words)
    return reading


def _in_words(lines: Sequence[SourceLine]) -> tuple[str | None, int | None]:
    for line in lines:
        if len(line.text) < 1000 and "ằng chữ" in line.text:
            match = _IN_WORDS.search(line.text)
            if match:
                return match[1].strip(" ./"), line.number
    return None, None


def _same(first: Decimal, second: Decimal) -> bool:
    """Printed amounts are rounded: they agree to a millionth of a tỷ (1,000 đồng)."""
    return abs(first - second) <= Decimal("0.000001")


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _check_table(tasks: TaskTable, warnings: list[ReadingWarning]) -> dict[str, bool]:
    checks: dict[str, bool] = {}
    rows = [task for task in tasks.tasks() if task.budget is not None and task.budget.total is not None]
    for task in rows:
        money = task.budget
        if money is None or money.total is None or not money.by_source():
            continue
        agrees = _check_sources(money, "sum_row", task.lines, warnings, no=task.no)
        checks["rows_equal_source_sums"] = checks.get("rows_equal_source_sums", True) and agrees
    groups = [
        group for group in tasks.groups() if group.subtotal is not None and group.subtotal.total is not None
    ]
    for group in groups:
        agrees = _check_group(group, warnings)
        checks["groups_equal_task_sums"] = checks.get("groups_equal_task_sums", True) and agrees
    if tasks.total is not None and tasks.total.total is not None:
        _check_total(tasks, groups, checks, warnings)
    return checks


def _check_sources(
    money: Money, code: str, lines: tuple[int, ...], warnings: list[ReadingWarning], **values: object
) -> bool:
    total = money.total or Decimal(0)
    added = sum(money.by_source().values(), Decimal(0))
    if _same(total, added):
        return True
    warnings.append(warn(code, lines[0] if lines else None, total=_shown(total), sum=_shown(added), **values))
    return False


def _check_group(group: TaskGroup, warnings: list[ReadingWarning]) -> bool:
    subtotal = group.subtotal
    if subtotal is None or subtotal.total is None:
        return True
    added = sum((t.budget.total for t in group.tasks if t.budget and t.budget.total is not None), Decimal(0))
    if _same(subtotal.total, added):
        return True
    line = group.lines[0] if group.lines else None
    warnings.append(warn("sum_group", line, no=group.no, total=_shown(subtotal.total), sum=_shown(added)))
    return False


def _check_total(
    tasks: TaskTable, groups: Sequence[TaskGroup], checks: dict[str, bool], warnings: list[ReadingWarning]
) -> None:
    total = tasks.total
    if total is None or total.total is None:
        return
    line = tasks.lines[-1] if tasks.lines else None
    parts = [g.subtotal.total for g in groups if g.subtotal is not None and g.subtotal.total is not None]
    if not parts:
        parts = [t.budget.total for t in tasks.tasks() if t.budget is not None and t.budget.total is not None]
    added = sum(parts, Decimal(0))
    checks["grand_equals_groups" if groups else "grand_equals_rows"] = agrees = _same(total.total, added)
    if not agrees:
        warnings.append(warn("sum_total", line, total=_shown(total.total), sum=_shown(added)))
    if total.by_source():
        checks["grand_equals_sources"] = _check_sources(
            total, "sum_sources", (line,) if line else (), warnings
        )


def _check_words(
    total: Decimal | None,
    in_words: Decimal | None,
    words: str | None,
    line: int | None,
    checks: dict[str, bool],
    warnings: list[ReadingWarning],
) -> None:
    if total is None or in_words is None:
        return
    checks["in_words_equals_total"] = agrees = _same(total, in_words)
    if not agrees:
        warnings.append(warn("sum_words", line, words=words, total=_shown(total)))


def _amounts_in_text(
    clauses: Sequence[ParsedClause],
) -> tuple[Decimal | None, dict[str, Decimal], str, list[int]]:
    """Return (total, amounts by source, unit as printed, lines) that the section on money names."""
    sections = SectionMap(clauses)
    total: Decimal | None = None
    sources: dict[str, Decimal] = {}
    used: list[int] = []
    unit = "tỷ đồng"
    for clause in clauses:
        if (
            clause.level == "table"
            or clause.region not in {"body", "closing"}
            or sections.kind(clause) != "money"
        ):
            continue
        end = 0
        for money in find_money(clause.text):
            before = fold(clause.text[end : money.start])
            end = money.end
            source = next((name for name, pattern in _SOURCES if pattern.search(before)), None)
            if total is None and _TOTAL.search(before):
                total = money.value
                unit = "triệu đồng" if "triệu" in money.raw else "đồng" if "tỷ" not in money.raw else unit
            elif source is not None and source not in sources:
                sources[source] = money.value
            else:
                continue
            used.append(clause.lines[0])
    return total, sources, unit, used


def _from_text(
    reading: BudgetReading,
    clauses: Sequence[ParsedClause],
    words: str | None,
    words_line: int | None,
    in_words: Decimal | None,
) -> None:
    """Read "Tổng kinh phí thực hiện: 12,5 tỷ đồng, trong đó ngân sách tỉnh 10 tỷ đồng…"."""
    total, sources, unit, used = _amounts_in_text(clauses)
    if total is None and not sources:
        return
    checks: dict[str, bool] = {}
    if total is not None and len(sources) >= 2:
        money_read = Money(total=total, **sources)
        checks["total_equals_sources"] = _check_sources(
            money_read, "sum_sources", tuple(used), reading.warnings
        )
    _check_words(total, in_words, words, words_line, checks, reading.warnings)
    reading.budget = Budget(total, sources, unit, words, in_words, checks, tuple(dict.fromkeys(used)))
