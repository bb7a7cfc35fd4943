"""Plain text and tables as CSV."""

from collections.abc import Iterator
from pathlib import Path

from learning_resources.files.extraction.encoding import decode
from learning_resources.files.extraction.result import MAX_CHARS, ExtractedText, make_passages

_PART_CHARS = 3_000


def extract_plain(path: Path) -> ExtractedText:
    """Return the text in parts of about 3,000 characters, cut between lines; they have no place of their own."""
    with path.open("rb") as handle:
        data = handle.read(MAX_CHARS * 4)
    return ExtractedText(None, None, make_passages(_parts(decode(data))))


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    lines: list[str] = []
    size = number = 0
    for line in [*text.splitlines(), ""]:
        if lines and size + len(line) > _PART_CHARS:
            number += 1
            yield f"Phần {number}", "", "\n".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield f"Phần {number + 1}" if number else "Nội dung", "", "\n".join(lines)
