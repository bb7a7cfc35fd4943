"""Word documents (lesson plans, tests) through python-docx."""

import io
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from portal.demo.files.archive import FIXED_DATE, save_office
from portal.demo.files.blocks import Block
from portal.demo.files.image import draw_png


def _set_language(document: DocumentType, language: str) -> None:
    """Mark the text's language, so that a screen reader and a spelling checker know it."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    lang = properties.makeelement(qn("w:lang"), {qn("w:val"): language})
    properties.append(lang)


def _add_table(document: DocumentType, block: Block) -> None:
    table = document.add_table(rows=1, cols=len(block["head"]), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block["head"], strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in block["rows"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


def _add_block(document: DocumentType, block: Block) -> None:
    match block["type"]:
        case "heading":
            document.add_heading(block["text"], level=2)
        case "paragraph":
            document.add_paragraph(block["text"])
        case "note":
            document.add_paragraph(block["text"], style="Intense Quote")
        case "list":
            for item in block["items"]:
                document.add_paragraph(item, style="List Bullet")
        case "numbered":
            # Typed numbers: Word's own list numbering would run on from one exercise list to the next.
            for number, item in enumerate(block["items"], block.get("start", 1)):
                document.add_paragraph(f"{number}. {item}").paragraph_format.left_indent = Cm(0.6)
        case "table":
            _add_table(document, block)
        case "lines":
            for _ in range(block["count"]):
                document.add_paragraph("." * 110)
        case "figure":
            picture = document.add_picture(io.BytesIO(draw_png(block["drawing"])), width=Cm(12))
            picture._inline.docPr.set("descr", block["alt"])
            document.add_paragraph(block["alt"], style="Caption")
        case "break":
            document.add_page_break()  # type: ignore[no-untyped-call]


def make_docx(spec: Mapping[str, Any]) -> bytes:
    """Return a DOCX of ``spec["content"]`` = ``{"subtitle", "blocks", "language"?}``."""
    content = spec["content"]
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    _set_language(document, content.get("language", "vi-VN"))
    properties = document.core_properties
    properties.title, properties.author = spec["title"], content.get("author", "Cổng Giáo dục số Sơn Hải")
    properties.created = properties.modified = FIXED_DATE
    document.add_heading(spec["title"], level=1)
    if content.get("subtitle"):
        document.add_paragraph(content["subtitle"])
    for block in content["blocks"]:
        _add_block(document, block)
    return save_office(document.save)
