"""EPUB: text by chapter, in the order of reading (EPUB 3.3, package document and spine)."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from learning_resources.files.extraction.archive import open_archive, parse_xml, read_part, refuse_nested
from learning_resources.files.extraction.html import read_html
from learning_resources.files.extraction.result import (
    MAX_PAGES,
    DamagedError,
    ExtractedText,
    make_passages,
    section_label,
)

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"


def extract_epub(path: Path) -> ExtractedText:
    """Return the text of each chapter with ``chapter=N``."""
    with open_archive(path) as archive:
        refuse_nested(archive)
        return ExtractedText(None, None, make_passages(_chapters(archive)))


def _chapters(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, str]]:
    for number, name in enumerate(_spine(archive), 1):
        data = read_part(archive, name)
        if data is None:
            continue
        page = read_html(data)
        label = section_label(page.heading) if page.heading else f"Chương {number}"
        yield label, f"chapter={number}", page.text


def _spine(archive: zipfile.ZipFile) -> list[str]:
    container = read_part(archive, "META-INF/container.xml")
    if container is None:
        raise DamagedError("Tệp không phải sách điện tử EPUB")
    root = parse_xml(container).find(f".//{_CONTAINER}rootfile")
    package_name = root.get("full-path") if root is not None else None
    package = read_part(archive, package_name) if package_name else None
    if package is None or package_name is None:
        raise DamagedError("Sách điện tử thiếu tệp mô tả nội dung")
    document = parse_xml(package)
    addresses = {item.get("id"): item.get("href") or "" for item in document.iter(f"{_PACKAGE}item")}
    folder = posixpath.dirname(package_name)
    wanted = [addresses.get(ref.get("idref")) for ref in document.iter(f"{_PACKAGE}itemref")]
    return [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in wanted if href][:MAX_PAGES]
