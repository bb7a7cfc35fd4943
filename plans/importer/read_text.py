"""Plain text: decode, then split into lines numbered as an editor shows them."""

import codecs
import re

from plans.importer.errors import BinaryFileError, EmptyFileError, TooLargeError, WrongEncodingError
from plans.importer.source import MAX_CHARACTERS, MAX_LINES, Source, make_line

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def decode(data: bytes) -> str:
    """Decode UTF-8 (mark allowed) or UTF-16 with a mark; raises BinaryFileError or WrongEncodingError."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise WrongEncodingError from error
    else:
        if _looks_binary(data):
            raise BinaryFileError
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise WrongEncodingError from error
    if not text.strip(" \t\r\n\x00\x0b\x0c\xa0\ufeff"):
        raise EmptyFileError
    if len(text) > MAX_CHARACTERS:
        raise TooLargeError("Văn bản dài hơn 4 triệu ký tự, không phải một kế hoạch")
    return text


def _looks_binary(data: bytes) -> bool:
    """Many control bytes: a picture, an archive, a program. A stray NUL or two is let through."""
    sample = data[:65536]
    controls = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return controls > max(8, len(sample) // 50)


def read_text(text: str) -> Source:
    """Return the lines of plain text, numbered as an editor shows them; a form feed begins a page."""
    parts = _LINE_BREAK.split(text)
    if len(parts) > MAX_LINES:
        raise TooLargeError("Văn bản có hơn 40.000 dòng, không phải một kế hoạch")
    page = 1
    lines = []
    for number, raw in enumerate(parts, start=1):
        page += raw.count("\x0c")
        lines.append(make_line(number, raw, page))
    if lines and not lines[-1].raw:
        lines.pop()
    return Source("txt", tuple(lines))
