"""ZIP files, looked at before anything is unpacked: bombs, ways out of the folder, macros, passwords.

Nothing is ever written to a disk; single parts are read into memory, each within a bound.
"""

import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from lxml import etree

from learning_resources.files.extraction.result import (
    DamagedError,
    DangerousError,
    EncryptedError,
    TooLargeError,
)

MAX_ENTRIES = 10_000
MAX_DIRECTORY = 4 * 1000 * 1000
MAX_UNPACKED = 1000 * 1000 * 1000
MAX_PART = 50 * 1000 * 1000
# XML packs to a tenth or so; pictures and films do not pack at all.
MAX_RATIO = 150
_RATIO_FLOOR = 2 * 1000 * 1000
_TAIL = 66_000
_NESTED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".zst")
_MACROS = ("vbaproject.bin", "vbadata.xml")


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file whose directory holds nothing dangerous; raises ExtractionError."""
    _check_directory_size(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        raise DamagedError from error
    with archive:
        _check_entries(archive.infolist())
        yield archive


def _check_directory_size(path: Path) -> None:
    """Refuse a huge directory by its announced size: listing a million entries takes half a gigabyte."""
    with path.open("rb") as handle:
        handle.seek(max(0, path.stat().st_size - _TAIL))
        tail = handle.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise DamagedError
    entries, size = struct.unpack_from("<HI", tail, end + 10)
    if tail[max(0, end - 20) : end].startswith(b"PK\x06\x07"):
        long_end = tail.rfind(b"PK\x06\x06", 0, end)
        if long_end < 0 or len(tail) < long_end + 56:
            raise DamagedError
        entries, size = struct.unpack_from("<QQ", tail, long_end + 32)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise TooLargeError("Tệp nén chứa quá nhiều tệp bên trong")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise TooLargeError("Tệp nén chứa quá nhiều tệp bên trong")
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedError
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise TooLargeError("Tệp nén giãn ra quá lớn nên bị từ chối để bảo vệ hệ thống")
    for entry in entries:
        if entry.file_size > _RATIO_FLOOR and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise TooLargeError("Tệp nén giãn ra quá lớn nên bị từ chối để bảo vệ hệ thống")
        if not is_safe_name(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
            raise DangerousError("Tệp nén có đường dẫn trỏ ra ngoài thư mục của nó")
        if entry.filename.lower().endswith(_MACROS):
            raise DangerousError("Tệp có chứa macro; hãy lưu lại dưới dạng không macro")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise DangerousError("Tệp nén có hai tệp trùng tên")
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for before, after in pairwise(placed):
        if before.header_offset + before.compress_size > after.header_offset:
            raise DangerousError("Tệp nén có các phần chồng lên nhau")


def is_safe_name(name: str) -> bool:
    """Return whether a name inside an archive stays inside the folder it is unpacked to, on any system."""
    if not name or "\x00" in name or "\\" in name or name.startswith("/") or name[1:2] == ":":
        return False
    return ".." not in name.split("/")


def refuse_nested(archive: zipfile.ZipFile) -> None:
    """Raise DangerousError for an archive inside the archive; Office files may embed others, packages not."""
    if any(entry.filename.lower().endswith(_NESTED) for entry in archive.infolist()):
        raise DangerousError("Tệp nén chứa tệp nén khác bên trong")


def read_part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return one part of at most MAX_PART bytes, None where there is none; raises TooLargeError."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > MAX_PART:
        raise TooLargeError
    with archive.open(info) as handle:
        return handle.read(MAX_PART)


def check_office(archive: zipfile.ZipFile, main: str) -> None:
    """Refuse what the Office readers should not see: no ``main`` part, huge parts, document types in XML.

    ECMA-376 part 2 forbids document types, the only way to declare entities.
    """
    if main not in archive.namelist():
        raise DamagedError("Nội dung tệp không đúng với phần mở rộng của tên tệp")
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        if entry.file_size > MAX_PART:
            raise TooLargeError
        with archive.open(entry) as handle:
            head = handle.read(64_000).replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise DangerousError("Tệp khai báo thực thể XML, một cách tấn công đã biết, nên bị từ chối")


def parse_xml(data: bytes) -> "etree._Element":
    """Parse XML that resolves no entity and loads nothing; raises ``etree.XMLSyntaxError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)
