"""A4 PDF pages with an embedded Vietnamese font (reportlab), readable as text and printable."""

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    Image,
    KeepTogether,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from portal.demo.files.blocks import Block
from portal.demo.files.fonts import BOLD, REGULAR, static_font
from portal.demo.files.image import draw_png

INK, BLUE, LINE, MARGIN_RED = (
    HexColor("#1b2440"),
    HexColor("#1d3fa6"),
    HexColor("#9db3d8"),
    HexColor("#dd8f86"),
)
_WIDTH = A4[0] - 44 * mm


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for name, weight in (("SonHai", REGULAR), ("SonHai-Bold", BOLD)):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(static_font(weight))))


def _style(size: float, bold: bool = False, **more: Any) -> ParagraphStyle:
    font = "SonHai-Bold" if bold else "SonHai"
    options: dict[str, Any] = {"leading": size * 1.42, "textColor": INK, "spaceAfter": 5} | more
    return ParagraphStyle(f"s{size}{bold}", fontName=font, fontSize=size, **options)


class RuledLines(Flowable):  # type: ignore[misc]
    """Lines to write on, drawn like a pupil's notebook."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.width, self.height, self.count = _WIDTH, count * 9 * mm, count

    def draw(self) -> None:
        """Draw one dotted line for every 9 mm."""
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.6)
        for row in range(self.count):
            y = self.height - (row + 1) * 9 * mm + 2 * mm
            self.canv.line(0, y, self.width, y)


def _text(value: str) -> str:
    return escape(value).replace("\n", "<br/>")


def _table(block: Block) -> Table:
    cell, head = _style(10.5, spaceAfter=0), _style(10.5, True, spaceAfter=0, textColor=BLUE)
    rows = [[Paragraph(_text(c), head) for c in block["head"]]]
    blank = _style(10.5, spaceAfter=0, leading=24)  # an empty cell is room for handwriting
    rows += [[Paragraph(_text(c) or "&nbsp;", cell if c else blank) for c in row] for row in block["rows"]]
    weights = [max(len(r[i]) for r in [block["head"], *block["rows"]]) for i in range(len(block["head"]))]
    weights = [min(max(w, 6), 60) for w in weights]
    table = Table(rows, colWidths=[_WIDTH * w / sum(weights) for w in weights], repeatRows=1)
    rules: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, LINE),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e6ecfb")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    table.setStyle(rules)
    return table


def _list(block: Block) -> ListFlowable:
    numbered = block["type"] == "numbered"
    bullet: dict[str, Any] = {"bulletType": "bullet", "start": "•"}
    if numbered:
        bullet = {"bulletType": "1", "bulletFormat": "%s.", "start": block.get("start", 1)}
    items = [ListItem(Paragraph(_text(item), _style(11.5)), leftIndent=18) for item in block["items"]]
    return ListFlowable(items, leftIndent=18, bulletFontName="SonHai-Bold", bulletFontSize=11, **bullet)


def _figure(block: Block) -> list[Flowable]:
    width, height = block["drawing"]["size"]
    shown = min(_WIDTH, width * 0.5)
    picture = Image(io.BytesIO(draw_png(block["drawing"])), width=shown, height=shown * height / width)
    return [KeepTogether([picture, Paragraph(_text(block["alt"]), _style(9.5, alignment=1))])]


def _flow(blocks: list[Block]) -> Iterator[Flowable]:
    for position, block in enumerate(blocks):
        following = blocks[position + 1]["type"] if position + 1 < len(blocks) else ""
        match block["type"]:
            case "heading":
                yield Paragraph(
                    _text(block["text"]), _style(14, True, spaceBefore=9, textColor=BLUE, keepWithNext=1)
                )
            case "paragraph":
                yield Paragraph(_text(block["text"]), _style(11.5, keepWithNext=int(following == "lines")))
            case "note":
                boxed = _style(11, borderColor=MARGIN_RED, borderWidth=0.8, borderPadding=6, leftIndent=8)
                yield Spacer(1, 6)
                yield Paragraph(_text(block["text"]), boxed)
                yield Spacer(1, 8)
            case "list" | "numbered":
                yield _list(block)
                yield Spacer(1, 4)
            case "table":
                yield _table(block)
                yield Spacer(1, 8)
            case "lines":
                yield RuledLines(block["count"])
                yield Spacer(1, 4)
            case "figure":
                yield from _figure(block)
            case "break":
                yield PageBreak()


def make_pdf(spec: Mapping[str, Any]) -> bytes:
    """Return a PDF of ``spec["content"]`` = ``{"subtitle", "footer", "blocks"}`` under ``spec["title"]``."""
    _register_fonts()
    content = spec["content"]
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=26 * mm, rightMargin=18 * mm, topMargin=18 * mm, bottomMargin=20 * mm,
        title=spec["title"], author=content.get("author", "Sở Giáo dục và Đào tạo tỉnh Sơn Hải"),
        lang="vi", invariant=1,
    )  # fmt: skip
    footer = content.get("footer", "Cổng Giáo dục số Sơn Hải")

    def on_page(canvas: Canvas, _document: Any) -> None:
        canvas.setStrokeColor(MARGIN_RED)
        canvas.line(21 * mm, 14 * mm, 21 * mm, A4[1] - 12 * mm)
        canvas.setFont("SonHai", 9)
        canvas.setFillColor(INK)
        canvas.drawString(26 * mm, 11 * mm, footer)
        canvas.drawRightString(A4[0] - 18 * mm, 11 * mm, f"Trang {canvas.getPageNumber()}")

    story: list[Flowable] = [Paragraph(_text(spec["title"]), _style(20, True, spaceAfter=4))]
    if content.get("subtitle"):
        story.append(
            Paragraph(_text(content["subtitle"]), _style(11, spaceAfter=10, textColor=HexColor("#495270")))
        )
    story += list(_flow(content["blocks"]))
    document.build(story, onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue()
