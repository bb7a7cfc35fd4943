"""Boxes 1–5 of a document: number, date and place, issuer, type, title (Decree 30/2020/NĐ-CP, Annex I)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.document_numbers import find_document_numbers
from plans.importer import marks
from plans.importer.dates import FoundDate, find_dates
from plans.importer.doubts import warn
from plans.importer.labels import find_label
from plans.importer.model import ReadingWarning, SourceLine
from plans.importer.vocabulary import (
    SYMBOL_TYPES,
    agency_head,
    is_caps,
    issuer_level,
    key,
    title_line,
    written_agency,
)

MOTTO = re.compile(
    r"C[ỘO]NG H[OÒ][AÀÒ]? X[ÃA] H[ỘO]I(?: CH[ỦU](?: NGH[ĨI]A)?)?(?: VI[ỆE]T NAM)?|(?:CHỦ )?NGHĨA VIỆT NAM|"
    r"^VIỆT NAM$|ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"[ĐÐ][ộo]c l[ậa]p\s*[-–—.]\s*T[ựu] do\s*[-–—.]\s*H[ạa]nh ph[úu]c",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_PLACE = re.compile(r"^(.{0,60}?)[,.;]?\s*(?:ngày|Ngày)\b")
_PLACE_DATE = re.compile(r"([^\W\d_][^\d,]{0,50}?)\s*,\s*ngày\b", re.IGNORECASE)
_OPEN_DATE = re.compile(r"ngày[\s.…_]*tháng[\s.…_\d]*năm", re.IGNORECASE)
# "Số:        /KH-UBND": the gap that was left for the number does not part two columns.
_OPEN_NUMBER = re.compile(r"(Số\s?:)[\s.…_]+(?=[/\-–\d])")
_BLANK_NUMBER = re.compile(r"^[\s.…_]*[/\-–]\s?([A-ZĐÐ][\wĐÐ&\-–]*)")
_SUBJECT = re.compile(r"^\s*(?:V/v|v/v|V/V|Về việc)\s*:?\s*")
# What can only be the first line of the text, after the title.
_BODY_WORDS = re.compile(
    r"^(?:Căn cứ|CĂN CỨ|Thực hiện|Triển khai|Kính gửi|Nhằm|Để |Trên cơ sở|Theo |Xét |Thi hành|Tiếp "
    r"tục|Ngày \d|"
    r"Năm học|Trong |Sở |Ủy ban nhân dân|UBND|Trường |Phòng |Bộ |Tiếp theo|Phát huy|Qua )"
)
_AUTHOR_LINE = re.compile(
    r"^(?:BỘ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHÍNH PHỦ|HỘI ĐỒNG NHÂN DÂN|"
    r"ỦY BAN NHÂN DÂN|"
    r"UỶ BAN NHÂN DÂN|QUỐC HỘI|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|KHÓA|KHOÁ|KỲ HỌP)\b"
)


# Party resolutions: "NGHỊ QUYẾT / CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH / về …".
_OF_AUTHOR = re.compile(r"^CỦA (?:BAN CHẤP HÀNH|BAN THƯỜNG VỤ|BỘ CHÍNH TRỊ|BAN BÍ THƯ|TỈNH |THÀNH |ĐẢNG )")


@dataclass(slots=True)
class Header:
    """The reading of boxes 1–5; ``body`` is the index of the first line after the title."""

    type: str | None = None
    number: str | None = None
    number_line: int | None = None
    number_parts: dict[str, str | int | None] = field(default_factory=dict)
    date: str | None = None
    date_raw: str | None = None
    date_lines: tuple[int, ...] = ()
    place: str | None = None
    issuer: str | None = None
    issuer_parent: str | None = None
    issuer_level: str | None = None
    issuer_lines: tuple[int, ...] = ()
    authority_line: str | None = None
    title: str | None = None
    title_lines: tuple[int, ...] = ()
    title_index: int | None = None
    body: int = 0
    warnings: list[ReadingWarning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell of a header line, with the motto taken out."""

    text: str
    line: int
    index: int


