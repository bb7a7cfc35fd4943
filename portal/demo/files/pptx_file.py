"""Slides through python-pptx: one slide for each heading, the rest of the text as it stands."""

import io
from collections.abc import Mapping
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as PresentationType
from pptx.slide import Slide
from pptx.util import Inches, Pt

from portal.demo.files.archive import FIXED_DATE, save_office
from portal.demo.files.blocks import Block, Section, plain_lines, split_sections
from portal.demo.files.image import draw_png

_INK, _BLUE = RGBColor(0x1B, 0x24, 0x40), RGBColor(0x1D, 0x3F, 0xA6)  # type: ignore[no-untyped-call]


def _place(shape: Any, top: float, height: float) -> None:
    """Stretch a placeholder over the wide slide; the default template is made for 4:3."""
    shape.left, shape.width = Inches(0.7), Inches(11.9)
    shape.top, shape.height = Inches(top), Inches(height)


def _add_text(slide: Slide, lines: list[str], width: float) -> None:
    box = slide.shapes.add_textbox(Inches(0.7), Inches(1.6), Inches(width), Inches(5.2)).text_frame
    box.word_wrap = True
    size = 24 if sum(map(len, lines)) < 420 else 20 if sum(map(len, lines)) < 700 else 16
    for number, line in enumerate(lines):
        paragraph = box.paragraphs[0] if number == 0 else box.add_paragraph()
        paragraph.text = line
        paragraph.font.size, paragraph.font.color.rgb = Pt(size), _INK
        paragraph.space_after = Pt(8)


def _add_table(slide: Slide, block: Block, top: float) -> None:
    rows = [block["head"], *block["rows"]]
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(0.7), Inches(top), Inches(11.9), Inches(0.45 * len(rows))
    )
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = shape.table.cell(y, x)
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(16)


def _add_slide(presentation: PresentationType, section: Section) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = section.heading
    _place(slide.shapes.title, 0.35, 1.1)
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(34)
    slide.shapes.title.text_frame.paragraphs[0].font.color.rgb = _BLUE
    figures = [b for b in section.blocks if b["type"] == "figure"]
    tables = [b for b in section.blocks if b["type"] == "table"]
    lines = [line for b in section.blocks if b["type"] not in {"table", "figure"} for line in plain_lines(b)]
    if lines:
        _add_text(slide, lines, 6.2 if figures else 11.9)
    for figure in figures[:1]:
        picture = slide.shapes.add_picture(
            io.BytesIO(draw_png(figure["drawing"])), Inches(7.2), Inches(1.7), width=Inches(5.5)
        )
        picture._element.nvPicPr.cNvPr.set("descr", figure["alt"])
    for table in tables[:1]:
        _add_table(slide, table, 1.7 + 0.55 * len(lines))


def make_pptx(spec: Mapping[str, Any]) -> bytes:
    """Return slides of ``spec["content"]`` = ``{"subtitle", "blocks"}``, 16:9, a title slide first."""
    content = spec["content"]
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    properties = presentation.core_properties
    properties.title, properties.author = spec["title"], content.get("author", "Cổng Giáo dục số Sơn Hải")
    properties.created = properties.modified = FIXED_DATE
    properties.last_modified_by = properties.author
    first = presentation.slides.add_slide(presentation.slide_layouts[0])
    first.shapes.title.text = spec["title"]
    first.placeholders[1].text = content.get("subtitle", "")
    _place(first.shapes.title, 2.2, 1.6)
    _place(first.placeholders[1], 4.0, 1.2)
    for section in split_sections(content["blocks"]):
        _add_slide(presentation, section)
    return save_office(presentation.save)
