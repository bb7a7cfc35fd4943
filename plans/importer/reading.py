"""Bytes → source lines: the format is told by content, then read by the reader of that format."""

from plans.importer.errors import EmptyFileError, TooLargeError
from plans.importer.read_docx import ole_error, read_docx
from plans.importer.read_html import read_html
from plans.importer.read_pdf import read_pdf
from plans.importer.read_text import decode, read_text
from plans.importer.source import MAX_BYTES, Source


def kind_of(data: bytes, name: str) -> str:
    """Return txt, docx, pdf or html by content; the name decides only between text and HTML."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    lowered = head[:512].lower()
    if lowered.startswith((b"<!doctype html", b"<html", b"<?xml")) or (
        name.lower().endswith((".html", ".htm")) and b"<" in head
    ):
        return "html"
    return "txt"


def read_source(data: bytes, name: str) -> Source:
    """Return the source lines of a file; raises a PlanFileError subclass when it cannot be read."""
    if len(data) > MAX_BYTES:
        raise TooLargeError
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise EmptyFileError
    kind = kind_of(data, name)
    if kind == "docx":
        return read_docx(data)
    if kind == "pdf":
        return read_pdf(data)
    if kind == "ole":
        raise ole_error(data)
    text = decode(data)
    if kind == "html":
        return read_html(text)
    return read_text(text)
