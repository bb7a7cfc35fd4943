"""Excel: the words and numbers of each sheet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from learning_resources.files.extraction.archive import check_office, open_archive
from learning_resources.files.extraction.result import MAX_PASSAGE_CHARS, ExtractedText, make_passages

MAX_SHEETS = 100
MAX_ROWS = 5_000
MAX_COLUMNS = 100


def extract_xlsx(path: Path) -> ExtractedText:
    """Return the cells of each sheet with ``sheet=N``; formulas by their last result."""
    with open_archive(path) as archive:
        check_office(archive, "xl/workbook.xml")
    # A handle, because a path without the ending .xlsx is refused, and ours have none.
    with path.open("rb") as handle:
        book = load_workbook(handle, read_only=True, data_only=True, keep_links=False)
        return ExtractedText(None, None, make_passages(_sheets(book)))


def _sheets(book: Any) -> Iterator[tuple[str, str, str]]:
    for number, sheet in enumerate(book.worksheets[:MAX_SHEETS], 1):
        yield f"Trang tính {sheet.title}", f"sheet={number}", f"{sheet.title}\n{_cells(sheet)}"


def _cells(sheet: Any) -> str:
    parts: list[str] = []
    size = 0
    # A file may announce more cells than it has; what it says of its size is not believed.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True):
        line = " ".join(str(value) for value in row if value is not None)
        if line:
            parts.append(line)
            size += len(line)
        if size > MAX_PASSAGE_CHARS:
            break
    return "\n".join(parts)
