"""Box 7: authority, office and name of the person who signed, as printed."""

import re
from collections.abc import Sequence

from plans.importer import marks
from plans.importer.model import Signer, SourceLine
from plans.importer.vocabulary import agency_head, is_caps

_CELLS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_SEAL = re.compile(r"^[\[(]?\s*(?:đã ký|ký tên|đóng dấu|ký, ghi|chữ ký|ký bởi|đã kí)", re.IGNORECASE)
_TITLES = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Ths|TSKH|NGND|NGƯT|CN|BS|Ông|Bà|Đại tá|Thượng tá|Thiếu tướng)[.:\s]+)+",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^[A-ZĐÀ-Ỹ][^\W\d_]*(?:[-'’][^\W\d_]+)?$|^Y$|^A$|^H['’]?[^\W\d_]*$")
_OFFICE_IN_TEXT = re.compile(
    r"^(Phó Chủ tịch|Chủ tịch|Phó Giám đốc|Giám đốc|Phó Hiệu trưởng|Hiệu trưởng|Bộ trưởng|Thứ trưởng|"
        r"Phó Trưởng phòng|"
    r"Trưởng phòng|Chánh Văn phòng|Bí thư|Phó Bí thư)\b", re.IGNORECASE
)  # fmt: skip


def read_signer(lines: Sequence[SourceLine]) -> Signer | None:
    """Return the signer found in the tail of a document (after the body, before the appendices)."""
    pieces = [
        (cell.strip(), line.number)
        for line in lines
        for cell in _CELLS.split(line.raw.replace("\xa0", " ").strip())
        if cell.strip() and not marks.is_noise(cell.strip())
    ]
    authority: list[str] = []
    used: list[int] = []
    for position, (text, number) in enumerate(pieces):
        if marks.is_authority(text) or (authority and is_caps(text) and _goes_on(text)):
            authority.append(" ".join(text.split()))
            used.append(number)
            continue
        if not authority or _SEAL.match(text):
            continue
        name = _person(text)
        if name is None:
            continue
        following = pieces[position + 1][0] if position + 1 < len(pieces) else ""
        if (
            len(name.split()) < 3
            and _person(following)
            and len(following.split()) == 1
            and not text.isupper()
        ):
            name = f"{name} {following}"
            used.append(pieces[position + 1][1])
        return Signer(name, office_name(authority), tuple(authority), (*used, number))
    return None


def _goes_on(text: str) -> bool:
    """A line in capitals under an authority line: its wrapped rest, unless it is a name in capitals."""
    return (
        bool(agency_head(text)) or marks.is_office(text) or (len(text.split()) <= 2 and _person(text) is None)
    )


def _person(text: str) -> str | None:
    """Return the person's name on the line, or None: two to six words, each with a capital, no digits."""
    text = _TITLES.sub("", " ".join(text.split())).strip(" .,;:")
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 60:
        return None
    if not all(_NAME_WORD.match(word) for word in words):
        return None
    if marks.is_office(text) or _OFFICE_IN_TEXT.match(text):
        return None
    return text


def office_name(authority: Sequence[str]) -> str:
    """Return the signer's own office in running-text case: "PHÓ CHỦ TỊCH" → "Phó Chủ tịch"."""
    last = re.sub(r"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\.?\s*", "", authority[-1]).strip(" .:")
    lowered = last.lower()
    if lowered.startswith("phó "):
        return "Phó " + lowered[4:5].upper() + lowered[5:]
    return lowered[:1].upper() + lowered[1:]
