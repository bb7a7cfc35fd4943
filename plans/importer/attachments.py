"""Appendices that a text promises, against those that the file holds."""

import re
from collections.abc import Sequence

from core.text import fold
from plans.importer.doubts import warn
from plans.importer.model import Attachment, ParsedClause, ReadingWarning

_MENTION = re.compile(
    r"\b(Phụ lục|Phụ biểu|Biểu mẫu|Biểu)(?:\s+(?:số\s+)?([IVXLC]{1,6}|\d{1,2}))?\b(?=(?P<rest>[^.;]{0,160}))",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(
    r"kèm theo|đính kèm|gửi kèm|ban hành kèm|\(kèm|tại phụ lục|theo phụ lục|có phụ lục", re.IGNORECASE
)


def missing_attachments(
    clauses: Sequence[ParsedClause], present: Sequence[Attachment]
) -> tuple[list[Attachment], list[ReadingWarning]]:
    """Return the appendices, present and promised, with a warning for each one that is missing."""
    attachments = list(present)
    warnings: list[ReadingWarning] = []
    known = {_name(attachment.label) for attachment in present}
    for clause in clauses:
        if clause.region == "annex" or clause.level == "table":
            continue
        for match in _MENTION.finditer(clause.text):
            around = clause.text[max(0, match.start() - 60) : match.end()] + match["rest"]
            if not _ENCLOSED.search(around):
                continue
            number = match[2].upper() if match[2] else ""
            label = f"{match[1]} {number}".strip()
            # A text that speaks of "the appendix" is served by any appendix.
            if (not number and known) or _name(label) in known:
                continue
            known.add(_name(label))
            attachments.append(Attachment(label, match["rest"].strip(" ,:()")[:160], False, clause.lines[0]))
            warnings.append(warn("appendix_missing", clause.lines[0], label=label))
    return attachments, warnings


def _name(label: str) -> str:
    """Return the number of an appendix, "" when it has none: "PHỤ LỤC II" → "ii"."""
    words = fold(label).split()
    return words[-1] if words[-1] not in {"luc", "bieu", "mau"} else ""