def read_header(lines: Sequence[SourceLine], start: int, end: int) -> Header:
    """Read the header of the document that spans the lines ``start`` to ``end`` (half open)."""
    header = Header()
    title = _find_title(lines, start, end)
    zone_end = title if title is not None else _header_end(lines, start, end)
    pieces = list(_pieces(lines, start, zone_end))
    _read_number(header, pieces)
    _read_date(header, pieces, lines, zone_end, end)
    _read_issuer(header, pieces)
    if title is not None:
        _read_title(header, lines, title, end)
    else:
        _read_letter_subject(header, pieces, zone_end)
    _infer_type(header)
    return header


def _find_title(lines: Sequence[SourceLine], start: int, end: int) -> int | None:
    """Return the index of the type title; an official letter (công văn) has none."""
    for index in range(start, min(end, start + 80)):
        text = lines[index].text
        if not text:
            continue
        if marks.is_addressee(text) or (find_label(text) and index > start + 3 and len(text) > 25):
            label = find_label(text)
            if marks.is_addressee(text) or (
                label is not None and label.level in {"roman", "dieu", "phan", "chuong"}
            ):
                return None
        if lines[index].cell is None and title_line(MOTTO.sub("", text).strip()):
            return index
    return None


def _header_end(lines: Sequence[SourceLine], start: int, end: int) -> int:
    """Without a title: the header ends before "Kính gửi", the first heading or the first sentence."""
    for index in range(start, min(end, start + 80)):
        text = lines[index].text
        label = find_label(text)
        if marks.is_addressee(text) or (label is not None and label.level != "bullet"):
            return index
        if text.startswith("Căn cứ") or (len(text) > 150 and not is_caps(text)):
            return index
    return min(end, start + 30)


def _pieces(lines: Sequence[SourceLine], start: int, end: int) -> list[_Piece]:
    """Cut header lines at tabs, pipes and wide gaps (two columns on one line); drop motto and rules."""
    pieces = []
    for index in range(start, end):
        for cell in _CELLS.split(_OPEN_NUMBER.sub(r"\1 ", lines[index].raw.strip())):
            text = " ".join(MOTTO.sub(" ", cell.replace("\xa0", " ")).split())
            if text and not marks.is_noise(text) and not text.startswith("[bookmark"):
                pieces.append(_Piece(text, lines[index].number, index))
    return pieces


def _read_number(header: Header, pieces: Sequence[_Piece]) -> None:
    for position, piece in enumerate(pieces):
        match = marks.NUMBER_LINE.search(piece.text)
        if match is None or not marks.has_number(piece.text):
            continue
        text = match[1]
        if text.rstrip().endswith(("-", "–", "/")) and position + 1 < len(pieces):
            text = text + pieces[position + 1].text
        header.number_line = piece.line
        found = next(iter(find_document_numbers(text)), None)
        blank = _BLANK_NUMBER.match(text)
        if found is not None and found.start < 12:
            header.number = found.text
            header.number_parts = {
                "number": found.number,
                "year": found.year,
                "kind": found.kind,
                "symbol": found.symbol,
                "organ": re.split(r"[-–/.]", found.symbol, maxsplit=1)[-1],
            }
        elif blank is not None:
            symbol = blank[1]
            header.number_parts = {
                "number": None,
                "year": None,
                "kind": key(re.split(r"[-–]", symbol)[0]),
                "symbol": symbol,
            }
            header.warnings.append(warn("number_blank", piece.line, raw=piece.text))
        return
    header.warnings.append(warn("number_missing", None))


