"""One file → several documents → the regions of each: header, body, tail (box 7–9), appendices.

A header (motto, number, type title) begins a document; a header over "PHỤ LỤC" begins an appendix of the
document before it. A document can lack any of these marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plans.importer import marks
from plans.importer.model import SourceLine
from plans.importer.vocabulary import agency_head, is_caps, title_line

# A header takes up to about 30 lines when a table is flattened one cell a line.
_HEADER_LINES = 40


@dataclass(frozen=True, slots=True)
class DocumentSpan:
    """Half-open index ranges into the file's lines, less the chrome of the site that published it."""

    start: int
    end: int


def split_documents(lines: Sequence[SourceLine]) -> tuple[DocumentSpan, ...]:
    """Return the span of each document in the file, in order; at least one."""
    starts: list[int] = []
    closed, in_annex = True, False
    last_start = -_HEADER_LINES
    index = 0
    while index < len(lines):
        text = lines[index].text
        if text and lines[index].cell is None:
            far = index - last_start >= 15
            in_annex = in_annex or (bool(starts) and marks.is_annex(text) is not None)
            strong = in_annex or not closed
            if (closed or far) and _begins_document(lines, index, strong_only=strong, numbered=in_annex):
                starts.append(_first_header_line(lines, index, starts[-1] if starts else 0))
                last_start, closed, in_annex = index, False, False
                index = _title_index(lines, index)
            elif starts and _closes(text):
                closed = True
        index += 1
    if not starts:
        return (DocumentSpan(0, len(lines)),)
    starts[0] = 0
    ends = [*starts[1:], len(lines)]
    return tuple(DocumentSpan(start, end) for start, end in zip(starts, ends, strict=True))


def _closes(text: str) -> bool:
    return (
        marks.is_end(text)
        or marks.is_recipients(text)
        or (len(text) < 60 and text.startswith(("TM.", "KT.")))
    )


def _begins_document(
    lines: Sequence[SourceLine], index: int, *, strong_only: bool, numbered: bool = False
) -> bool:
    """Return whether a header begins at ``index``.

    ``strong_only``: a motto and a number are needed, a type name alone is not enough; ``numbered``: the
    number must be filled in. Inside an appendix "CHƯƠNG TRÌNH …" is its title, and a header with an open
    number ("Số: …/BC-…") that of a form.
    """
    text = lines[index].text
    motto, number = marks.has_motto(text), marks.has_number(text)
    title = title_line(text) if not (motto or number) else None
    if not (motto or number or (title and not strong_only and _title_stands_alone(lines, index))):
        return False
    has_number = marks.has_filled_number if numbered else marks.has_number
    seen_number, seen_motto = has_number(text), motto
    for line in lines[index : index + _HEADER_LINES]:
        if not line.text:
            continue
        if marks.is_annex(line.text):
            return False
        seen_motto = seen_motto or marks.has_motto(line.text)
        seen_number = seen_number or has_number(line.text)
        if title_line(line.text):
            return (seen_motto and seen_number) if strong_only else True
        if marks.is_addressee(line.text) or line.text.startswith(("V/v", "v/v", "Về việc")):
            return seen_number and (seen_motto or not strong_only)
    return seen_number and seen_motto


def _title_stands_alone(lines: Sequence[SourceLine], index: int) -> bool:
    """A type name alone on its line with a subject under it, as in an act attached to a decision."""
    found = title_line(lines[index].text)
    if found is None:
        return False
    below = [line.text for line in lines[index + 1 : index + 6] if line.text]
    return (
        bool(below)
        and not below[0].startswith(("Điều", "-"))
        and (found[1] == "" or is_caps(lines[index].text))
    )


def _title_index(lines: Sequence[SourceLine], index: int) -> int:
    """Return the index of the title line that belongs to the header at ``index``."""
    for offset, line in enumerate(lines[index : index + _HEADER_LINES]):
        if line.text and title_line(line.text):
            return index + offset
    return index


def _first_header_line(lines: Sequence[SourceLine], index: int, floor: int) -> int:
    """Walk back from the motto over the issuer's block ("UBND TỈNH VĨNH" / "LONG" / "SỞ …")."""
    first = index
    for position in range(index - 1, max(floor, index - 12) - 1, -1):
        text = lines[position].text
        if not text or marks.is_noise(text):
            continue
        if not is_caps(text) or marks.is_authority(text) or marks.is_recipients(text) or len(text) > 90:
            break
        if agency_head(text) or marks.has_number(text):
            first = position
    return first


@dataclass(frozen=True, slots=True)
class Regions:
    """Index ranges of one document's parts (half open), and where each appendix begins."""

    title: int | None
    body_end: int
    tail_end: int
    annexes: tuple[int, ...]
    end: int
    closed_by_formula: bool


def find_regions(lines: Sequence[SourceLine], span: DocumentSpan, title: int | None, body: int) -> Regions:
    """Return the regions of the document in ``span`` whose body begins at index ``body``.

    The body ends with "./."; without it, before "Nơi nhận" or the signature, or at the first appendix.
    """
    formula = _first(lines, body, span.end, marks.is_end)
    tail = _first(lines, body, span.end, lambda text: marks.is_recipients(text) or _signature(text))
    annex = _first(lines, body, span.end, lambda text: marks.is_annex(text) is not None)
    limits = [index for index in (tail, annex) if index is not None]
    if formula is not None and formula < min(limits, default=span.end):
        body_end, closed = formula + 1, True
    else:
        body_end, closed = min(limits, default=span.end), False
    if tail is not None and not closed:
        body_end = min(body_end, tail)
    annexes = tuple(
        index
        for index in range(body_end, span.end)
        if lines[index].cell is None and marks.is_annex(lines[index].text)
    )
    tail_end = _annex_header_start(lines, annexes[0], body_end) if annexes else span.end
    return Regions(title, body_end, tail_end, annexes, span.end, closed)


def _signature(text: str) -> bool:
    return len(text) < 80 and text.startswith(("TM.", "KT.", "TL.", "TUQ.", "T/M", "T.M")) and is_caps(text)


def _first(lines: Sequence[SourceLine], start: int, end: int, test: Callable[[str], bool]) -> int | None:
    for index in range(start, end):
        line = lines[index]
        if line.text and line.cell is None and test(line.text):
            return index
    return None


def _annex_header_start(lines: Sequence[SourceLine], annex: int, floor: int) -> int:
    """Return where the header over an appendix (issuer, motto) begins, so that it is no signature."""
    start = annex
    for position in range(annex - 1, max(floor, annex - 14) - 1, -1):
        text = lines[position].text
        if not text or marks.is_noise(text):
            continue
        if (
            marks.has_motto(text)
            or marks.is_motto_rest(text)
            or text.startswith("[bookmark")
            or (is_caps(text) and not marks.is_authority(text) and (agency_head(text) or start < annex))
        ):
            start = position
        else:
            break
    return start
