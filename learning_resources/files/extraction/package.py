"""Packages of web pages: plain HTML5, SCORM and H5P. Only looked into, never unpacked."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from learning_resources.files.extraction.archive import (
    is_safe_name,
    open_archive,
    parse_xml,
    read_part,
    refuse_nested,
)
from learning_resources.files.extraction.html import read_html
from learning_resources.files.extraction.result import (
    MAX_PASSAGE_CHARS,
    DamagedError,
    ExtractedText,
    make_passages,
)

_LABEL = "Nội dung"
_MAX_DEPTH = 30


def extract_package(path: Path) -> ExtractedText:
    """Return the words of the page with which the package starts; none for an archive of other files."""
    with open_archive(path) as archive:
        refuse_nested(archive)
        return ExtractedText(None, None, make_passages([(_LABEL, "", _text(archive))]))


def _text(archive: zipfile.ZipFile) -> str:
    if "h5p.json" in archive.namelist():
        return _h5p_text(archive)
    start = _start_page(archive)
    data = read_part(archive, start) if start else None
    return read_html(data).text if data is not None else ""


def _start_page(archive: zipfile.ZipFile) -> str:
    """Return the name of the first page: by the SCORM manifest, else the index nearest to the root."""
    manifest = read_part(archive, "imsmanifest.xml")
    if manifest is not None:
        for resource in parse_xml(manifest).iter("{*}resource"):
            href = unquote((resource.get("href") or "").partition("?")[0])
            if href.lower().endswith((".html", ".htm")) and is_safe_name(href):
                return href
    pages = [name for name in archive.namelist() if name.lower().rsplit("/", 1)[-1] in _INDEXES]
    return min(pages, key=lambda name: (name.count("/"), name), default="")


_INDEXES = frozenset({"index.html", "index.htm"})


def _h5p_text(archive: zipfile.ZipFile) -> str:
    data = read_part(archive, "content/content.json")
    if data is None:
        raise DamagedError("Gói H5P thiếu nội dung (content/content.json)")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedError("Nội dung của gói H5P bị hỏng") from error
    parts: list[str] = []
    size = 0
    for text in _sentences(content, 0):
        parts.append(text)
        size += len(text)
        if size > MAX_PASSAGE_CHARS:
            break
    return "\n".join(parts)


def _sentences(value: object, depth: int) -> Iterator[str]:
    """Yield the strings that are sentences rather than settings: those with a space."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        for child in value.values():
            yield from _sentences(child, depth + 1)
    elif isinstance(value, list):
        for child in value:
            yield from _sentences(child, depth + 1)
    elif isinstance(value, str) and " " in value.strip():
        yield _without_tags(value) if "<" in value else value


def _without_tags(text: str) -> str:
    try:
        return " ".join(html.fragment_fromstring(text, create_parent="div").itertext())
    except (etree.LxmlError, ValueError):
        return ""
