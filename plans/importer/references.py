"""Citations of other documents: type, number, date, issuer, subject — in running text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.document_numbers import compact, find_document_numbers
from core.text import fold
from plans.importer.dates import first_date
from plans.importer.model import Reference

_TYPE = (
    r"Kế hoạch hành động|Chương trình hành động|Kế hoạch liên tịch|Thông tư liên tịch|Văn bản hợp "
    r"nhất|Kế hoạch|Quyết định|"
    r"Nghị quyết|Nghị định|Chỉ thị|Thông tư|Thông báo|Hướng dẫn|Báo cáo|Tờ trình|Chương trình|Công "
    r"văn|Công điện|Kết luận|"
    r"Bộ luật|Luật|Pháp lệnh|Văn bản|Đề án|Quy định|Quy chế|Phương án"
)
_NUMBERED = re.compile(rf"(?:({_TYPE})\s{{0,3}}(?:số\s{{0,3}})?:?\s{{0,3}})$")
_LAW = re.compile(
    r"(Bộ luật|Luật|Pháp lệnh)\s(?!số\b|định\b|sư\b)([^;.“”]{2,200}?)(?=\s*,?\s*(?:số\s+\d|ngày\s|"
    r"năm\s(?:19|20)\d\d|được|;|\.|$|\())"
)
_OF = re.compile(
    r"^\s*,?\s*(?:của|do)\s+([A-ZĐÀ-Ỹ][^;:.,“()]{1,120}?)(?=\s+(?:về|phê duyệt|ban hành|quy định|"
    r"hướng dẫn|triển khai|thực hiện|sửa đổi|thông qua|tại|để|giao|công bố|đã|\(|“)|"
    r"[;.,:()“]|$)"
)
_TITLE_VERB = re.compile(
    r"^\s*,?\s*(?:về việc|v/v|về|phê duyệt|ban hành|quy định|hướng dẫn|thông qua|triển khai|thực "
    r"hiện|sửa đổi)\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^”\"]{8,400})[”\"]?")
# "…, Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:" ends what the sentence says of the cited document.
_ISSUING = re.compile(
    r",\s(?=(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Sở|Phòng|Trường|Bộ|Trung tâm|Ban|Hội "
    r"đồng)\b[^,;“]{0,100}?"
    r"\s(?:ban hành|xây dựng|đề nghị|yêu cầu|hướng dẫn|triển khai|báo cáo)\b)"
)
_LAW_BEFORE = re.compile(r"(Bộ luật|Luật|Pháp lệnh)\s([^;.“”]{2,150}?)\s(?:số)\s*$")
# Longer than any clause that cites documents.
_MAX_TEXT = 20_000
_DIRECT = re.compile(r"^[\s,]*(?:và|và các|cùng|các)?\s*(?:số)?\s*$")
_FALSE_LAW = re.compile(r"^(?:hiện hành|liên quan|có liên quan|và\b|khác|quy định)")


@dataclass(frozen=True, slots=True)
class Found:
    """A reference with its place in the text that it was read from."""

    reference: Reference
    start: int
    end: int


def find_references(text: str, line: int, role: str | None = None) -> list[Found]:
    """Return the numbered documents and the dated laws that ``text`` cites, in order."""
    text = text[:_MAX_TEXT]
    found = [*_numbered(text, line, role), *_laws(text, line, role)]
    found.sort(key=lambda item: item.start)
    kept: list[Found] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _numbered(text: str, line: int, role: str | None) -> Iterable[Found]:
    numbers = list(find_document_numbers(text))
    previous_type = "Văn bản"
    for position, number in enumerate(numbers):
        before = text[max(0, number.start - 40) : number.start]
        match = _NUMBERED.search(before)
        start = number.start
        if match:
            kind = match[1]
            start = number.start - (len(before) - match.start())
        elif position and _DIRECT.match(text[numbers[position - 1].end : number.start][-30:]):
            kind = previous_type
        else:
            kind = _type_of(number.kind)
        previous_type = kind
        after = text[number.end : number.end + 700]
        law = _LAW_BEFORE.search(text[max(0, number.start - 170) : number.start])
        if law and kind in {"Luật", "Công văn"} and number.kind.startswith("qh"):
            kind, start = law[1], number.start - len(law[0])
        else:
            law = None
        date, rest = _date_after(after)
        issuer, subject = _issuer_and_title(rest)
        subject = f"{law[1]} {law[2]}" if law else subject
        raw = text[start : number.end + len(after) - len(rest)].strip()
        yield Found(
            Reference(kind, number.text, date, issuer or _issuer_of(number.symbol), subject, raw, line, role),
            start,
            number.end,
        )


_KINDS = {
    "qd": "Quyết định", "kh": "Kế hoạch", "nq": "Nghị quyết", "nd": "Nghị định", "ct": "Chỉ thị", "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch", "ttr": "Tờ trình", "tb": "Thông báo", "bc": "Báo cáo", "hd": "Hướng dẫn",
    "ctr": "Chương trình", "kl": "Kết luận", "qh": "Luật", "cd": "Công điện", "vbhn": "Văn bản hợp nhất",
}  # fmt: skip


def _type_of(kind: str) -> str:
    return _KINDS.get(kind, "Luật" if kind.startswith("qh") else "Công văn")


def _issuer_of(symbol: str) -> str | None:
    """Some symbols name their issuer without doubt: -TTg the Prime Minister, -CP the Government."""
    organ = re.split(r"[-–/]", symbol)[-1]
    if symbol.upper().startswith("QH"):
        return "Quốc hội"
    return {"TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ", "BGDĐT": "Bộ Giáo dục và Đào tạo"}.get(organ)


def _date_after(after: str) -> tuple[str | None, str]:
    """Return the date that follows a number directly ("ngày 25/01/2022", ", ngày …", "28/4/2022")."""
    date = first_date(after[:60])
    if date is None or not re.fullmatch(r"[\s,(]*", after[: date.start]):
        return None, after
    return date.iso, after[date.end :]


def _issuer_and_title(rest: str) -> tuple[str | None, str | None]:
    issuer = None
    match = _OF.match(rest)
    if match:
        issuer = re.sub(r"\[\d+\]", "", match[1]).strip()
        rest = rest[match.end() :]
    verb = _TITLE_VERB.match(rest)
    if verb is None:
        return issuer, None
    title = re.sub(r"^(?:việc\s+)?(?:phê duyệt|ban hành)\s+", "", rest[verb.end() :]).strip()
    title = _until_end(_ISSUING.split(title, maxsplit=1)[0])
    return issuer, title or None


def _until_end(title: str) -> str:
    """Cut a subject at the end of its clause, outside quotation marks."""
    quoted = False
    for position, char in enumerate(title[:600]):
        if char == "“":
            quoted = True
        elif char == "”":
            quoted = False
        elif (char == ";" and not quoted) or (
            char == "." and not quoted and title[position + 1 : position + 2] in {"", " "}
        ):
            return title[:position].strip()
    return title[:600].strip(" .;,")


def _laws(text: str, line: int, role: str | None) -> Iterable[Found]:
    """Laws are cited by name and date; without a date they are named in passing and left out."""
    for match in _LAW.finditer(text):
        name = f"{match[1]} {match[2]}".strip(" ,")
        if _FALSE_LAW.match(match[2]):
            continue
        after = text[match.end() : match.end() + 80]
        date = first_date(after)
        if date is not None and re.fullmatch(r"[\s,(]*(?:số\s\S+\s?)?[\s,]*", after[: date.start]):
            yield Found(
                Reference(
                    "Luật" if match[1] == "Luật" else match[1],
                    None,
                    date.iso,
                    "Quốc hội",
                    name,
                    match[0],
                    line,
                    role,
                ),
                match.start(),
                match.end(),
            )


def direct_references(piece: str, line: int, role: str) -> list[Reference]:
    """Return the references that a "Căn cứ" clause names itself, without those inside a cited title.

    "Kế hoạch A về thực hiện Nghị quyết B": B belongs to the title of A. "Nghị định A và Nghị định B": both.
    """
    found = find_references(piece, line, role)
    kept: list[Reference] = []
    last_end = 0
    for item in found:
        between = piece[last_end : item.start]
        if kept and not _joins(between):
            break
        kept.append(item.reference)
        last_end = item.end
    return kept


def _joins(between: str) -> bool:
    """Only a date and an issuer stand between two documents that are cited side by side."""
    text = between.strip()
    if len(text) > 200 or _verb_inside(text):
        return False
    return text.endswith((",", "và", "và các", "cùng", "số")) or not text


_SUBJECT_WORDS = re.compile(
    r"\b(?:ve|ve viec|phe duyet|ban hanh|quy dinh|thuc hien|trien khai|huong dan|sua doi|thong qua|theo)\b"
)


def _verb_inside(text: str) -> bool:
    return _SUBJECT_WORDS.search(fold(text)) is not None


def split_outside_quotes(text: str) -> list[str]:
    """Split at ";" outside quotation marks and brackets."""
    pieces: list[str] = []
    depth = start = 0
    for position, char in enumerate(text):
        if char in "“(":
            depth += 1
        elif char in "”)":
            depth = max(0, depth - 1)
        elif char == ";" and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def identity(reference: Reference) -> str:
    """Return the key under which two references name one document: the number, else the name of the law."""
    return compact(reference.number) if reference.number else f"={fold(reference.title or '')}"


def same_document(first: Reference, second: Reference) -> bool:
    """Return whether two references name one document."""
    return identity(first) == identity(second)


def quoted_names(text: str) -> set[str]:
    """Return the names in quotation marks, folded and without spaces or punctuation (for comparing)."""
    return {re.sub(r"[^a-z0-9]", "", fold(match[1])) for match in _QUOTED.finditer(text)}


def with_role(reference: Reference, role: str | None, relation: str | None = None) -> Reference:
    """Return the reference under another role."""
    return replace(reference, role=role, relation=relation or reference.relation)
