"""Numbers and money as Vietnamese texts print them: "440,8", "3.852", "01%", "1,5 tỷ", "bốn trăm tỷ"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from core.text import fold

_NUMBER = re.compile(r"^[+]?\d{1,15}(?:[.,]\d{1,15})*$")
_GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_COMMA_GROUPED = re.compile(r"^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$")

# Decimal factors to tỷ đồng (10^9 VND).
UNIT_FACTORS = {
    "tỷ đồng": Decimal(1),
    "triệu đồng": Decimal("0.001"),
    "nghìn đồng": Decimal("0.000001"),
    "đồng": Decimal("0.000000001"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the doubt whether its comma groups thousands."""

    value: Decimal
    ambiguous: bool = False


def parse_number(text: str) -> Amount | None:
    """Read a number by the national rule: "." groups thousands, "," begins the decimals.

    "1.500" is 1500 and "0,5" a half; "5.25" can only be a decimal; "1,500" is read as 1.5 but ambiguous.
    """
    text = text.strip().replace(" ", "").replace("\xa0", "")
    if not _NUMBER.match(text) or len(text) > 24:
        return None
    if _GROUPED.match(text):
        return Amount(Decimal(text.replace(".", "").replace(",", ".")))
    if _COMMA_GROUPED.match(text):
        return Amount(Decimal(text.replace(",", "")), ambiguous=True)
    if text.count(",") == 1 and "." not in text:
        return Amount(
            Decimal(text.replace(",", ".")), ambiguous=len(text.split(",")[1]) == 3 and text[0] != "0"
        )
    if text.count(".") == 1 and "," not in text:
        return Amount(Decimal(text), ambiguous=False)
    if text.isdigit():
        return Amount(Decimal(text))
    return None


_UNIT_IN_TEXT = re.compile(r"(ty|ti|trieu|nghin|ngan)?\s*(dong|vnd|d)\b|\b(ty|ti|trieu)\b")
_SHORT_MILLION = re.compile(r"\btr\.?\s?d(?:ong)?\b")
# "Đơn vị tính: triệu đồng", "(ĐVT: 1.000 đồng)", "Đơn vị: tỷ đồng": the note that heads a table.
_UNIT_NOTE = re.compile(
    r"(?:^|[\s(|])(?:Đơn vị(?: tính)?|ĐVT|Đv tính|ĐV tính|Đơn vị tiền(?: tệ)?)\s*[:.]\s*"
    r"([\w.,]{1,12}(?: [\wĐđ.]{1,8}){0,2})[).\s]*$",
    re.IGNORECASE,
)


def money_unit(text: str) -> str | None:
    """Return the unit named in a header or caption: "ĐVT: triệu đồng" → "triệu đồng"."""
    folded = fold(text)
    if _SHORT_MILLION.search(folded):
        return "triệu đồng"
    units = (_unit_of(match, folded) for match in _UNIT_IN_TEXT.finditer(folded))
    return next((unit for unit in units if unit), None)


def _unit_of(match: re.Match[str], folded: str) -> str | None:
    """Return the unit at a match; "đồng" alone counts only where it is said to be the unit ("hoạt động" is none)."""
    word = match[1] or match[3]
    if word in {"ty", "ti"}:
        return "tỷ đồng"
    if word == "trieu":
        return "triệu đồng"
    if word in {"nghin", "ngan"}:
        return "nghìn đồng"
    before = folded[: match.start()]
    # "1.000 đồng" and "1.000đ" head a column in thousands, "1.000.000 đồng" in millions.
    if re.search(r"1[.,]?000[.,]?000\s*$", before):
        return "triệu đồng"
    if re.search(r"1[.,]?000\s*$", before):
        return "nghìn đồng"
    return "đồng" if re.search(r"(?:dvt|don vi|\()\W*(?:tinh)?\W*$", before) else None


def unit_note(text: str) -> str | None:
    """Return the money unit of a line or cell that does nothing but name it: "Đơn vị tính: triệu đồng"."""
    match = _UNIT_NOTE.search(text) if len(text) < 160 else None
    return money_unit(f"ĐVT: {match[1]}") if match else None


_MONEY = re.compile(
    r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})+(?:,\d{1,6})?|\d{1,9}(?:[.,]\d{1,6})?)\s{0,2}(tỷ|tỉ|triệu|nghìn|ngàn)?\s{0,2}(đồng|đ\b|VNĐ|VND)?"
)


@dataclass(frozen=True, slots=True)
class FoundMoney:
    """An amount in tỷ đồng found in running text."""

    value: Decimal
    raw: str
    start: int
    end: int


def find_money(text: str) -> list[FoundMoney]:
    """Return the amounts of money in a text, in tỷ đồng; "2 tỷ 500 triệu đồng" is one amount."""
    found: list[FoundMoney] = []
    for match in _MONEY.finditer(text):
        word, dong = match[2], match[3]
        if not word and not dong:
            continue
        number = parse_number(match[1])
        if number is None:
            continue
        unit = {
            "tỷ": "tỷ đồng",
            "tỉ": "tỷ đồng",
            "triệu": "triệu đồng",
            "nghìn": "nghìn đồng",
            "ngàn": "nghìn đồng",
        }
        value = number.value * UNIT_FACTORS[unit.get(word or "", "đồng")]
        if (
            found
            and word in {"triệu", "nghìn", "ngàn"}
            and not text[found[-1].end : match.start()].strip(" ,")
        ) and not found[-1].raw.rstrip().endswith(("đồng", "đ")):
            last = found.pop()
            found.append(
                FoundMoney(
                    last.value + value, text[last.start : match.end()].strip(), last.start, match.end()
                )
            )
            continue
        found.append(FoundMoney(value, match[0].strip(), match.start(), match.end()))
    return found


_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9,
}  # fmt: skip
_SCALES = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}


def number_in_words(text: str) -> int | None:
    """Return the value of a number in words, in đồng: "Bốn trăm bốn mươi tỷ, tám trăm triệu đồng"."""
    words = re.findall(r"[a-z]+", fold(text))
    if not words or "dong" not in words:
        return None
    words = words[: words.index("dong")]
    total = group = 0
    pending: int | None = None
    for word in words:
        if word in _DIGITS:
            pending = _DIGITS[word]
        elif word == "muoi":
            group += (10 if pending is None else pending * 10) if pending != 0 else 0
            pending = None
        elif word == "tram":
            group += (pending or 0) * 100
            pending = None
        elif word in _SCALES:
            total += (group + (pending or 0)) * _SCALES[word]
            group, pending = 0, None
        elif word not in {"linh", "le", "va", "chan", "mot"}:
            return None
    total += group + (pending or 0)
    return total or None
