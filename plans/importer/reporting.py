"""Duties to report: who, to whom, through whom, how often, until when."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.text import fold
from plans.importer.dates import first_date, iso_date
from plans.importer.doubts import warn
from plans.importer.model import ParsedClause, ReadingWarning, ReportingDuty
from plans.importer.sections import SectionMap
from plans.importer.vocabulary import agency_head

_ADDRESSEE = (
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Bộ|Sở|Phòng|Thủ tướng|Chính phủ|"
    r"Quốc hội|"
    r"Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ban Thường vụ|Ban Chỉ đạo|Ban chỉ đạo|Hiệu trưởng|Giám đốc|"
    r"cấp quản lý|cấp trên|cấp có thẩm quyền|"
    r"cơ quan quản lý|nhà trường|Nhà trường|Chủ tịch|Văn phòng)"
)
_REPORTS = re.compile(
    rf"(?:báo cáo|gửi báo cáo|gửi|nộp)\s(?:[^;.:]{{0,90}}?\s)?(?:về\s|cho\s|với\s|lên\s|"
    rf"đến\s)?(?={_ADDRESSEE})",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"{_ADDRESSEE}(?:[^,;.()]*?)(?=\s(?:và\s{_ADDRESSEE}|theo|trước|để|xem|tổng|trình|về|kết quả|"
    rf"tình hình|định kỳ|hằng|hàng|chậm|vào|qua|thông qua|cho|có|khi|như|đúng)\b|[,;.()]|$)"
)
_VIA = re.compile(
    rf"\(?(?:qua|thông qua|gửi)\s+({_ADDRESSEE}[^,;.()]{{0,60}}?)(?:\s(?:tổng hợp|để|trước)\b|[,;.)]|$)"
)
_GATHERED = re.compile(
    rf"theo hướng dẫn của\s+({_ADDRESSEE}[^;.,()]{{0,40}}?)(?:,[^;.]{{0,60}}?)?\sđể\s(?:tổng hợp|báo cáo)"
)
# What is no duty to report results: asking leave, drafting budgets, trouble on the way, software features.
_OTHER = re.compile(
    r"\b(?:neu co|neu phat sinh|vuong mac|cho y kien|xem xet,? (?:quyet dinh|giai quyet)|phe duyet|"
    r"du toan|tham muu|"
    r"phuc vu cong tac bao cao|bao cao lien thong|he thong bao cao|de xuat|phan anh|trinh hdnd)\b"
)
_PERIODIC = re.compile(
    r"\b(định kỳ(?: (?:hằng|hàng) (?:năm|quý|tháng)| 6 tháng| 06 tháng)?|hằng năm|hàng năm|hằng quý|"
    r"hàng quý|hằng tháng|hàng tháng|"
    r"6 tháng(?: đầu năm)?|06 tháng|theo quy định|đột xuất|(?:sơ kết|tổng kết)[^;.]{0,60}?(?=,|;|\.|"
    r"\sbáo cáo|\sđể|$))",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"(trước|chậm nhất|muộn nhất|"
    r"vào)\s(?:là\s)?(?:ngày\s)?(\d{1,2})(?:\s?/\s?(\d{1,2})(?:\s?/\s?((?:19|20)\d\d))?|"
    r"\s?tháng\s?(\d{1,2})(?:\s?năm\s?((?:19|20)\d\d))?)"
    r"((?:\s(?:hằng|hàng) (?:năm|tháng))?)",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"^\s*(?:và\s)?(tổng kết|sơ kết)\b[^;.]*\b(?:năm|khi|sau|giai đoạn)\b[^;.]*", re.IGNORECASE
)
_RESULTS = re.compile(r"\b(?:bao cao|ket qua|danh gia|tong ket|so ket|tong hop|kiem tra)\b")
_CLAUSE_END = re.compile(r"(?<=[.;])\s+")


def read_reporting(clauses: Sequence[ParsedClause]) -> tuple[list[ReportingDuty], list[ReadingWarning]]:
    """Return the duties to report that the sections on organisation and reporting lay down."""
    sections = SectionMap(clauses)
    duties: list[ReportingDuty] = []
    warnings: list[ReadingWarning] = []
    for clause in clauses:
        if clause.level == "table" or clause.region != "body" or clause.is_heading:
            continue
        if not re.search(r"báo cáo|Báo cáo|gửi|nộp", clause.text):
            continue
        kind = sections.kind(clause)
        if kind in {"money", "baseline", "basis", "target"}:
            continue
        who = _who(clause, sections)
        _read_clause(clause, who, kind, duties, warnings)
    return duties, warnings


def _who(clause: ParsedClause, sections: SectionMap) -> str | None:
    """Return the agency whose heading stands over the clause ("2. Sở Tài chính")."""
    for ancestor in sections.ancestors(clause):
        title = (ancestor.title or ancestor.text).strip(" :.")
        if ancestor.level in {"arabic", "dotted", "roman", "letter", "bullet"} and _is_agency(title):
            return title
    return None


def _is_agency(title: str) -> bool:
    """An agency or a group of units by its first words: "UBND các xã", "Các cơ sở giáo dục", "Đề nghị Sở …"."""
    if len(title) > 200:
        return False
    folded = fold(title)
    folded = re.sub(r"^(?:de nghi|giao|doi voi|yeu cau)\s", "", folded)
    if re.match(
        r"(?:cac|nhung)\s(?:so|ban|phong|truong|co so|don vi|co quan|nganh|trung tam|xa|phuong|dia "
        r"phuong|to|lop)\b",
        folded,
    ):
        return True
    if re.match(
        r"(?:hieu truong|giam doc|truong phong|thu truong|giao vien|to truong|co so|don vi|bo phan|"
        r"to (?:chuyen mon|truong|van phong|tin hoc)|van phong)\b",
        folded,
    ):
        return True
    return agency_head(re.sub(r"^(?:Đề nghị|Giao|Đối với|Yêu cầu)\s", "", title)) is not None


def _read_clause(
    clause: ParsedClause,
    who: str | None,
    kind: str | None,
    duties: list[ReportingDuty],
    warnings: list[ReadingWarning],
) -> None:
    previous: ReportingDuty | None = None
    for piece in _CLAUSE_END.split(clause.text):
        match = _REPORTS.search(piece)
        folded = fold(piece)
        if match is None:
            final = _FINAL.match(piece)
            if previous is not None and final:
                duties.append(
                    _duty(clause, piece, previous.who, previous.to, None, final[0].strip(" .;"), warnings)
                )
            previous = None
            continue
        if _OTHER.search(folded) or not _RESULTS.search(folded):
            previous = None
            continue
        own = _before_colon(clause.text) or _subject(piece, match.start())
        subject = own or who or _opening_agency(clause.text)
        dated = kind is None and own is not None and _DEADLINE.search(piece) is not None
        if subject is None or (kind not in {"organisation", "reporting"} and who is None and not dated):
            previous = None
            continue
        to = _addressees(piece[match.start() :])
        previous = _duty(clause, piece, subject, to, _via(piece, to), _frequency(piece), warnings)
        duties.append(previous)
        for again in list(_DEADLINE.finditer(piece))[1:4]:
            deadline, raw, before = _read_deadline(again, clause.lines[0], warnings)
            if deadline is not None:
                duties.append(replace(previous, deadline=deadline, deadline_raw=raw, before=before))


def _before_colon(text: str) -> str | None:
    """Return the agency that a clause names before a colon: "Văn phòng Sở: theo dõi, … báo cáo …"."""
    head, colon, _ = text[:120].partition(":")
    return head.strip() if colon and _is_agency(head) else None


def _opening_agency(text: str) -> str | None:
    """Return the agency with which a clause of several sentences begins ("Đảng ủy … lãnh đạo …; báo cáo …")."""
    first = _CLAUSE_END.split(text[:600], maxsplit=1)[0]
    return _subject(first, len(first)) if _is_agency(first) else None


def _subject(piece: str, end: int) -> str | None:
    """Return the agency with which the sentence itself begins ("Các đơn vị trực thuộc gửi báo cáo …")."""
    start = re.sub(r"^(?:Định kỳ|Hằng năm|Hàng năm|Trước ngày)[^,]{0,60},\s*", "", piece[:end])
    start = re.sub(r"^(?:Đề nghị|Yêu cầu|Giao)\s", "", start)
    match = re.match(
        r"((?:Các|Sở|Phòng|UBND|Ủy ban nhân dân|Trường|Hiệu trưởng|Thủ trưởng|Trung tâm|Công an|Văn "
        r"phòng|Đơn vị|Cơ sở|Ban|Đảng ủy|Tổ(?! chức))\b"
        r"[^.;:]{2,140}?)\s(?=(?:có trách nhiệm|theo dõi|phối hợp|kiểm tra|chủ trì|hướng dẫn|đôn đốc|"
        r"lãnh đạo|chỉ đạo|rà soát|chịu trách nhiệm|tổng hợp|định kỳ|tổ chức|thực hiện|gửi|báo cáo|nộp|xây "
        r"dựng|chủ động|lập|căn cứ|hằng|hàng)\b|$)",
        start + " ",
    )
    return match[1].strip(" ,") if match and len(match[1].split()) >= 2 else None


def _addressees(text: str) -> tuple[str, ...]:
    found: list[str] = []
    text = re.sub(r"\([^)]*\)", " ", text)
    for match in _TO.finditer(text):
        before = text[max(0, match.start() - 25) : match.start()].rstrip()
        if not re.search(
            r"(?:báo cáo|gửi|nộp|về|cho|với|lên|đến|và|,|báo cáo kết quả|tình hình)$", before, re.IGNORECASE
        ):
            continue
        name = match[0].strip()
        if before.endswith(",") and not found:
            continue
        if name not in found:
            found.append(name)
    return tuple(found)


def _via(piece: str, to: tuple[str, ...]) -> str | None:
    match = _VIA.search(piece) or _GATHERED.search(piece)
    if match is None:
        return None
    via = match[1].strip()
    return None if any(name.startswith(via) for name in to) else via


def _frequency(piece: str) -> str | None:
    words = [match[0].strip(" ,;.") for match in _PERIODIC.finditer(piece)]
    return "; ".join(dict.fromkeys(word[:1].lower() + word[1:] for word in words)) or None


def _duty(
    clause: ParsedClause,
    piece: str,
    who: str,
    to: tuple[str, ...],
    via: str | None,
    frequency: str | None,
    warnings: list[ReadingWarning],
) -> ReportingDuty:
    deadline, raw, before = _deadline(piece, clause.lines[0], warnings)
    return ReportingDuty(who, to, via, frequency, deadline, raw, before, clause.lines[0], piece.strip()[:400])


def _deadline(piece: str, line: int, warnings: list[ReadingWarning]) -> tuple[str | None, str | None, bool]:
    """Return ("--12-15" or an ISO date, the words as printed, whether it is "no later than")."""
    match = _DEADLINE.search(piece)
    if match is None:
        date = first_date(piece) if re.search(r"\btrước ngày|chậm nhất", piece) else None
        return (date.iso, date.raw, True) if date else (None, None, False)
    return _read_deadline(match, line, warnings)


def _read_deadline(
    match: re.Match[str], line: int, warnings: list[ReadingWarning]
) -> tuple[str | None, str | None, bool]:
    if match[3] is None and match[5] is None:
        return None, match[0].strip(), match[1].lower() != "vào"
    day, month = int(match[2]), int(match[3] or match[5])
    year = match[4] or match[6]
    before = match[1].lower() != "vào"
    iso = iso_date(int(year or 2024), month, day)
    if iso is None:
        warnings.append(warn("deadline_unreadable", line, raw=match[0]))
        return None, match[0].strip(), before
    return (iso if year else f"--{month:02d}-{day:02d}"), match[0].strip(), before


_FEEDBACK = re.compile(r"\b(?:vuong mac|phan anh|tiep nhan (?:cac )?(?:y kien|kien nghi))\b")


def read_feedback_channel(clauses: Sequence[ParsedClause]) -> str | None:
    """Return the sentence that says to whom difficulties are reported, if any."""
    for clause in clauses:
        if clause.region not in {"body", "closing"} or clause.level == "table":
            continue
        for piece in re.split(r"(?<=[.])\s+", clause.text):
            folded = fold(piece[:1500])
            if _FEEDBACK.search(folded) and re.search(r"\b(?:ve|tiep nhan|bao cao|gui|lien he)\b", folded):
                return piece.strip()
    return None
