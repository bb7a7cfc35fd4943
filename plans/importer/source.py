"""The lines of a source file, whatever its format, and the limits that every reader keeps."""

import re
from dataclasses import dataclass

from core.text import clean, nfc, squeeze
from plans.importer.model import Footnote, ReadingWarning, SourceLine

MAX_BYTES = 20 * 1000 * 1000
# A 60-page plan holds about 150,000 characters and 4,000 lines.
MAX_CHARACTERS = 4_000_000
MAX_LINES = 40_000

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of one file. ``structured``: a line is a whole paragraph (docx, html), never a wrapped one."""

    kind: str
    lines: tuple[SourceLine, ...]
    structured: bool = False
    footnotes: tuple[Footnote, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()


def make_line(number: int, raw: str, page: int | None = None) -> SourceLine:
    """Return a line with its text in NFC, without control characters and invisible marks, squeezed."""
    kept = _SURROGATE.sub("\ufffd", nfc(raw)).replace("\x00", " ")
    return SourceLine(number, squeeze(clean(kept)), kept, page)
