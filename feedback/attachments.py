"""One attachment a message: PDF, PNG, JPEG or DOCX by its content, at most 10 MB."""

import datetime
import uuid
import zipfile
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text import clean, squeeze

MAX_BYTES = 10 * 1000 * 1000
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {
    "pdf": ("application/pdf", b"%PDF-"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "docx": (_DOCX, b"PK\x03\x04"),
}
ENDINGS = tuple(_TYPES)
_MAX_PARTS = 2000


def safe_name(name: str) -> str:
    """Return the last part of ``name`` without controls and direction marks, at most 120 characters."""
    name = squeeze(clean(name).replace("\\", "/").rsplit("/", 1)[-1])
    path = PurePath(name or "tep")
    return f"{path.stem[:110]}{path.suffix[:10]}"


def stored_name(name: str) -> str:
    """Return a name for the storage that tells nothing: month, random letters, the ending."""
    ending = PurePath(name).suffix.lower()
    return f"{datetime.date.today():%Y%m}/{uuid.uuid4().hex}{ending}"


def check_attachment(handle: IO[bytes], name: str, size: int) -> str:
    """Return the media type of a file; raises ValidationError with a sentence for the sender."""
    if size > MAX_BYTES:
        raise ValidationError(_("The file is larger than 10 MB. Choose a smaller one."))
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in _TYPES:
        raise ValidationError(_("Only PDF, PNG, JPG and DOCX files can be sent."))
    media_type, signature = _TYPES[ending]
    handle.seek(0)
    head = handle.read(len(signature))
    if head != signature or (media_type == _DOCX and not _is_word(handle)):
        raise ValidationError(
            _("The content of this file does not match its ending. Save it again and try once more.")
        )
    handle.seek(0)
    return media_type


def _is_word(handle: IO[bytes]) -> bool:
    """Whether a ZIP is a Word document without macros; nothing is unpacked."""
    handle.seek(0)
    try:
        with zipfile.ZipFile(handle) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return False
    if len(names) > _MAX_PARTS or any("vbaproject" in name.lower() for name in names):
        return False
    return "[Content_Types].xml" in names and "word/document.xml" in names
