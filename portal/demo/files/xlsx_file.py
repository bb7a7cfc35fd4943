"""Workbooks (question banks, timetables, data to explore) through openpyxl."""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from portal.demo.files.archive import save_office

_HEAD_FILL = PatternFill("solid", fgColor="FFE6ECFB")


def _fill_sheet(sheet: Worksheet, head: list[str], rows: list[list[Any]]) -> None:
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
    for column in range(1, len(head) + 1):
        longest = max(len(str(sheet.cell(r, column).value or "")) for r in range(1, sheet.max_row + 1))
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, 8), 60)
        for number in range(1, sheet.max_row + 1):
            sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def make_xlsx(spec: Mapping[str, Any]) -> bytes:
    """Return a workbook of ``spec["content"]`` = ``{"sheets": [{"name", "head", "rows"}]}``.

    A text cell that begins with ``=`` is a formula.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.title, workbook.properties.creator = spec["title"], "Cổng Giáo dục số Sơn Hải"
    for described in spec["content"]["sheets"]:
        sheet = workbook.create_sheet(described["name"])
        _fill_sheet(sheet, described["head"], described["rows"])
    return save_office(workbook.save)
