"""Files made by code from our own text: Word and PDF documents for the importer's tests."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
)


def vietnamese_font() -> str:
    """Return a TrueType font with Vietnamese letters: the system's, else that of the front end's font package."""
    for name in _FONTS:
        if Path(name).exists():
            return name
    package = Path(docx.__file__).resolve().parents[1] / "fontpkg_literata" / "files"
    return str(sorted(package.glob("Literata[[]*.ttf"))[0])


NUMBERING = f"""
<w:numbering {nsdecls("w")}>
  <w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
    <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>
"""


def numbered(document: Document, text: str, level: int) -> None:
    """Add a paragraph whose number Word makes."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')
    )


def footnote_call(document: Document, before: str, after: str, identity: int) -> None:
    """Add a paragraph with a footnote call inside its sentence."""
    paragraph = document.add_paragraph(before)
    run = paragraph.add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(identity))
    run._r.append(reference)
    paragraph.add_run(after)


def layout_table(document: Document, left: str, right: str) -> None:
    """Add the borderless two-column table of a header or a signature."""
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = left
    table.cell(0, 1).text = right


def data_table(document: Document, rows: Sequence[Sequence[str]], merged_header: bool = False) -> None:
    """Add a table; ``merged_header`` merges columns 4 to 6 of the first row, and the others downwards."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(index, column).text = text
    if merged_header:
        top = table.cell(0, 4).text
        for column in (5, 6):
            table.cell(0, column).text = ""
        table.cell(0, 4).merge(table.cell(0, 6)).text = top
        for column in (0, 1, 2, 3):
            table.cell(1, column).text = ""
            text = table.cell(0, column).text
            table.cell(0, column).merge(table.cell(1, column)).text = text


def save(document: Document, *, numbering: bool = False, footnotes: str | None = None) -> bytes:
    """Return the bytes of a Word file, with our numbering and footnotes part where asked for."""
    buffer = io.BytesIO()
    document.save(buffer)
    if not numbering and footnotes is None:
        return buffer.getvalue()
    result = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry.filename)
            if entry.filename == "word/numbering.xml" and numbering:
                data = NUMBERING.strip().encode()
            target.writestr(entry.filename, data)
        if numbering and "word/numbering.xml" not in source.namelist():
            target.writestr("word/numbering.xml", NUMBERING.strip())
        if footnotes is not None:
            target.writestr("word/footnotes.xml", footnotes)
    return result.getvalue()


def footnotes_part(texts: Sequence[str]) -> str:
    """Return footnotes.xml with Word's two separators before our notes."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    return (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>{notes}</w:footnotes>'
    )


def pdf(
    header: tuple[Sequence[str], Sequence[str]],
    paragraphs: Sequence[str],
    table: Sequence[Sequence[str]] = (),
    tail: tuple[Sequence[str], Sequence[str]] = ((), ()),
    widths: Sequence[float] | None = None,
) -> bytes:
    """Return a PDF with a two-column header, wrapped paragraphs, a ruled table and a two-column tail."""
    pdfmetrics.registerFont(TTFont("Body", vietnamese_font()))
    style = ParagraphStyle("body", fontName="Body", fontSize=12, leading=16)
    small = ParagraphStyle("small", fontName="Body", fontSize=9, leading=11)
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=60, rightMargin=50, topMargin=50, bottomMargin=50
    )
    plain = TableStyle([("FONT", (0, 0), (-1, -1), "Body", 11), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    story: list[object] = [
        Table([["\n".join(header[0]), "\n".join(header[1])]], colWidths=[200, 290], style=plain)
    ]
    story += [Paragraph(text.replace("&", "&amp;"), style) for text in paragraphs]
    if table:
        cells = [[Paragraph(text.replace("&", "&amp;"), small) for text in row] for row in table]
        grid = TableStyle(
            [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
        story += [Spacer(1, 8), Table(cells, colWidths=widths, style=grid), Spacer(1, 8)]
    if tail[0]:
        story.append(Table([["\n".join(tail[0]), "\n".join(tail[1])]], colWidths=[250, 240], style=plain))
    template.build(story)
    return buffer.getvalue()


def open_table_pdf(lines: Sequence[str], columns: Sequence[float], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF of ``lines``, then a table drawn without rules: cell texts at ``columns`` ("\\n" wraps a cell).

    A last line of running text follows the table.
    """
    pdfmetrics.registerFont(TTFont("Body", vietnamese_font()))
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4)
    page.setFont("Body", 11)
    y = 790.0
    for line in lines:
        page.drawString(60, y, line)
        y -= 17
    for row in rows:
        height = max(cell.count("\n") for cell in row) + 1
        for left, cell in zip(columns, row, strict=True):
            for offset, text in enumerate(cell.split("\n")):
                page.drawString(left, y - 15 * offset, text)
        y -= 15 * height + 4
    page.drawString(
        60, y, "Trên đây là Kế hoạch của trường, đề nghị các tổ chuyên môn và giáo viên thực hiện./."
    )
    page.save()
    return buffer.getvalue()
