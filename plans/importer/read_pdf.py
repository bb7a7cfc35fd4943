"""PDF files with a text layer: words with their places → lines; ruled tables → cells.

Runs of text far apart on one line keep three spaces between them, as two columns of a header do.
"""

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans.importer.doubts import warn
from plans.importer.errors import (
    EmptyFileError,
    EncryptedFileError,
    ScanWithoutTextError,
    TooLargeError,
    TooManyPagesError,
    TruncatedFileError,
)
from plans.importer.model import CellPlace, ReadingWarning, SourceLine
from plans.importer.pdf_columns import find_open_tables
from plans.importer.pdf_layout import Grid, Word, find_grids, lines_of_words, place_words
from plans.importer.source import MAX_CHARACTERS, Source, make_line

MAX_PAGES = 400
MAX_PAGE_CHARACTERS = 60_000
MAX_PATHS = 6_000
# Below this a page holds a stamp or a page number over a picture.
_FEW_CHARACTERS = 20


def read_pdf(data: bytes) -> Source:
    """Return the lines of a PDF in reading order, table cells row by row."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError from error
        raise TruncatedFileError from error
    try:
        if len(document) == 0:
            raise EmptyFileError("Tệp PDF không có trang nào")
        if len(document) > MAX_PAGES:
            raise TooManyPagesError(f"Tệp PDF có {len(document)} trang, nhiều hơn {MAX_PAGES} trang")
        return _read_pages(document)
    except pdfium.PdfiumError as error:
        raise TruncatedFileError from error
    finally:
        document.close()


def _read_pages(document: pdfium.PdfDocument) -> Source:
    reader = _Reader()
    characters: list[int] = []
    for number in range(len(document)):
        page = document[number]
        try:
            words, count = _words(page)
            characters.append(count)
            reader.add_page(number + 1, words, _tables(page, words) if words else [])
        finally:
            page.close()
        if sum(characters) > MAX_CHARACTERS:
            raise TooLargeError("Văn bản dài hơn 4 triệu ký tự, không phải một kế hoạch")
    if sum(characters) < _FEW_CHARACTERS * min(len(characters), 3):
        raise ScanWithoutTextError
    warnings: list[ReadingWarning] = [
        warn("image_text", None, page=number)
        for number, count in enumerate(characters, start=1)
        if count < _FEW_CHARACTERS
    ]
    return Source("pdf", tuple(_without_running_heads(reader.lines)), warnings=tuple(warnings))


def _words(page: pdfium.PdfPage) -> tuple[list[Word], int]:
    """Return the words of a page with their boxes (points, origin at the bottom left) and line numbers."""
    textpage = page.get_textpage()
    try:
        total = textpage.count_chars()
        if total > MAX_PAGE_CHARACTERS:
            raise TooLargeError("Một trang PDF có quá nhiều chữ")
        words: list[Word] = []
        letters: list[str] = []
        box = [0.0, 0.0, 0.0, 0.0]
        line = count = 0
        edges = [ctypes.c_double() for _ in range(4)]
        for index in range(total):
            code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
            char = chr(code) if 0 < code < 0x110000 else ""
            if not char or char.isspace():
                if letters:
                    words.append(_word(letters, box, line))
                    letters = []
                line += char == "\n"
                continue
            count += 1
            pdfium_c.FPDFText_GetCharBox(textpage.raw, index, edges[0], edges[1], edges[2], edges[3])
            left, right, bottom, top = (edge.value for edge in edges)
            box = [left, bottom, right, top] if not letters else _grown(box, left, bottom, right, top)
            letters.append(char)
        if letters:
            words.append(_word(letters, box, line))
        return words, count
    finally:
        textpage.close()


def _word(letters: Sequence[str], box: Sequence[float], line: int) -> Word:
    return Word("".join(letters), box[0], box[1], box[2], box[3], line)


def _grown(box: list[float], left: float, bottom: float, right: float, top: float) -> list[float]:
    return [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]


def _rules(page: pdfium.PdfPage) -> list[tuple[float, float, float, float]]:
    """Return the boxes of drawn paths: the rules of tables are among them."""
    boxes: list[tuple[float, float, float, float]] = []
    for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=2):
        boxes.append(found.get_bounds())
        if len(boxes) > MAX_PATHS:
            return []
    return boxes


def _tables(page: pdfium.PdfPage, words: Sequence[Word]) -> list[Grid]:
    """Return the ruled tables of a page, and those that only white columns make, from the top down."""
    ruled = find_grids(_rules(page))
    free, _ = place_words(words, ruled)
    return sorted([*ruled, *find_open_tables(free)], key=lambda grid: -grid.top)


class _Reader:
    """Collects lines; a table that goes on over the page keeps its number."""

    def __init__(self) -> None:
        self.lines: list[SourceLine] = []
        self._tables = 0
        self._open: tuple[int, int, int] | None = None  # table, columns, rows so far

    def add_page(self, page: int, words: Sequence[Word], grids: Sequence[Grid]) -> None:
        """Add a page: lines from top to bottom, each table where its top edge stands."""
        free, inside = place_words(words, grids)
        lines = lines_of_words(free)
        pending = list(range(len(grids)))
        for text, top in lines:
            while pending and grids[pending[0]].top >= top:
                self._add_table(page, grids[pending[0]], inside[pending[0]])
                pending.pop(0)
            if text.strip().strip("-– ").isdigit():
                self._add(text, page, None)
                continue
            self._open = None
            self._add(text, page, None)
        for index in pending:
            self._add_table(page, grids[index], inside[index])

    def _add_table(self, page: int, grid: Grid, cells: dict[tuple[int, int], str]) -> None:
        rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
        if self._open is not None and self._open[1] == columns:
            table, _, first = self._open
        else:
            table, first = self._tables, 0
            self._tables += 1
        for row in range(rows):
            for column in range(columns):
                self._add(cells.get((row, column), ""), page, CellPlace(table, first + row, column))
        self._open = (table, columns, first + rows)

    def _add(self, text: str, page: int, place: CellPlace | None) -> None:
        line = make_line(len(self.lines) + 1, text, page)
        self.lines.append(line if place is None else replace(line, cell=place))


def _without_running_heads(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Blank what stands at the top or foot of most pages (running heads, page numbers); ``raw`` keeps it."""
    edges: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page is not None and line.text:
            edges.setdefault(line.page, []).append(index)
    outer = [index for indexes in edges.values() for index in {indexes[0], indexes[-1]}]
    seen = Counter(lines[index].text for index in outer)
    dropped = {
        index
        for index in outer
        if lines[index].cell is None
        and (
            (len(edges) >= 3 and seen[lines[index].text] > 0.6 * len(edges))
            or lines[index].text.strip("-– ").isdigit()
        )
    }
    return [replace(line, text="") if index in dropped else line for index, line in enumerate(lines)]
