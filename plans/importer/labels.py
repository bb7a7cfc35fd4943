"""Printed labels at the start of a line: "Phần II", "Điều 3.", "IV.", "2.", "3.1.", "đ)", "-".

The levels are those of Decree 30/2020/NĐ-CP, Annex I (phần, chương, mục, điều, khoản, điểm) and of the
plans' own habit (I. / 1. / 1.1. / a) / - / +). Every pattern is anchored and bounded, hence linear.
"""

import itertools
import re
from dataclasses import dataclass

LEVEL_RANK = {
    "phan": 0,
    "chuong": 1,
    "muc": 2,
    "dieu": 4,
    "roman": 5,
    "arabic": 6,
    "dotted": 7,
    "letter": 10,
    "bullet": 11,
}
HEADING_LEVELS = frozenset(LEVEL_RANK) - {"bullet"}

_ROMAN = re.compile(
    r"^(?=[IVXLC])(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))\s{0,3}(?:[.)/:]|[-–—](?=\s|[A-ZĐÀ-Ỹ]))\s*"
)
_ROMAN_CHARS = re.compile(r"^[IVXLC]{1,7}$")
_PHAN = re.compile(
    r"^(?:Phần|PHẦN)\s{1,3}(?:(?:thứ|THỨ)\s{1,3})?([IVXLC]{1,7}|\d{1,2}|[A-ZĐ]|(?:[Nn]hất|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm)|"
    r"(?:NHẤT|HAI|BA|TƯ|NĂM))(?=$|[.:\s\-–])\s*[.:\-–]?\s*"
)
_CHUONG = re.compile(r"^(?:Chương|CHƯƠNG)\s{1,3}([IVXLC]{1,7}|\d{1,2})(?=$|[.:\s\-–])\s*[.:\-–]?\s*")
_MUC = re.compile(
    r"^(?:Tiểu mục|Mục|MỤC)\s{1,3}(\d{1,2}|[IVXLC]{1,7})(?:$|\s*[.:\-–]\s*|\s+(?=[A-ZĐÀ-Ỹ]{2}))"
)
_DIEU = re.compile(r"^(?:Điều|ĐIỀU|Ðiều)\s{1,3}(\d{1,3}[a-zđ]?)\s*(?:$|[.:]\s*)")
_UPPER = re.compile(r"^([A-ZĐ])\s{0,2}[.)/]\s{0,5}(?=[A-ZĐÀ-Ỹ(“\"])|^([A-ZĐ])\s{0,2}[-–]\s{1,5}(?=[A-ZĐÀ-Ỹ])")
_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?:\s{0,2}[.)/:]\s*|\s+|(?=[A-ZĐÀ-Ỹ]))(?=\D)")
_HYPHENED = re.compile(r"^(\d{1,2})\s?[-–]\s{1,5}(?=[A-ZĐÀ-Ỹ])")
_ARABIC = re.compile(
    r"^(\d{1,3})\s{0,2}[.)/]\s{0,10}(?=[^\d\s]|$)|^(\d{1,3})\s{0,2}[.)/]\s{1,10}(?=\d{1,4}\s?[%\w])"
)
_LETTER = re.compile(r"^([a-zđ]{1,2})\s{0,2}\)\s*|^([a-zđ])\.\s{1,10}(?=[A-ZĐÀ-Ỹ])")
_BULLET = re.compile(r"^([-–—−•▪●○◦■*+·]|[oO](?=\s{2,}))(?:\s{0,4}(\+)(?=\s))?(?:\s+|(?=[A-ZĐÀ-Ỹ]))")
_NUMBER_UNIT = re.compile(r"^(?:%|tỷ|tỉ|triệu|nghìn|ngàn|đồng|lần|điểm|m2|km)\b|^%")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: ``label`` as printed, ``path`` its piece of the JSON path, ``anchor`` its piece of the anchor."""

    level: str
    label: str
    path: str
    anchor: str
    rest: str
    rank: int
    ordinal: str


def roman_value(text: str) -> int:
    """Return the value of a Roman numeral (canonical or not; other letters count nothing)."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    numbers = [values.get(c, 0) for c in text]
    for here, following in zip(numbers, [*numbers[1:], 0], strict=True):
        total += -here if here < following else here
    return total


def find_label(text: str) -> Label | None:
    """Return the label with which ``text`` (cleaned, squeezed) begins, or None."""
    if not text:
        return None
    head = text[:60]
    return _named(head, text) or _numbered(head, text) or _marked(head, text)


