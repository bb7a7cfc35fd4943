"""The content of a teaching document: a list of blocks that PDF, DOCX, PPTX and EPUB all show.

A block is a dictionary with ``type``: ``heading``, ``paragraph`` and ``note`` (``text``), ``list``
(``items``), ``numbered`` (``items``, perhaps ``start``), ``table`` (``head``, ``rows``), ``lines``
(``count`` ruled lines to write on), ``figure`` (``drawing``, ``alt``), ``break`` (a new page).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Block = Mapping[str, Any]

BLOCK_FIELDS: dict[str, frozenset[str]] = {
    "heading": frozenset({"text"}),
    "paragraph": frozenset({"text"}),
    "note": frozenset({"text"}),
    "list": frozenset({"items"}),
    "numbered": frozenset({"items"}),
    "table": frozenset({"head", "rows"}),
    "lines": frozenset({"count"}),
    "figure": frozenset({"drawing", "alt"}),
    "break": frozenset(),
}


@dataclass
class Section:
    """The blocks under one heading (the first section may have no heading)."""

    heading: str
    blocks: list[Block] = field(default_factory=list)


def split_sections(blocks: Iterable[Block]) -> list[Section]:
    """Group ``blocks`` by heading: a slide or a chapter each. Page breaks are left out."""
    sections = [Section("")]
    for block in blocks:
        if block["type"] == "heading":
            sections.append(Section(block["text"]))
        elif block["type"] != "break":
            sections[-1].blocks.append(block)
    return [s for s in sections if s.heading or s.blocks]


def plain_lines(block: Block) -> list[str]:
    """Return a block as lines of text (slides, speaker notes, captions)."""
    match block["type"]:
        case "list":
            return [f"• {item}" for item in block["items"]]
        case "numbered":
            return [f"{n}. {item}" for n, item in enumerate(block["items"], block.get("start", 1))]
        case "table":
            return [" | ".join(row) for row in [block["head"], *block["rows"]]]
        case "paragraph" | "note" | "heading":
            return [block["text"]]
    return []
