"""PowerPoint: text by slide, with tables, groups and the speaker's notes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pptx import Presentation

from learning_resources.files.extraction.archive import check_office, open_archive
from learning_resources.files.extraction.result import MAX_PAGES, ExtractedText, make_passages

_MAX_DEPTH = 8


def extract_pptx(path: Path) -> ExtractedText:
    """Return the text of each slide with ``slide=N``."""
    with open_archive(path) as archive:
        check_office(archive, "ppt/presentation.xml")
    slides = Presentation(str(path)).slides
    return ExtractedText(len(slides), None, make_passages(_slides(slides)))


def _slides(slides: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    for number, slide in enumerate(islice(slides, MAX_PAGES), 1):
        parts = list(_texts(slide.shapes, 0))
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            parts.append(slide.notes_slide.notes_text_frame.text)
        yield f"Trang chiếu {number}", f"slide={number}", "\n".join(parts)


def _texts(shapes: Iterable[Any], depth: int) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False):
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif hasattr(shape, "shapes") and depth < _MAX_DEPTH:
            yield from _texts(shape.shapes, depth + 1)