def _named(head: str, text: str) -> Label | None:
    for level, pattern, word in (
        ("phan", _PHAN, "phan"),
        ("chuong", _CHUONG, "chuong"),
        ("muc", _MUC, "muc"),
        ("dieu", _DIEU, "dieu"),
    ):
        match = pattern.match(head)
        if match is None:
            continue
        printed = text[: match.end(1)]
        rest = text[match.end() :].strip()
        if level == "phan" and rest[:1].islower():
            return None
        rank = LEVEL_RANK[level] + (1 if printed.startswith("Tiểu") else 0)
        path = " ".join(printed.split()).capitalize() if printed.isupper() else printed
        path = f"{path.split(' ')[0]} {match[1]}" if level != "phan" or "thứ" not in path.lower() else path
        piece = match[1].lower() if match[1].lower() in _WORD_VALUES else match[1]
        return Label(level, text[: match.end()].strip(), path, f"{word}-{piece}", rest, rank, match[1])
    return None


def _numbered(head: str, text: str) -> Label | None:
    match = _ROMAN.match(head)
    if match and match[1] and not (match[1] in {"C", "L"} and len(match[1]) == 1):
        rest = text[match.end() :].strip()
        if rest[:1].isupper() or not rest or rest[:1] in '“"(':
            return Label(
                "roman", text[: match.end()].strip(), match[1], match[1], rest, LEVEL_RANK["roman"], match[1]
            )
    match = _UPPER.match(head)
    if match:
        letter = match[1] or match[2]
        rest = text[match.end() :].strip()
        return Label("phan", text[: match.end()].strip(), letter, letter, rest, LEVEL_RANK["muc"] + 1, letter)
    match = _DOTTED.match(head)
    if match and not _NUMBER_UNIT.match(text[match.end() :]):
        dots = match[1].count(".")
        printed = text[: match.end()].strip()
        rank = LEVEL_RANK["dotted"] + min(dots - 1, 2)
        return Label("dotted", printed, match[1], match[1], text[match.end() :].strip(), rank, match[1])
    match = _ARABIC.match(head) or _HYPHENED.match(head)
    if match:
        number = match[1] or match[match.lastindex or 1]
        printed = text[: match.end()].strip()
        return Label(
            "arabic", printed, number, number, text[match.end() :].strip(), LEVEL_RANK["arabic"], number
        )
    return None


def _marked(head: str, text: str) -> Label | None:
    match = _LETTER.match(head)
    if match:
        letter = match[1] or match[2]
        rest = text[match.end() :].strip()
        printed = text[: match.end()].strip()
        return Label("letter", printed, f"{letter})", letter, rest, LEVEL_RANK["letter"], letter)
    match = _BULLET.match(head)
    if match:
        plus = match[2] == "+" or match[1] in "+○◦o"
        printed = text[: match.end()].strip()
        rest = text[match.end() :].strip()
        return Label("bullet", printed, printed, "", rest, LEVEL_RANK["bullet"] + (1 if plus else 0), printed)
    return None


_VIETNAMESE_LETTERS = [
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
]
_LATIN_LETTERS = [
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
]
_NO_F_LETTERS = [
    "a",
    "b",
    "c",
    "d",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
]


def follows(previous: str | None, current: Label) -> bool:
    """Return whether ``current`` may come next after the ordinal ``previous`` at the same level.

    Three letter alphabets are in use (with đ, with f, with neither); all are accepted.
    """
    if current.level == "bullet":
        return True
    if current.level == "letter":
        if previous is None:
            return current.ordinal == "a"
        pairs = {
            pair
            for letters in (_VIETNAMESE_LETTERS, _LATIN_LETTERS, _NO_F_LETTERS)
            for pair in itertools.pairwise(letters)
        }
        return (previous, current.ordinal) in pairs
    if current.level == "dotted":
        last = current.ordinal.split(".")[-1]
        return int(last) == (1 if previous is None else int(previous.split(".")[-1]) + 1)
    return _value(current.ordinal) == (1 if previous is None else _value(previous) + 1)


_WORD_VALUES = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}


def _value(ordinal: str) -> int:
    digits = re.match(r"\d+", ordinal)
    if digits:
        return int(digits[0])
    if ordinal.lower() in _WORD_VALUES:
        return _WORD_VALUES[ordinal.lower()]
    if _ROMAN_CHARS.match(ordinal) and ordinal not in {"C", "L"}:
        return roman_value(ordinal)
    return "ABCDĐEGHIKLMN".find(ordinal) + 1
