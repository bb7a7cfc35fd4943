"""PDF: text by page."""

import re
from collections import Counter
from pathlib import Path

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

from learning_resources.files.extraction.result import (
    MAX_PAGES,
    MAX_PASSAGE_CHARS,
    DamagedError,
    EncryptedError,
    ExtractedText,
    make_passages,
)

# The mark with which PDFium stands for a hyphen at the end of a line.
_LINE_HYPHEN = "\ufffe"


# Lines at the edge of a page in which running titles and page numbers stand.
_EDGE = 2
_MAX_TITLE = 100


def extract_pdf(path: Path) -> ExtractedText:
    """Return the text of each page with ``page=N``; pages that are pictures give none."""
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise EncryptedError from error
        raise DamagedError from error
    try:
        pages = [_lines(document, index) for index in range(min(len(document), MAX_PAGES))]
        count = len(document)
    finally:
        document.close()
    places = (
        (f"Trang {number}", f"page={number}", "\n".join(lines))
        for number, lines in enumerate(without_running_titles(pages), 1)
    )
    return ExtractedText(count, None, make_passages(places))


def _lines(document: PdfDocument, index: int) -> list[str]:
    """Return the lines of a page; one broken page does not hide the others."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except PdfiumError:
        return []
    count = min(text_page.count_chars(), MAX_PASSAGE_CHARS)
    text = text_page.get_text_range(0, count) if count > 0 else ""
    text_page.close()
    page.close()
    return [line for line in text.replace(_LINE_HYPHEN, "").splitlines() if line.strip()]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split())) if len(line) <= _MAX_TITLE else ""


def _edges(lines: list[str]) -> list[int]:
    return sorted({*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))})


def without_running_titles(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without lines at their edges that stand on most pages, numbers aside.

    The first page keeps them, so that nothing is lost.
    """
    seen = Counter(shape for lines in pages for shape in {_shape(lines[i]) for i in _edges(lines)} if shape)
    filled = sum(1 for lines in pages if lines)
    running = {shape for shape, count in seen.items() if count >= 2 and count * 3 >= filled * 2}
    kept = []
    for number, lines in enumerate(pages):
        drop = {i for i in _edges(lines) if number and _shape(lines[i]) in running}
        kept.append([line for i, line in enumerate(lines) if i not in drop])
    return kept
