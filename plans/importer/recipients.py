"""Box 9b: the list under "Nơi nhận:"."""

import re
from collections.abc import Sequence

from plans.importer import marks
from plans.importer.labels import find_label
from plans.importer.model import SourceLine

_CELLS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_HEAD = re.compile(r"^\s*[-+]?\s*(?:Nơi nhận|NƠI NHẬN|Nơi gửi)\s*[:.]?\s*", re.IGNORECASE)
_LAST = re.compile(r"^[-–+•*\s]*Lưu\b", re.IGNORECASE)
_ENDED = re.compile(r"[.;]$")


def read_recipients(lines: Sequence[SourceLine]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the recipients as printed (without bullets, wrapped lines joined) and their line numbers.

    The list ends with its "Lưu:" item, or at the signature, a rule or an appendix.
    """
    start = next((i for i, line in enumerate(lines) if marks.is_recipients(_left(line))), None)
    if start is None:
        return (), ()
    items: list[str] = []
    numbers: list[int] = []
    for line in lines[start:]:
        text = _left(line)
        if line is lines[start]:
            text = _HEAD.sub("", text)
            if not text:
                continue
        if not text:
            if items and _LAST.match(items[-1]):
                break
            continue
        if marks.is_noise(text) or marks.is_authority(text) or marks.is_annex(text) or marks.has_motto(text):
            break
        if not _take(items, text):
            break
        numbers.append(line.number)
    return tuple(item.strip() for item in items), tuple(numbers)


def _left(line: SourceLine) -> str:
    """The left column of a line that holds the list beside the signature."""
    cells = [cell.strip() for cell in _CELLS.split(line.raw.replace("\xa0", " ").strip()) if cell.strip()]
    return " ".join(cells[0].split()) if cells else ""


def _take(items: list[str], text: str) -> bool:
    """Add a line to the list; return False when it cannot belong to it."""
    label = find_label(text)
    if label is not None and label.level == "bullet":
        items.append(label.rest)
        return True
    if not items:
        items.append(text)
        return True
    if _LAST.match(text):
        items.append(text)
        return True
    if _LAST.match(items[-1]) and (_ENDED.search(items[-1]) or len(text) > 40):
        return False
    if _ENDED.search(items[-1]):
        items.append(text)
    else:
        items[-1] = f"{items[-1]} {text}"
    return True
