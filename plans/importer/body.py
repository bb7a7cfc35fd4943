"""Regions of a document → clauses: preamble, headings, tables in their place, closing, appendices."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plans.importer import marks
from plans.importer.model import Attachment, Footnote, SourceLine
from plans.importer.outline import OutlineBuilder
from plans.importer.paragraphs import Paragraph, Wrapping, join_lines
from plans.importer.segmentation import Regions
from plans.importer.tables import RawTable, find_tables
from plans.importer.vocabulary import is_caps


@dataclass(slots=True)
class Body:
    """Everything between the title and the end: the clauses' builder, the tables, the footnotes."""

    builder: OutlineBuilder = field(default_factory=OutlineBuilder)
    tables: list[RawTable] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    opening: list[Paragraph] = field(default_factory=list)


def read_body(lines: Sequence[SourceLine], start: int, regions: Regions, wrapping: Wrapping) -> Body:
    """Read the body that begins at index ``start`` and the appendices."""
    body = Body()
    items = _items(lines, start, regions.body_end, wrapping, body)
    body.opening = [item for item in items[:14] if isinstance(item, Paragraph)]
    _add_body(body, items)
    starts = [*regions.annexes, regions.end]
    for first, end in itertools.pairwise(starts):
        _add_annex(body, lines, first, end, wrapping)
    return body


def _items(
    lines: Sequence[SourceLine], start: int, end: int, wrapping: Wrapping, body: Body
) -> list[Paragraph | RawTable]:
    """Return paragraphs and tables in reading order."""
    items: list[Paragraph | RawTable] = []
    position = start
    for table in find_tables(lines, start, end):
        paragraphs, notes = join_lines(lines[position : table.start], wrapping)
        table = _continued(table, body.tables)
        items += [*paragraphs, table]
        body.footnotes += notes
        body.tables.append(table)
        position = table.end
    paragraphs, notes = join_lines(lines[position:end], wrapping)
    body.footnotes += notes
    return [*items, *paragraphs]


def _continued(table: RawTable, before: Sequence[RawTable]) -> RawTable:
    """A table without a header that is as wide as the one before it goes on with its columns."""
    if table.columns or not before or not table.rows or len(table.rows[0]) != len(before[-1].columns):
        return table
    return replace(table, columns=before[-1].columns)


def _is_heading(item: Paragraph | RawTable) -> bool:
    return isinstance(item, Paragraph) and item.label is not None and item.label.level != "bullet"


def _is_closing(item: Paragraph | RawTable) -> bool:
    return isinstance(item, Paragraph) and item.label is None and item.text.startswith("Trên đây")


def _add_body(body: Body, items: Sequence[Paragraph | RawTable]) -> None:
    """The closing paragraph ("Trên đây là …") and what follows it stand outside the tree."""
    first = next((i for i, item in enumerate(items) if _is_heading(item)), len(items))
    last = next(
        (i for i in range(max(first, len(items) - 5), len(items)) if _is_closing(items[i])), len(items)
    )
    for position, item in enumerate(items):
        if isinstance(item, RawTable):
            body.builder.add_table(item.grid, _table_lines(item), "body" if position >= first else "preamble")
        elif position < first:
            body.builder.add_preamble([item])
        elif position < last:
            body.builder.add_body(item)
        else:
            body.builder.add_closing([item])


def _table_lines(table: RawTable) -> tuple[int, ...]:
    return tuple(
        sorted({number for row in (*table.header, *table.rows) for cell in row for number in cell.lines})
    )


def _add_annex(body: Body, lines: Sequence[SourceLine], start: int, end: int, wrapping: Wrapping) -> None:
    match = marks.is_annex(lines[start].text)
    if match is None:
        return
    number = match["no"]
    label = "PHỤ LỤC" if number is None else f"PHỤ LỤC {number}"
    items = _items(lines, start + 1, end, wrapping, body)
    parts = [match["rest"].strip(" .:-–")] if match["rest"].strip(" .:-–") else []
    used = [lines[start].number]
    while items and isinstance(items[0], Paragraph) and items[0].label is None and is_caps(items[0].text):
        if len(" ".join(parts)) > 400:
            break
        parts.append(items[0].text)
        used += items[0].numbers
        items.pop(0)
    title = " ".join(parts)
    body.builder.open_annex(label, f"phu-luc-{number}" if number else "phu-luc", title, tuple(used))
    body.attachments.append(Attachment(label, title, True, lines[start].number))
    for item in items:
        if isinstance(item, RawTable):
            body.builder.add_table(item.grid, _table_lines(item), "annex")
        else:
            body.builder.add_body(item, "annex")
