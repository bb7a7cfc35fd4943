"""The issuer of a document whose header names none: from its opening sentence or a header over an appendix."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.importer import marks
from plans.importer.doubts import warn
from plans.importer.header import MOTTO, Header
from plans.importer.model import SourceLine
from plans.importer.vocabulary import agency_head, is_caps, issuer_level, written_agency

_AGENCY_NAME = (
    r"((?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Sở|Bộ|Phòng|Trường|Trung tâm|"
    r"Ban|Đảng ủy|Tỉnh ủy)"
    r"\s[^.;:,“(\d]{2,80}?)"
)
_ISSUES = re.compile(
    rf"^{_AGENCY_NAME}\s(?:\([^)]{{1,80}}\)\s)?(?:ban hành|xây dựng|triển khai|yêu cầu|đề nghị|hướng "
    rf"dẫn|tổ chức)\b"
)
_ISSUES_INSIDE = re.compile(rf"[,;]\s{_AGENCY_NAME}\s(?:ban hành|xây dựng)\s(?:Kế hoạch|kế hoạch)\b")


def issuer_from_text(
    header: Header, paragraphs: Sequence[tuple[str, int]], capitals: Sequence[SourceLine]
) -> Header:
    """Fill a missing issuer from the opening sentences or from a header over an appendix, with a warning."""
    if header.issuer:
        return header
    for pattern in (_ISSUES, _ISSUES_INSIDE):
        for text, line in paragraphs:
            match = pattern.search(text[:3000])
            if match:
                return _with_issuer(header, match[1].strip(), line)
    block: list[str] = []
    first = None
    for source in capitals:
        text = MOTTO.sub("", source.text).strip()
        if text and is_caps(text) and (block or agency_head(text)) and not marks.is_annex(text):
            block.append(text)
            first = first or source.number
        elif block:
            break
    if block:
        return _with_issuer(header, written_agency(" ".join(block)), first)
    return replace(header, warnings=[*header.warnings, warn("issuer_missing", None)])


def _with_issuer(header: Header, issuer: str, line: int | None) -> Header:
    warnings = [*header.warnings, warn("issuer_elsewhere", line, issuer=issuer)]
    return replace(header, issuer=issuer, issuer_level=issuer_level(issuer), warnings=warnings)
