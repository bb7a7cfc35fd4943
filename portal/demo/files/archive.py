"""ZIP-based formats with the same bytes every time: entries in order, one fixed date."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

FIXED_DATE = datetime.datetime(2026, 10, 10, 7, 30, tzinfo=datetime.UTC)
_ZIP_DATE = (2026, 10, 10, 7, 30, 0)
# openpyxl writes the time of saving into docProps/core.xml whatever the properties say.
_CORE_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


@dataclass(frozen=True)
class MadeFile:
    """One made file: its name as a reader sees it, its media type and its bytes."""

    name: str
    media_type: str
    data: bytes


def write_zip(entries: Iterable[tuple[str, bytes]], stored_first: bool = False) -> bytes:
    """Return a ZIP of ``(name, data)``; ``stored_first`` keeps the first entry uncompressed (EPUB)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for position, (name, data) in enumerate(entries):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            stored = stored_first and position == 0
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def save_office(save: Callable[[io.BytesIO], None]) -> bytes:
    """Return what ``save`` writes (docx, pptx, xlsx), packed again with fixed dates."""
    buffer = io.BytesIO()
    save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    stamp = FIXED_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return write_zip(
        (name, _CORE_TIME.sub(rb"\g<1>" + stamp + rb"\g<3>", data) if name == "docProps/core.xml" else data)
        for name, data in entries
    )
