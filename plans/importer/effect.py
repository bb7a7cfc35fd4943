"""When a document takes effect, where it says so."""

import re

from plans.importer.dates import first_date
from plans.importer.model import ParsedDocument

_EFFECT = re.compile(
    r"có hiệu lực(?: thi hành)?(?: kể)? (?:từ|kể từ)?\s*(ngày ký(?: ban hành)?|ngày[^.;]{0,60})",
    re.IGNORECASE,
)


def read_effect(document: ParsedDocument) -> tuple[str | None, str | None]:
    """Return (ISO date, words as printed); "kể từ ngày ký" is the date of signing."""
    for clause in document.clauses:
        if "hiệu lực" not in clause.text or clause.level == "table":
            continue
        match = _EFFECT.search(clause.text)
        if match is None:
            continue
        date = first_date(match[1])
        raw = match[0][: match.start(1) - match.start() + date.end] if date else match[0].strip(" ./")
        if "ngày ký" in raw.lower():
            return document.date, raw
        if date is not None:
            return date.iso, raw
    return None, None
