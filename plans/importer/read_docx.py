"""Word files: paragraphs with their automatic numbers, tables, footnotes — from the XML (ECMA-376).

The archive is checked before anything is unpacked: bombs, macros, encryption and damage are refused.
"""

import io
import zipfile
import zlib

from lxml import etree
from lxml.etree import _Element as Element

from plans.importer.docx_numbering import Numbering, read_numbering
from plans.importer.docx_text import W, paragraph_text
from plans.importer.doubts import warn
from plans.importer.errors import (
    BinaryFileError,
    EmptyFileError,
    EncryptedFileError,
    MacroFileError,
    OldWordFileError,
    PlanFileError,
    TooManyPagesError,
    TruncatedFileError,
    ZipBombError,
)
from plans.importer.line_writer import LineWriter, TableCell
from plans.importer.model import Footnote
from plans.importer.source import Source, make_line

MAX_UNPACKED = 200 * 1000 * 1000
MAX_PART = 40 * 1000 * 1000
MAX_ENTRIES = 4_000
# Word's XML packs to a tenth or so; pictures do not pack at all.
MAX_RATIO = 150
_RATIO_FLOOR = 2 * 1000 * 1000


def ole_error(data: bytes) -> PlanFileError:
    """Say what an OLE container is: an encrypted Office file or a Word 97 document."""
    wide = "EncryptedPackage".encode("utf-16-le")
    return EncryptedFileError() if wide in data else OldWordFileError()


def read_docx(data: bytes) -> Source:
    """Return the lines of a Word file, one for each paragraph and table cell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive)
            document = _part(archive, "word/document.xml")
            numbering = _part(archive, "word/numbering.xml")
            styles = _part(archive, "word/styles.xml")
            notes = _part(archive, "word/footnotes.xml")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError) as error:
        raise TruncatedFileError from error
    except (NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        raise TruncatedFileError("Tệp nén dùng cách nén lạ hoặc bị hỏng") from error
    if document is None:
        raise BinaryFileError("Tệp nén không phải tài liệu Word (.docx)")
    reader = _Reader(read_numbering(numbering, styles))
    body = document.find(f"{W}body")
    if body is None:
        raise TruncatedFileError
    reader.read_blocks(body)
    if not any(line.text for line in reader.writer.lines):
        raise EmptyFileError("Tệp Word không có chữ nào")
    footnotes = _footnotes(notes, reader.calls, reader.call_lines)
    changed = next(document.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"), None) is not None
    warnings = (warn("tracked_changes", None),) if changed else ()
    return Source("docx", tuple(reader.writer.lines), True, footnotes, warnings)


def _check_archive(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MAX_ENTRIES:
        raise ZipBombError
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFileError
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise MacroFileError
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise ZipBombError
    for entry in entries:
        if entry.file_size > _RATIO_FLOOR and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise ZipBombError
    if "word/document.xml" not in names:
        raise BinaryFileError("Tệp nén không phải tài liệu Word (.docx)")


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return the root of one XML part, read no further than the limit; None when there is no such part."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as file:
        data = file.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise ZipBombError
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise BinaryFileError("Tệp Word chứa khai báo thực thể XML, bị từ chối")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TruncatedFileError from error


class _Reader:
    """Walks the body and writes lines."""

    def __init__(self, numbering: Numbering) -> None:
        self.writer = LineWriter()
        self.calls: list[str] = []
        self.call_lines: list[int] = []
        self._numbering = numbering
        self._tables = 0

    def read_blocks(self, parent: Element) -> None:
        """Read paragraphs and tables; content controls and change marks are looked through."""
        for child in parent:
            if child.tag == f"{W}p":
                self.writer.add_paragraph(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"}:
                self.read_blocks(child)

    def _paragraph(self, element: Element) -> str:
        text = paragraph_text(element, self.calls)
        missing = len(self.calls) - len(self.call_lines)
        self.call_lines += [len(self.writer.lines) + 1] * missing
        label = self._numbering.label(element) if text.strip() else ""
        return f"{label} {text}".strip("\n") if label else text

    def _table(self, table: Element) -> None:
        self._tables += 1
        if self._tables > 1_000:
            raise TooManyPagesError("Tệp có hơn 1.000 bảng")
        self.writer.add_table([self._row(row) for row in _children(table, "tr")])

    def _row(self, row: Element) -> list[TableCell]:
        cells: list[TableCell] = []
        before = row.find(f"{W}trPr/{W}gridBefore")
        column = _integer(before, 0)
        for cell in _children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            span = max(1, min(60, _integer(cell.find(f"{W}tcPr/{W}gridSpan"), 1)))
            merged = properties.find(f"{W}vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            texts = (
                ()
                if goes_on
                else tuple(text for p in cell.iter(f"{W}p") if (text := self._paragraph(p)).strip())
            )
            cells.append(TableCell(texts, column, span))
            column += span
        return cells


def _children(parent: Element, name: str) -> list[Element]:
    """Return the children ``w:name``, also inside content controls."""
    found: list[Element] = []
    for child in parent:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            found += _children(child, name)
    return found


def _integer(element: Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default


def _footnotes(notes: Element | None, calls: list[str], lines: list[int]) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their calls, numbered as the reader sees them."""
    if notes is None:
        return ()
    texts: dict[str, str] = {}
    for note in notes.iter(f"{W}footnote"):
        if note.get(f"{W}type") in {None, "normal"}:
            text = " ".join(paragraph_text(p, []) for p in note.iter(f"{W}p"))
            texts[note.get(f"{W}id", "")] = make_line(1, text).text
    return tuple(
        Footnote(str(number), texts[call], line)
        for number, (call, line) in enumerate(zip(calls, lines, strict=True), start=1)
        if call in texts
    )
