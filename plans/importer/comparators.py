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
# "Giảm tỷ lệ … xuống còn 3%": the level that is not to be passed.
_DOWN_TO = re.compile(r"\bgiảm\b[^;.]{0,160}?\b(xuống còn|còn|xuống)\s*$", re.IGNORECASE)
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
        down = _DOWN_TO.search(sentence[max(0, start - 200) : start])
        return Comparator("lte", f"giảm {down[1].lower()}") if down else Comparator("eq", "")
    raw = match[1]
    return Comparator(_CODES.get(raw.lower(), "eq"), raw.lower() if fold(raw) else raw)


_SAME_PLACE = re.compile(r"^\s*(?:số\s)?(ở|đối với|với|tại|cho|cấp|bậc)\b")


def inherited(sentence: str, match: re.Match[str], last: Comparator, last_end: int) -> Comparator:
    """ "đạt trung bình 5% ở bậc tiểu học, 10% ở bậc trung học": the second takes the comparator of the first."""
    between = sentence[last_end : match.start()]
    if last.code == "eq" or len(between) > 90 or not re.search(r"(?:,|\bvà)\s*$", between):
        return Comparator("eq", "")
    here, there = _SAME_PLACE.match(between), _SAME_PLACE.match(sentence[match.end() :])
    if here and there and here[1] == there[1]:
        return last
    return Comparator("eq", "")