def _read_date(
    header: Header, pieces: Sequence[_Piece], lines: Sequence[SourceLine], zone_end: int, end: int
) -> None:
    """Read box 4; a wrap may have cut it over two lines, damage may have eaten a word."""
    for position, piece in enumerate(pieces):
        folded = key(piece.text)
        if "ngay" not in folded and not re.search(r"\bthang\s\d", folded):
            continue
        joined, used = piece.text, [piece.line]
        dates = _header_dates(joined)
        if not dates and position + 1 < len(pieces):
            joined, used = f"{joined} {pieces[position + 1].text}", [piece.line, pieces[position + 1].line]
            dates = _header_dates(joined)
        if dates:
            _take_date(header, joined, dates[0], used, follows_number=header.number_line == piece.line)
            return
        if _OPEN_DATE.search(joined):
            header.date_raw, header.date_lines = joined, tuple(used)
            header.place = _place(joined)
            header.warnings.append(warn("date_unreadable", piece.line, raw=joined))
            return
    header.warnings.append(warn("date_missing", None))


def _header_dates(text: str) -> list[FoundDate]:
    return [date for date in find_dates(text) if len(text) < 160]


def _take_date(header: Header, text: str, date: FoundDate, used: list[int], *, follows_number: bool) -> None:
    match = _PLACE_DATE.search(text)
    start = match.start() if match else 0
    header.date = date.iso
    header.date_raw = text[start:].strip() if not follows_number or match else date.raw
    header.date_lines = tuple(dict.fromkeys(used))
    header.place = _place(text)
    if date.damaged:
        day = ".".join(reversed(date.iso.split("-")))
        header.warnings.append(warn("date_damaged", used[0], raw=header.date_raw, date=day.replace(".", "/")))


def _place(text: str) -> str | None:
    match = _PLACE_DATE.search(text) or _PLACE.match(text)
    if match is None:
        return None
    place = re.sub(r"^.*?(?:[A-ZĐ]{2,}[-/]\S+)\s+", "", match[1]).strip(" ,.;")
    return place or None


def _read_issuer(header: Header, pieces: Sequence[_Piece]) -> None:
    """Read box 2: capital lines; a line that begins with an agency word begins a new agency."""
    agencies: list[tuple[str, list[int]]] = []
    for piece in pieces:
        if marks.has_number(piece.text) or "ngày" in piece.text.lower() or not is_caps(piece.text):
            if agencies and (marks.has_number(piece.text) or _SUBJECT.match(piece.text)):
                break
            continue
        text = piece.text.strip(" *-–—_.")
        if (
            not text
            or len(text) > 120
            or title_line(text)
            or text.startswith(("HỎA TỐC", "KHẨN", "MẬT", "DỰ THẢO"))
        ):
            continue
        if agency_head(text) and not _is_unfinished(agencies, text):
            agencies.append((text, [piece.line]))
        elif agencies:
            joined, used = agencies[-1]
            agencies[-1] = (f"{joined} {text}", [*used, piece.line])
    if not agencies:
        return
    header.issuer = written_agency(agencies[-1][0])
    header.issuer_lines = tuple(line for _, used in agencies for line in used)
    if len(agencies) > 1:
        header.issuer_parent = written_agency(agencies[-2][0])
    header.issuer_level = issuer_level(header.issuer)


def _is_unfinished(agencies: list[tuple[str, list[int]]], text: str) -> bool:
    """A name cut by the wrap before a word that looks like an agency ("… VĂN HÓA" / "BAN …") is rare."""
    return bool(agencies) and agencies[-1][0].endswith((" VÀ", ",", "-"))


