"""What a publishing site puts around a text: its name, a block of facts, links. Never part of the body."""

import re
from collections.abc import Sequence

from core.document_numbers import compact
from core.text import fold
from plans.importer.dates import first_date
from plans.importer.doubts import warn
from plans.importer.model import ParsedDocument, ReadingWarning, SourceLine

_FACT = re.compile(
    r"^[•*\-–\s]*(Số hiệu|Số ký hiệu|Loại văn bản|Ngày ban hành|Nơi ban hành|Cơ quan ban hành|Người "
    r"ký|Ngày công báo|"
    r"Số công báo|Ngày hiệu lực|Ngày có hiệu lực|Tình trạng hiệu lực|Tình trạng|Lĩnh vực|Trích yếu|"
    r"Ngày hết hiệu lực)"
    r"\s*:\s*(.{0,300})$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:HIỆU LỰC VĂN BẢN|THUỘC TÍNH VĂN BẢN|THÔNG TIN VĂN BẢN|LƯỢC ĐỒ|Thuộc tính|Thông tin văn bản)\s*:?$"
)
_CONTROLS = frozenset(
    [
        "tai van ban",
        "tai ve",
        "in van ban",
        "in trang",
        "he thong phap luat",
        "thu vien phap luat",
        "luu",
        "chia se",
        "gui email",
        "ve dau trang",
        "trang chu",
        "dang nhap",
        "mua goi",
        "van ban lien quan",
        "tim kiem",
        "quay lai",
        "xem them",
        "ban dich tieng anh",
        "file dinh kem",
        "tai file word",
        "tai file pdf",
        "muc luc",
        "dong",
        "tra cuu",
        "bao loi",
        "theo doi van ban",
    ]
)


def site_facts(lines: Sequence[SourceLine]) -> tuple[dict[str, str], set[int]]:
    """Return the site's facts and the indexes (in ``lines``) of all lines that are chrome."""
    facts: dict[str, str] = {}
    indexes: list[int] = []
    for index, line in enumerate(lines):
        match = _FACT.match(line.text) if len(line.text) < 400 else None
        if match and line.cell is None:
            facts.setdefault(match[1][:1].upper() + match[1][1:], match[2].strip())
            indexes.append(index)
    chrome = {index for index, line in enumerate(lines) if fold(line.text[:40]) in _CONTROLS}
    if len(indexes) < 3:
        return {}, chrome
    first = indexes[0]
    for index in range(first - 1, max(-1, first - 8), -1):
        if _HEADING.match(lines[index].text):
            first = index
            break
    chrome.update(range(first, indexes[-1] + 1))
    return facts, chrome


def metadata_warnings(document: ParsedDocument) -> list[ReadingWarning]:
    """Compare the site's facts with the text: a number or date that differs is for the editor to settle."""
    facts = document.site_metadata
    found: list[ReadingWarning] = []
    number = facts.get("Số hiệu") or facts.get("Số ký hiệu")
    if number and document.number and compact(number) != compact(document.number):
        found.append(
            warn("metadata_differs", document.number_line, name="số hiệu", site=number, text=document.number)
        )
    elif number and not document.number:
        found.append(warn("metadata_differs", None, name="số hiệu", site=number, text="không ghi"))
    issued = first_date(facts.get("Ngày ban hành", ""))
    if issued and document.date and issued.iso != document.date:
        line = document.date_lines[0] if document.date_lines else None
        found.append(
            warn("metadata_differs", line, name="ngày ban hành", site=issued.raw, text=document.date)
        )
    signer = facts.get("Người ký")
    if signer and document.signer and fold(signer) != fold(document.signer.name):
        found.append(warn("metadata_differs", None, name="người ký", site=signer, text=document.signer.name))
    return found
