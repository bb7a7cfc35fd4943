"""The encoding of text files, found without guessing wildly."""

import codecs
import re
import unicodedata

from core.text import nfc
from learning_resources.files.extraction.result import ExtractionError

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNKNOWN = "Không nhận ra bảng mã của tệp; hãy lưu lại tệp bằng bảng mã UTF-8"
_BASES = frozenset("aăâeêioôơuưyđ")
# Letters of other languages and signs that texts in this encoding do use.
_OTHERS = frozenset("ñçßœ“”‘’–—…«»°·×÷•€\u00a0½¼¾²³§©±")
_TONES = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")


def decode(data: bytes) -> str:
    """Return the text of ``data`` in NFC: UTF-8, UTF-16 with or without a mark, or windows-1258.

    Raises ExtractionError where none of them gives Vietnamese; old font encodings (TCVN3, VNI) do not.
    """
    if data.startswith(_UTF16_MARKS):
        return _strictly(data, "utf-16")
    if b"\x00" in data:
        # Every second byte of Latin letters in UTF-16 is zero; spaces and full stops are among them.
        even, odd = (data[start:4096:2].count(0) for start in (0, 1))
        return _strictly(data, "utf-16-be" if even > odd else "utf-16-le")
    try:
        return nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _windows_1258(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ExtractionError(_UNKNOWN) from error
    if "\x00" in text:
        raise ExtractionError("Tệp không phải là văn bản")
    return nfc(text)


def _windows_1258(data: bytes) -> str:
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError as error:
        raise ExtractionError(_UNKNOWN) from error
    foreign = sum(1 for char in text if ord(char) > 127 and not _is_expected(char))
    if foreign:
        raise ExtractionError(_UNKNOWN)
    return text


def _is_expected(char: str) -> bool:
    lowered = char.lower()
    bare = nfc(_TONES.sub("", unicodedata.normalize("NFD", lowered)))
    return bare in _BASES or lowered in _OTHERS
