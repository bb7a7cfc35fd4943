"""The text of a Word paragraph: runs, tabs, breaks, footnote calls; deleted text is left out."""

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}fldChar"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def paragraph_text(paragraph: Element, calls: list[str]) -> str:
    """Return the text of ``w:p``; a footnote call becomes "[n]" and its id is appended to ``calls``."""
    parts: list[str] = []
    _collect(paragraph, parts, calls)
    return "".join(parts)


def _collect(element: Element, parts: list[str], calls: list[str]) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED or tag == _FALLBACK:
            continue
        if tag == f"{W}t":
            parts.append(child.text or "")
        elif tag == f"{W}tab" or tag == f"{W}ptab":
            parts.append("\t")
        elif tag in {f"{W}br", f"{W}cr"}:
            parts.append("\n")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag == f"{W}footnoteReference":
            calls.append(child.get(f"{W}id", ""))
            parts.append(f"[{len(calls)}]")
        else:
            if tag == f"{W}p" and parts:
                parts.append("\n")
            _collect(child, parts, calls)
