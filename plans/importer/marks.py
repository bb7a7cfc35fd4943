"""The fixed marks of an official document (boxes 1–9 of Decree 30/2020/NĐ-CP), told line by line."""

import re

from core.text import fold
from plans.importer.vocabulary import is_caps, key

NUMBER_LINE = re.compile(r"(?:^|\s)(?:Số|SỐ|Sô)\s{0,3}(?:[:.;]|(?=\d{1,5}\s?[/\-]))\s{0,5}(.{0,80})")
_NUMBER_SYMBOL = re.compile(
    r"(?:\d|[.…_\s])[^A-Za-zĐÐ]{0,20}[/\-–]\s?(?:(?:19|20)\d\d\s?[/\-–]\s?)?[A-ZĐÐ]{1,6}"
)
_NOISE = re.compile(r"^[\s\-–—_=*|.·~+]*$")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–]\s?)?\d{1,3}(?:\s?[-–])?$|^Trang\s?:?\s?\d{1,4}(?:\s?[/|]\s?\d{1,4})?$", re.IGNORECASE
)
_END = re.compile(r"\.\s?/\s?\.?\s*$|\./-\s*$")
_ANNEX = re.compile(
    r"^(?:PHỤ LỤC|PHỤ BIỂU|BIỂU MẪU|Phụ lục|Phụ biểu)(?:\s+(?:SỐ|số)?\s*(?P<no>[IVXLC]{1,6}|\d{1,3}|"
    r"[A-ZĐ]))?\s*(?P<rest>.*)$"
)
_AUTHORITY = re.compile(
    r"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T\.U\.Q|Q|QUYỀN)\s{0,2}[.:]?\s{1,3}(?=[A-ZĐÀ-Ỹ]{2})|^(?:TM|KT|TL|TUQ)\."
)
_OFFICE = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "hieu truong", "pho hieu truong", "bo truong",
    "thu truong", "thu tuong", "pho thu tuong", "truong phong", "pho truong phong", "chanh van phong",
    "pho chanh van phong", "vu truong", "pho vu truong", "cuc truong", "pho cuc truong", "bi thu", "pho bi thu",
    "tong bi thu", "truong ban", "pho truong ban", "vien truong", "tong giam doc", "tong cuc truong",
    "chu nhiem", "pho chu nhiem", "uy vien", "giam doc so", "chanh thanh tra", "hieu pho", "nguoi ky",
    "to truong", "doi truong", "truong doan", "pho bi thu thuong truc", "chu tich nuoc",
)  # fmt: skip


def is_noise(text: str) -> bool:
    """Rules, stray pipes, blanks left over from header tables."""
    return bool(_NOISE.match(text[:200])) and len(text) < 200


def is_page_number(text: str) -> bool:
    """A line that holds nothing but a page number."""
    return len(text) < 20 and bool(_PAGE_NUMBER.match(text))


def has_motto(text: str) -> bool:
    """Box 1, whole or its first line ("CỘNG HÒA XÃ HỘI" cut by a wrap); Party papers carry their own."""
    if len(text) > 200 or not is_caps(_upper_part(text)):
        return False
    folded = key(text)
    return "cong hoa xa hoi" in folded or "dang cong san viet nam" in folded


def _upper_part(text: str) -> str:
    return re.split(r"Độc lập|Ðộc lập", text)[0] or text


def is_motto_rest(text: str) -> bool:
    """The remaining lines of box 1."""
    folded = fold(text[:60])
    return folded.startswith("chu nghia viet nam") or (folded.startswith("doc lap") and "hanh phuc" in folded)


def has_number(text: str) -> bool:
    """Box 3: "Số: 100/KH-UBND", also with the digits left open ("Số:     /KH-SGDĐT")."""
    if len(text) > 250:
        return False
    match = NUMBER_LINE.search(text)
    return bool(match and _NUMBER_SYMBOL.search(f" {match[1]}"))


def has_filled_number(text: str) -> bool:
    """Box 3 with its digits: "Số: 100/KH-UBND"."""
    match = NUMBER_LINE.search(text) if has_number(text) else None
    return match is not None and match[1].lstrip()[:1].isdigit()


def is_end(text: str) -> bool:
    """The closing formula "./." at the end of the line."""
    return bool(_END.search(text[-12:]))


def is_recipients(text: str) -> bool:
    """The line that opens box 9b."""
    return fold(text[:14]).lstrip("-+ ").startswith("noi nhan")


def is_addressee(text: str) -> bool:
    """Box 9a of an official letter: "Kính gửi:"."""
    return fold(text[:12]).startswith("kinh gui")


def is_annex(text: str) -> re.Match[str] | None:
    """The heading of an appendix; a sentence that begins with "Phụ lục" and goes on is none."""
    match = _ANNEX.match(text) if len(text) < 250 else None
    if match is None:
        return None
    rest = match["rest"].strip(" .:-–")
    if text.startswith("P") and text[1].islower() and rest and not is_caps(rest):
        if match["no"] is None or not rest[:1].isupper() or rest.startswith("(") or text[-1] in ".;":
            return None
    return match


def is_authority(text: str) -> bool:
    """A line of box 7a: "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", or an office in capitals."""
    return len(text) < 120 and (bool(_AUTHORITY.match(text)) or is_office(text))


def is_office(text: str) -> bool:
    """A line that is an office in capitals, alone or with the body: "PHÓ CHỦ TỊCH", "GIÁM ĐỐC SỞ"."""
    if len(text) > 90 or not is_caps(text):
        return False
    folded = key(text).strip(" .:")
    return any(folded == office or folded.startswith(office + " ") for office in _OFFICE)
