"""Captions in WebVTT and SubRip: what is said, and at which second."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from core.formats import format_clock
from learning_resources.files.extraction.encoding import decode
from learning_resources.files.extraction.result import (
    DamagedError,
    ExtractedText,
    TooLargeError,
    make_passages,
)

MAX_CAPTIONS_BYTES = 5 * 1000 * 1000
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}(?:\s|$)")
# Voices and styles of WebVTT (<v Lan>, <b>), positions of SubRip ({\an8}).
_MARKUP = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,40}\}")


@dataclass(frozen=True)
class Cue:
    """What is said from ``start`` to ``end``, in seconds."""

    start: float
    end: float
    text: str


def extract_captions(path: Path) -> ExtractedText:
    """Return each cue with ``t=SECONDS``; the duration is the end of the last one."""
    if path.stat().st_size > MAX_CAPTIONS_BYTES:
        raise TooLargeError
    cues = read_cues(decode(path.read_bytes()))
    if not cues:
        raise DamagedError("Tệp phụ đề không có câu nào kèm thời gian")
    places = ((f"Phút {format_clock(int(c.start))}", f"t={int(c.start)}", c.text) for c in cues)
    return ExtractedText(None, round(max(cue.end for cue in cues)), make_passages(places))


def read_cues(text: str) -> list[Cue]:
    """Return the cues of a WebVTT or SubRip text in the order of time; notes and styles are left out."""
    return sorted(_cues(text), key=lambda cue: cue.start)


def _cues(text: str) -> Iterator[Cue]:
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        # The timing is the first line of a cue, or the second after its number or name.
        for index, line in enumerate(lines[:2]):
            match = _TIMING.match(line)
            if match:
                words = unescape(_MARKUP.sub("", " ".join(lines[index + 1 :])))
                yield Cue(_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), " ".join(words.split()))
                break


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (part or "0" for part in parts)
    whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(thousandths.ljust(3, "0")) / 1000
