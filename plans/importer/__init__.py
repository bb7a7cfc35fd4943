"""Reads a plan file into typed records: ``parse_path`` / ``parse_bytes`` → ParsedFile, ``to_json``.

Pure functions: no Django, no database, no settings. Whatever the bytes, the only exception that leaves is
``PlanFileError`` (its ``reason`` is one Vietnamese line). Nothing is corrected silently: raw text is kept
and every doubt is a ``ReadingWarning``.
"""

from pathlib import Path

from plans.importer.errors import PlanFileError, TooLargeError, UnreadableFileError
from plans.importer.export import to_json
from plans.importer.model import (
    Attachment,
    Budget,
    Footnote,
    Money,
    ParsedClause,
    ParsedDocument,
    ParsedFile,
    ReadingWarning,
    Reference,
    ReportingDuty,
    Signer,
    SourceLine,
    Target,
    Task,
    TaskGroup,
    TaskTable,
)
from plans.importer.parse import parse_source
from plans.importer.reading import read_source
from plans.importer.source import MAX_BYTES

__all__ = [
    "MAX_BYTES",
    "Attachment",
    "Budget",
    "Footnote",
    "Money",
    "ParsedClause",
    "ParsedDocument",
    "ParsedFile",
    "PlanFileError",
    "ReadingWarning",
    "Reference",
    "ReportingDuty",
    "Signer",
    "SourceLine",
    "Target",
    "Task",
    "TaskGroup",
    "TaskTable",
    "parse_bytes",
    "parse_path",
    "to_json",
]


def parse_path(path: Path) -> ParsedFile:
    """Read the file at ``path``; one that is larger than 20 MB is refused without reading it all."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError from error
    if len(data) > MAX_BYTES:
        raise TooLargeError
    return parse_bytes(data, path.name)


def parse_bytes(data: bytes, name: str) -> ParsedFile:
    """Read a file given as bytes; ``name`` is kept for show and tells .html from .txt."""
    return parse_source(read_source(data, name), data, name)
