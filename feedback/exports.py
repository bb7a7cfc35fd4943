"""Cells that a spreadsheet shows as text and never runs (OWASP: CSV injection)."""

from typing import Any

# What Excel, LibreOffice and Google Sheets take for the start of a formula; the full-width forms too.
_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def safe_cell(value: Any) -> Any:
    """Return ``value`` so that a spreadsheet program runs nothing of it: an apostrophe leads the text.

    Numbers, dates and None come back as they are.
    """
    if not isinstance(value, str):
        return value
    lead = value.lstrip(" \u00a0'\"")
    return f"'{value}" if value.startswith(_STARTERS) or lead.startswith(_STARTERS) else value
