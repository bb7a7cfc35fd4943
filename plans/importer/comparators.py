"""How a number is meant: "trên" (gt), "tối thiểu" (gte), "dưới" (lt), "không quá" (lte), "trung bình" (avg)."""

import re
from dataclasses import dataclass

from core.text import fold

_WORDS: tuple[tuple[str, str], ...] = (
    ("không vượt quá", "lte"),
    ("không quá", "lte"),
    ("không cao hơn", "lte"),
    ("tối đa", "lte"),
    ("nhiều nhất", "lte"),
    ("≤", "lte"),
    ("không dưới", "gte"),
    ("không thấp hơn", "gte"),
    ("không ít hơn", "gte"),
    ("tối thiểu", "gte"),
    ("ít nhất", "gte"),
    ("≥", "gte"),
    ("ít hơn", "lt"),
    ("thấp hơn", "lt"),
    ("nhỏ hơn", "lt"),
    ("xuống dưới", "lt"),
    ("dưới", "lt"),
    ("<", "lt"),
    ("trung bình", "avg"),
    ("bình quân", "avg"),
    ("khoảng", "eq"),
    # A change, not a level: kept as printed, and doubted.
    ("tăng", "eq"),
    ("giảm", "eq"),
    ("xấp xỉ", "eq"),
    ("gần", "eq"),
    ("nhiều hơn", "gt"),
    ("cao hơn", "gt"),
    ("lớn hơn", "gt"),
    ("vượt", "gt"),
    ("trên", "gt"),
    ("hơn", "gt"),
    (">", "gt"),
)
_CODES = dict(_WORDS)
_BEFORE = re.compile(
    rf"(?<!\w)({'|'.join(re.escape(word) for word, _ in _WORDS)})\s*(?:(?:phải|cần|cũng)\s)?(?:đạt|"
    rf"có|là|mức|được|từ|:)?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)từ\s*$", re.IGNORECASE)
_UPWARDS = re.compile(r"^(?:[^,;.%\d]{0,60}?\s)?trở lên\b", re.IGNORECASE)
_DOWNWARDS = re.compile(r"^(?:[^,;.%\d]{0,60}?\s)?trở xuống\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparator:
    """``code`` is eq, gt, gte, lt, lte or avg; ``raw`` the word as printed, "" when there is none."""

    code: str
    raw: str


def comparator_around(sentence: str, start: int, end: int) -> Comparator:
    """Return how the number at ``start:end`` is compared, by the words before it and "trở lên" after it."""
    match = _BEFORE.search(sentence[max(0, start - 40) : start])
    after = sentence[end : end + 80]
    if _UPWARDS.match(after):
        return Comparator("gte", "trở lên")
    if _DOWNWARDS.match(after):
        return Comparator("lte", "trở xuống")
    if match is None:
        return Comparator("eq", "")
    raw = match[1]
    return Comparator(_CODES.get(raw.lower(), "eq"), raw.lower() if fold(raw) else raw)
