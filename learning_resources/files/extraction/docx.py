"""Word: text by section, a section being what follows a heading."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table

from core.text import fold
from learning_resources.files.extraction.archive import check_office, open_archive
from learning_resources.files.extraction.result import ExtractedText, make_passages, section_label

# A section without headings is cut so that a hit still shows the place.
_PART_CHARS = 3_000
_HEADINGS = ("heading", "title", "tieu de")


def extract_docx(path: Path) -> ExtractedText:
    """Return the text of each section with ``section=N``; long ones come in several parts."""
    with open_archive(path) as archive:
        check_office(archive, "word/document.xml")
    return ExtractedText(None, None, make_passages(_places(Document(str(path)))))


def _places(document: Any) -> Iterator[tuple[str, str, str]]:
    for number, (heading, text) in enumerate(_sections(document), 1):
        label = section_label(heading) if heading else "Phần đầu" if number == 1 else f"Phần {number}"
        yield label, f"section={number}", text


def _sections(document: Any) -> Iterator[tuple[str, str]]:
    """Yield (heading, text with the heading)."""
    heading, parts, size = "", list[str](), 0
    for block in document.iter_inner_content():
        is_table = isinstance(block, Table)
        text = _table_text(block) if is_table else block.text
        if not text.strip():
            continue
        starts = not is_table and _is_heading(block)
        if parts and (starts or size + len(text) > _PART_CHARS):
            yield heading, "\n".join(parts)
            parts, size = [], 0
        if starts:
            heading = text.strip()[:120]
        parts.append(text)
        size += len(text)
    if parts:
        yield heading, "\n".join(parts)


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.style
    return style is not None and fold(style.name or "").startswith(_HEADINGS)


def _table_text(table: Table) -> str:
    """Return the words of a table, cells inside cells included, each once."""
    rows = []
    for row in table._tbl.tr_lst:
        rows.append(" ".join("".join(text.text or "" for text in cell.iter(_TEXT)) for cell in row.tc_lst))
    return "\n".join(rows)


_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
