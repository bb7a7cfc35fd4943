"""Which module reads which type, and the one place where foreign errors become ours."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from docx.exceptions import PythonDocxError
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException
from pptx.exc import PythonPptxError
from pypdfium2 import PdfiumError

from learning_resources.files.extraction.captions import extract_captions
from learning_resources.files.extraction.docx import extract_docx
from learning_resources.files.extraction.epub import extract_epub
from learning_resources.files.extraction.image import check_image
from learning_resources.files.extraction.package import extract_package
from learning_resources.files.extraction.pdf import extract_pdf
from learning_resources.files.extraction.plain import extract_plain
from learning_resources.files.extraction.pptx import extract_pptx
from learning_resources.files.extraction.result import (
    MAX_INPUT,
    DamagedError,
    ExtractedText,
    TooLargeError,
)
from learning_resources.files.extraction.xlsx import extract_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument."
_READERS: dict[str, Callable[[Path], ExtractedText]] = {
    "application/pdf": extract_pdf,
    f"{_OFFICE}wordprocessingml.document": extract_docx,
    f"{_OFFICE}presentationml.presentation": extract_pptx,
    f"{_OFFICE}spreadsheetml.sheet": extract_xlsx,
    "application/epub+zip": extract_epub,
    "application/zip": extract_package,
    "application/x-subrip": extract_captions,
    "text/vtt": extract_captions,
    "text/csv": extract_plain,
    "text/plain": extract_plain,
    **dict.fromkeys(("image/gif", "image/jpeg", "image/png", "image/webp"), check_image),
}
# What the readers are known to raise for broken files; a process of its own holds the rest (sandbox.py).
_FOREIGN = (
    PdfiumError, PythonDocxError, PythonPptxError, InvalidFileException, etree.LxmlError, struct.error,
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, AssertionError, RuntimeError,
)  # fmt: skip


def is_readable(media_type: str) -> bool:
    """Return whether there is anything to read or check in files of this type."""
    return media_type in _READERS


def extract(path: Path, media_type: str) -> ExtractedText:
    """Return the text of the file at ``path``; a type without text gives none. Raises ExtractionError."""
    reader = _READERS.get(media_type)
    if reader is None:
        return ExtractedText(None, None, ())
    try:
        if path.stat().st_size > MAX_INPUT:
            raise TooLargeError("Tệp lớn hơn 300 MB nên hệ thống không đọc chữ bên trong")
        return reader(path)
    except MemoryError as error:
        raise TooLargeError("Đọc tệp này cần quá nhiều bộ nhớ") from error
    except _FOREIGN as error:
        raise DamagedError from error
