"""Files for tests, good and bad, made in memory."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portal.demo.files.fonts import REGULAR, static_font

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{OFFICE}wordprocessingml.document"
PPTX = f"{OFFICE}presentationml.presentation"
XLSX = f"{OFFICE}spreadsheetml.sheet"
PDF = "application/pdf"
EPUB = "application/epub+zip"
ZIP = "application/zip"
VTT = "text/vtt"
PNG = "image/png"

CAPTIONS = """WEBVTT

NOTE người soát: tổ Toán

1
00:12:04.000 --> 00:12:09.500
<v Cô Hạnh>Các em nhìn hai hình tròn này &amp; so sánh.

00:12:31.250 --> 00:12:40.000
Hình bên phải chia làm bốn phần,
tô hai phần.
"""


def pdf(pages: Sequence[str], password: str = "") -> bytes:
    """Return a PDF with one line a page under a running title."""
    pdfmetrics.registerFont(TTFont("Test", io.BytesIO(static_font(REGULAR))))
    buffer = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(buffer, encrypt=encrypt)
    for number, text in enumerate(pages, 1):
        canvas.setFont("Test", 12)
        canvas.drawString(72, 800, f"Phòng Giáo dục phổ thông, trang {number}")
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def docx(sections: Mapping[str, str]) -> bytes:
    document = Document()
    for heading, text in sections.items():
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Thời gian", "45 phút"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pptx(slides: Sequence[str]) -> bytes:
    deck = Presentation()
    for text in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame.text = text
        slide.notes_slide.notes_text_frame.text = "Ghi chú cho giáo viên"
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.active.title = "Bảng điểm"
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def archive(parts: Sequence[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            if isinstance(name, str) and name in made.namelist():
                with pytest.warns(UserWarning, match="Duplicate"):
                    made.writestr(name, content)
            else:
                made.writestr(name, content)
    return buffer.getvalue()


def epub(chapters: Sequence[tuple[str, str]]) -> bytes:
    names = [f"chuong {n}.xhtml" for n in range(1, len(chapters) + 1)]
    items = "".join(
        f'<item id="c{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(names)))
    package = f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>{items}</manifest>
        <spine>{spine}</spine></package>"""
    container = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
        <rootfile full-path="OEBPS/package.opf"/></rootfiles></container>"""
    pages = [
        (f"OEBPS/{name}", f"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html><body><h1>{title}</h1>"
                          f"<script>an</script><p>{text}</p></body></html>")
        for name, (title, text) in zip(names, chapters, strict=True)
    ]  # fmt: skip
    return archive([("META-INF/container.xml", container), ("OEBPS/package.opf", package), *pages])


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = [(entry, source.read(entry)) for entry in source.namelist() if entry != name]
    return archive([*parts, (name, content)])


def png_claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it has ``width`` × ``height`` points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def announced_entries(count: int) -> bytes:
    """Return an archive whose directory says it lists ``count`` files (ZIP64)."""
    body = archive([("a.txt", "a")])
    end = body.rfind(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, count * 46, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return body[:end] + record + locator + body[end:]


def overlapping() -> bytes:
    """Return an archive in which two names share the same packed bytes."""
    body = archive([("a.bin", b"x" * 5000 + bytes(range(256)) * 20), ("b.bin", bytes(range(256)) * 40)])
    second = body.find(b"PK\x01\x02", body.find(b"PK\x01\x02") + 4)
    return body[: second + 42] + struct.pack("<I", 1) + body[second + 46 :]
