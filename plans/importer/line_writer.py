"""Collects the lines of structured files (docx, html): numbered, limited, tables kept as cells.

A table that only lays out the header or the signature is written as plain lines, cell by cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plans.importer import marks
from plans.importer.errors import TooManyPagesError
from plans.importer.model import CellPlace, SourceLine
from plans.importer.source import make_line

MAX_PARAGRAPHS = 8_000
MAX_CELLS = 20_000
MAX_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its paragraphs, its first grid column and how many columns it spans."""

    texts: tuple[str, ...]
    column: int
    span: int = 1


@dataclass(slots=True)
class LineWriter:
    """The growing list of lines of one file."""

    lines: list[SourceLine] = field(default_factory=list)
    page: int | None = None
    _tables: int = 0
    _cells: int = 0

    def add(self, text: str, place: CellPlace | None = None) -> None:
        """Add one line; raises TooManyPagesError past the limit."""
        if len(self.lines) >= MAX_PARAGRAPHS + MAX_CELLS or (
            place is None and self._plain() >= MAX_PARAGRAPHS
        ):
            raise TooManyPagesError("Tệp có hơn 8.000 đoạn, không phải một kế hoạch")
        line = make_line(len(self.lines) + 1, text, self.page)
        self.lines.append(line if place is None else replace(line, cell=place))

    def _plain(self) -> int:
        return len(self.lines) - self._cells

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph; a soft line break parts it only where a new thought begins."""
        for piece in _soft_breaks(text):
            self.add(piece)

    def add_table(self, rows: Sequence[Sequence[TableCell]]) -> None:
        """Add a table: as plain lines when it is page layout, else with the place of each cell."""
        if _is_layout(rows):
            for row in rows:
                for cell in row:
                    for text in cell.texts:
                        for piece in text.split("\n"):
                            self.add(piece)
            return
        table = self._tables
        self._tables += 1
        for row_number, row in enumerate(rows):
            for cell in row:
                self._cells += 1
                if self._cells > MAX_CELLS or cell.column > MAX_COLUMNS:
                    raise TooManyPagesError("Bảng trong tệp có quá nhiều ô")
                text = " ".join(" ".join(cell.texts).split("\n"))
                self.add(text, CellPlace(table, row_number, cell.column))


def _soft_breaks(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in text.split("\n"):
        starts = piece.strip()[:1]
        if pieces and starts and not starts.isupper() and starts not in "-+•(" and not starts.isdigit():
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_layout(rows: Sequence[Sequence[TableCell]]) -> bool:
    """Up to four rows of at most three cells that hold the motto, the number, the recipients or a signature."""
    if len(rows) > 4 or any(len(row) > 3 for row in rows):
        return False
    for row in rows:
        for cell in row:
            for text in cell.texts:
                for piece in text.split("\n"):
                    line = " ".join(piece.split())
                    if marks.has_motto(line) or marks.has_number(line) or marks.is_recipients(line):
                        return True
                    if marks.is_authority(line):
                        return True
    return False
