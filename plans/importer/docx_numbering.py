"""Automatic numbers of Word paragraphs: what the reader sees but the text does not hold (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from plans.importer.docx_text import W


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counters of all lists of a document; ``label`` must be called once a paragraph, in reading order."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _restarted: set[str] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """Return the number or bullet that Word shows before ``paragraph``, or ""."""
        list_id, depth = self._list_of(paragraph)
        if list_id is None or list_id == "0" or list_id not in self.lists:
            return ""
        abstract = self.lists[list_id]
        level = self.levels.get((abstract, depth))
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return _bullet(level.text)
        self._count(list_id, abstract, depth, level)
        return re.sub(
            r"%(\d)", lambda match: self._shown(abstract, int(match[1]) - 1, level), level.text
        ).strip()

    def _count(self, list_id: str, abstract: str, depth: int, level: _Level) -> None:
        override = self.starts.get((list_id, depth))
        if override is not None and f"{list_id}/{depth}" not in self._restarted:
            self._restarted.add(f"{list_id}/{depth}")
            self._counts[(abstract, depth)] = override
        else:
            known = self._counts.get((abstract, depth))
            self._counts[(abstract, depth)] = level.start if known is None else known + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((abstract, deeper), None)

    def _shown(self, abstract: str, depth: int, own: _Level) -> str:
        level = self.levels.get((abstract, depth), own)
        value = self._counts.get((abstract, depth), level.start)
        return _format(value, level.format)

    def _list_of(self, paragraph: Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None, 0
        list_id, depth = _own_list(properties)
        style = properties.find(f"{W}pStyle")
        name = style.get(f"{W}val") if style is not None else None
        for _ in range(12):
            if list_id is not None or name is None:
                break
            own = self.styles.get(name, (None, None, None))
            list_id, name = own[0], own[2]
            depth = own[1] if depth is None else depth
        return list_id, min(8, depth or 0)


def _own_list(properties: Element) -> tuple[str | None, int | None]:
    number = properties.find(f"{W}numPr/{W}numId")
    level = properties.find(f"{W}numPr/{W}ilvl")
    depth = level.get(f"{W}val", "0") if level is not None else None
    return (
        number.get(f"{W}val") if number is not None else None,
        int(depth) if depth is not None and depth.isascii() and depth.isdigit() and len(depth) < 3 else None,
    )


def _bullet(text: str) -> str:
    if text.strip() == "+" or text.strip() == "o":
        return "+"
    return "-"


def _format(value: int, name: str) -> str:
    if name in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % 26) * min(3, (max(1, value) - 1) // 26 + 1)
        return letter.upper() if name == "upperLetter" else letter
    if name in {"lowerRoman", "upperRoman"}:
        roman = _roman(value)
        return roman if name == "upperRoman" else roman.lower()
    if name == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _roman(value: int) -> str:
    if not 0 < value < 400:
        return str(value)
    result = ""
    steps = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    for amount, letters in steps:
        while value >= amount:
            result += letters
            value -= amount
    return result


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists that ``numbering.xml`` and ``styles.xml`` define."""
    result = Numbering()
    if numbering is not None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            identity = abstract.get(f"{W}abstractNumId", "")
            for element in abstract.iter(f"{W}lvl"):
                depth = _small(element.get(f"{W}ilvl"), 0)
                result.levels[(identity, depth)] = _Level(
                    _value(element, "numFmt", "decimal"),
                    _value(element, "lvlText", f"%{depth + 1}."),
                    _small(_value(element, "start", "1"), 1),
                )
        for number in numbering.iter(f"{W}num"):
            identity = number.get(f"{W}numId", "")
            result.lists[identity] = _value(number, "abstractNumId", "")
            for override in number.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    depth = _small(override.get(f"{W}ilvl"), 0)
                    result.starts[(identity, depth)] = _small(start.get(f"{W}val"), 1)
    if styles is not None:
        for style in styles.iter(f"{W}style"):
            properties = style.find(f"{W}pPr")
            own = _own_list(properties) if properties is not None else (None, None)
            result.styles[style.get(f"{W}styleId", "")] = (*own, _value(style, "basedOn", "") or None)
    return result


def _value(parent: Element, name: str, default: str) -> str:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val", default) if child is not None else default


def _small(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else default
