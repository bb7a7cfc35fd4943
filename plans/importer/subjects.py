"""What a target counts, in the words of the text: after the number, or before it ("Tỷ lệ … đạt 50%")."""

import re

_LEAD = re.compile(r"^(?:[^:]{0,120}:\s*)")
_TRAIL = re.compile(
    r"(?:\s*(?:,|và|đạt|có|là|trên|hơn|tối thiểu|ít nhất|trung bình|bình quân|khoảng|không quá|không "
    r"dưới|từ|dưới|được|cho|phục|"
    r"tới|đến|trong số|trang bị|đạt từ|tối đa|phải|cần|mức|lên|xuống còn|xuống|giảm còn|còn|nâng|tăng))+\s*$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:được|có đủ|có|áp dụng|sử dụng|tham gia|đạt|thực hiện|hoàn thành|triển khai)\s.+$"
)
_FROM_LEVEL = re.compile(
    r"\s*\btừ\s\d[\d.,]{0,9}\s?%?(?:\s\(?(?:vào\s)?năm(?:\shọc)?\s[\d\s-]{4,12}\)?)?\s*(?:lên|xuống còn|xuống|còn|đến)\s*$"
)
_SHORT = 60


def subject_of(sentence: str, start: int, end: int, following: int, bracket: str, noun: str = "") -> str:
    """Return the subject of the number at ``start:end``; ``following`` is where the next number begins.

    ``noun`` is the unit where it is a word of the subject: "10 [điểm trường] ở vùng cao".
    """
    after = sentence[end : min(following, end + 600)]
    if not bracket and after[:1] in {",", ";"} and (named := before_number(sentence, start, "")):
        return named
    if bracket and not after.strip(" ,;.)"):
        return before_number(sentence, start, bracket)
    after = re.sub(r"^\s*(?:số\s|các\s|tổng số\s)", "", after)
    after = re.split(r"\(trong đó|;|,\s(?:trong đó|gồm)\b", after)[0]
    if after.count("(") > after.count(")"):
        after = after[: after.rindex("(")]
    after = _TRAIL.sub("", after).strip(" ,;.:")
    after = after.removesuffix(")") if after.count(")") > after.count("(") else after
    if bracket or not after:
        return before_number(sentence, start, bracket)
    if len(after) < _SHORT and following < len(sentence) and not _PREDICATE.search(after):
        shared = _PREDICATE.search(sentence[following:])
        if shared:
            return f"{noun} {after} {shared[0]}".strip(" .;")[:300]
    if re.match(r"(?:ở|tại|đối với|trong|vào|trở lên)\b", after) or len(after) < 4:
        return f"{before_number(sentence, start, bracket)} {noun} {after}".replace("  ", " ").strip()[:300]
    return f"{noun} {after}".strip()[:300]


def before_number(sentence: str, start: int, bracket: str) -> str:
    """Return the words before the number, back to the number or the bracket before it.

    "Nâng tỷ lệ … từ 60% năm 2025 lên [85%]": the level of today is no part of what is counted.
    """
    before = _FROM_LEVEL.sub("", sentence[max(0, start - 500) : start])
    if bracket:
        before = re.split(r"[(,:;]", before)[-1]
    else:
        before = re.split(r"\d\s?%[^%]*?[,;]", before)[-1]
        before = _LEAD.sub("", before) or before
    before = re.split(r"(?:^\s*|,\s)(?:trong đó|gồm)\b", before)[-1]
    return _TRAIL.sub("", before).strip(" ,;.:-+")[-300:]