def _read_title(header: Header, lines: Sequence[SourceLine], index: int, end: int) -> None:
    """Read box 5a: the type line and the subject under it, up to the first line of the text."""
    found = title_line(MOTTO.sub("", lines[index].text).strip())
    assert found is not None
    header.type, header.title_index = found[0], index
    parts, used = ([found[1]], [lines[index].number]) if found[1] else ([], [])
    position = index + 1
    while position < end:
        line = lines[position]
        if not parts and header.type in _AUTHORED and _OF_AUTHOR.match(line.text):
            header.authority_line = line.text.split(" ", 1)[1]
            position += 1
            continue
        if not line.text or marks.is_noise(line.text):
            if parts and _subject_is_over(lines, position, end, parts):
                break
            position += 1
            continue
        if _is_author(header, line.text, parts) or not _is_subject_line(line.text, parts):
            break
        parts.append(line.text)
        used.append(line.number)
        position += 1
    position = _read_author(header, lines, position, end, parts)
    header.title = " ".join(parts).strip() or None
    header.title_lines = tuple(used)
    header.body = position
    if header.title is None:
        header.warnings.append(warn("title_missing", lines[index].number))


# Acts that name their author between the title and the text; plans and reports do not.
_AUTHORED = frozenset({"Quyết định", "Nghị quyết", "Chỉ thị", "Nghị định", "Thông tư", "Thông tư liên tịch"})


def _is_author(header: Header, text: str, parts: list[str]) -> bool:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" under a decision's subject, unless the subject is cut before it."""
    if header.type not in _AUTHORED or not parts or not is_caps(text) or not _AUTHOR_LINE.match(text):
        return False
    return key(parts[-1]).rsplit(" ", 1)[-1] not in {"cua", "thu", "tuong", "va", "tai", "do"}


def _read_author(
    header: Header, lines: Sequence[SourceLine], position: int, end: int, parts: list[str]
) -> int:
    """Read the author's lines under the subject; return the index of the first line of the text."""
    after = position
    while position < end:
        text = lines[position].text
        if text and not marks.is_noise(text):
            if not _is_author(header, text, parts):
                break
            header.authority_line = header.authority_line or text
            after = position + 1
        position += 1
    return after


def _subject_is_over(lines: Sequence[SourceLine], position: int, end: int, parts: list[str]) -> bool:
    """A blank or a rule ends the subject unless more capitals follow a subject in capitals."""
    following = next(
        (line.text for line in lines[position:end] if line.text and not marks.is_noise(line.text)), ""
    )
    return not (is_caps(following) and is_caps(" ".join(parts)) and not find_label(following))


def _is_subject_line(text: str, parts: list[str]) -> bool:
    label = find_label(text)
    if label is not None and label.level != "bullet":
        return False
    if marks.is_addressee(text) or text.startswith(("(Ban hành", "(Kèm theo", "(kèm theo")):
        return False
    if not parts:
        return len(text) < 600
    if is_caps(" ".join(parts)):
        return not any(char.islower() for char in text) or is_caps(text)
    return not _BODY_WORDS.match(text) and len(text) < 200 and parts[-1][-1] not in ".;:"


def _read_letter_subject(header: Header, pieces: Sequence[_Piece], zone_end: int) -> None:
    """Read box 5b of an official letter: "V/v …" under the number."""
    header.body = zone_end
    parts: list[str] = []
    used: list[int] = []
    for piece in pieces:
        if _SUBJECT.match(piece.text) and not parts:
            parts, used = [_SUBJECT.sub("", piece.text)], [piece.line]
        elif parts:
            if is_caps(piece.text) or "ngày" in piece.text.lower()[:40] or marks.has_number(piece.text):
                continue
            parts.append(piece.text)
            used.append(piece.line)
    if parts:
        header.title, header.title_lines = " ".join(parts).strip(), tuple(used)
        header.type = "Công văn"
    else:
        header.warnings.append(warn("title_missing", None))


def _infer_type(header: Header) -> None:
    if header.type is not None:
        return
    kind = str(header.number_parts.get("kind") or "")
    if kind in SYMBOL_TYPES:
        header.type = SYMBOL_TYPES[kind]
        header.warnings.append(warn("type_missing", header.number_line, type=header.type))
    elif header.number:
        header.type = "Công văn"
        header.warnings.append(warn("type_missing", header.number_line, type=header.type))
    else:
        header.warnings.append(warn("type_unknown", None))
