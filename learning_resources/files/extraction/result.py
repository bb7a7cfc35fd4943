"""What reading a file gives, the bounds of it, and the reasons for which a file is not read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.text import clean, squeeze

# Raise when the text or the places of a format change: files are then read again.
VERSION = 1

MAX_INPUT = 300 * 1000 * 1000  # bytes
MAX_PAGES = 3_000  # pages, slides, chapters; what lies behind is not searched
MAX_PASSAGES = 20_000
MAX_PASSAGE_CHARS = 20_000
MAX_CHARS = 3_000_000  # of a file: a book of a thousand pages


class ExtractionError(Exception):
    """A file that cannot be read; ``reason`` is one Vietnamese sentence for its owner."""

    default_reason = "Không đọc được nội dung tệp"

    def __init__(self, reason: str | None = None) -> None:
        self.reason = squeeze(reason or self.default_reason)
        super().__init__(self.reason)


class DamagedError(ExtractionError):
    """Cut off or broken."""

    default_reason = "Tệp bị hỏng hoặc tải lên chưa đủ; hãy tải lại từ bản gốc"


class EncryptedError(ExtractionError):
    """Behind a password."""

    default_reason = "Tệp được bảo vệ bằng mật khẩu; hãy gỡ mật khẩu rồi tải lại"


class TooLargeError(ExtractionError):
    """More than the portal unpacks, decodes or keeps."""

    default_reason = "Tệp quá lớn so với mức hệ thống đọc được"


class DangerousError(ExtractionError):
    """A file made to do harm, or one that could."""

    default_reason = "Tệp có cấu trúc nguy hiểm nên bị từ chối"


@dataclass(frozen=True)
class Passage:
    """A piece of a file.

    ``anchor`` is where it stands, as a URL fragment without ``#``: ``page=40``, ``slide=3``, ``t=751``
    (whole seconds), ``section=2``, ``chapter=2``, ``sheet=1``, or "" for the whole file. ``label`` says so
    in Vietnamese ("Trang 40"). ``position`` counts from 0 within the file.
    """

    label: str
    anchor: str
    text: str
    position: int


@dataclass(frozen=True)
class ExtractedText:
    """A file's text. ``pages`` are pages or slides, ``duration`` whole seconds; None where there are none."""

    pages: int | None
    duration: int | None
    passages: tuple[Passage, ...]


_NUMBERED = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđA-Z])[.)]\s")


def section_label(heading: str) -> str:
    """Return what a link to a section says: "Mục II. Chuẩn bị" for a numbered one, else the heading."""
    heading = squeeze(heading)[:120]
    return f"Mục {heading}" if _NUMBERED.match(heading) else heading


def make_passages(places: Iterable[tuple[str, str, str]]) -> tuple[Passage, ...]:
    """Return passages of (label, anchor, text): clean NFC, empty ones left out, within the bounds.

    Reading stops where the bounds are reached, so ``places`` may be lazy.
    """
    made: list[Passage] = []
    room = MAX_CHARS
    for label, anchor, raw in places:
        text = squeeze(clean(raw[: MAX_PASSAGE_CHARS * 2]))[: min(MAX_PASSAGE_CHARS, room)]
        if not text:
            continue
        made.append(Passage(squeeze(clean(label))[:200], anchor, text, len(made)))
        room -= len(text)
        if room <= 0 or len(made) >= MAX_PASSAGES:
            break
    return tuple(made)
