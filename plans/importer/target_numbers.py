"""Numbers with a unit, as targets print them: "45 phòng máy tính", "2,0 giáo viên/lớp", "28/28 trường", "85%"."""

import re

from core.text import fold
from plans.importer.amounts import parse_number

_NUM = r"\d{1,3}(?:\.\d{3})+|\d{1,7}(?:[.,]\d{1,3})?"
# Longer names first where one begins another.
_UNITS = (
    "phòng máy tính|phòng học bộ môn|phòng học|phòng máy|phòng chức năng|phòng thí nghiệm|phòng|điểm trường|"
    "trường|lớp học|lớp|học liệu|bài giảng|bài viết|bài|video|câu hỏi|câu lạc bộ|cha mẹ học sinh|phụ huynh|"
    "giáo viên|cán bộ|nhà giáo|nhà vệ sinh|học sinh|học viên|sinh viên|trẻ em|trẻ|người|tài khoản|máy tính|"
    "máy chiếu|máy|thiết bị|bộ thiết bị|bộ|xã|phường|đơn vị|cơ sở giáo dục|cơ sở|chuyên đề|lượt|khóa|khoá|buổi|"
    "tiết dạy|tiết học|tiết|giờ|sản phẩm|mô hình|công trình|thư viện|nền tảng|phần mềm|ngày làm việc|dịch vụ|thủ tục|điểm|tỷ đồng|"
    "triệu đồng|cuộc thi|hội thi|tài liệu|đề|môn|sáng kiến|dự án|hệ thống|trung tâm|em|cuốn|đầu sách|bản|sách|"
    "kho|học phần"
)
_RATE = r"\s?/\s?(?:năm học|học kỳ|học kì|học sinh|giáo viên|cơ sở|đơn vị|[^\W\d_]{2,10})(?![^\W\d_])"
NUMBER = re.compile(
    rf"(?<![\w/.,:–-])(?:(?P<low>{_NUM})\s?%?\s?(?:-|–|đến|tới)\s?)?(?P<value>{_NUM})"
    rf"(?:\s?/\s?(?P<of>{_NUM})(?=\s[^\W\d_]))?"
    rf"\s?(?:(?P<pct>%)|(?:\s(?P<unit>(?:{_UNITS})\b(?:{_RATE})?)))",
    re.IGNORECASE,
)
_SHARE_OPENS = r"(?:\((?:đạt|chiếm|tỷ lệ|bằng)?:?|,?\s(?:đạt|chiếm|bằng)(?:\stỷ lệ)?)\s*"
_FRACTION_BEFORE = re.compile(
    rf"(?<![\w/.,])(?:{_NUM})\s?/\s?(?:{_NUM})\s(?P<what>[^()\d;:]{{2,80}}?)\s?{_SHARE_OPENS}$", re.IGNORECASE
)
_FRACTION_SHARE = re.compile(rf"[^()\d;:.]{{0,80}}?{_SHARE_OPENS}\d[\d,.]*\s?%", re.IGNORECASE)
# The words that decide what a number means stand within this many characters of it.
REACH = 400
_TIME_UNIT = re.compile(r"^(?:ngày làm việc|giờ)$")
_LIMIT = re.compile(
    r"\b(?:trong (?:vòng|thời hạn|thời gian)?|thời hạn|sau|chậm nhất|kể từ)\s?[^,;.%\d]{0,40}$", re.IGNORECASE
)


def unit_of(match: re.Match[str]) -> str:
    """Return the unit of a match of NUMBER: "%", "học liệu", "buổi/ngày"."""
    return "%" if match["pct"] else re.sub(r"\s?/\s?", "/", match["unit"].lower())


def is_whole_fraction(match: re.Match[str], sentence: str) -> bool:
    """Return whether "28/28 giáo viên" is a part of a whole whose share is not printed beside it."""
    part, whole = parse_number(match["value"]), parse_number(match["of"])
    if match["pct"] or match["low"] or part is None or whole is None or part.value > whole.value:
        return False
    return _FRACTION_SHARE.match(sentence[match.end() : match.end() + 100]) is None


def fraction_before(sentence: str, start: int) -> str | None:
    """Return what is counted when the number at ``start`` is the share in "120/130 trường (92,3%)"."""
    found = _FRACTION_BEFORE.search(sentence[max(0, start - 140) : start])
    return found["what"].strip() if found else None


def inline_condition(sentence: str, match: re.Match[str], last: re.Match[str] | None) -> str | None:
    """Return the words of a number that only qualifies the percentage before it in its clause.

    "100% trẻ học 2 buổi/ngày" and "90% góp ý được trả lời trong 5 ngày làm việc" each state one target.
    """
    if last is None or not last["pct"] or match["pct"]:
        return None
    between = sentence[last.end() : match.start()]
    if len(between) > 200 or re.search(r"[;:]|,(?!\s?\d)", between):
        return None
    unit = unit_of(match)
    limit = _LIMIT.search(between)
    if _TIME_UNIT.match(unit) and limit is not None:
        return f"{limit[0]}{match[0]}".strip()
    if "/" in unit and re.search(r"(?:học|dạy học|tổ chức|thực hiện|dạy|được)\s*$", between):
        return match[0].strip()
    return None


def rises(sentence: str, match: re.Match[str]) -> bool:
    """ "Nâng tỷ lệ … từ 60% đến 85%": where it stands and where it shall be, no range."""
    before = fold(sentence[max(0, match.start() - 200) : match.start()])
    return bool(match["low"]) and re.search(r"\b(?:tang|nang|giam)\b[^,;]{0,120}\btu\s*$", before) is not None


def printed(match: re.Match[str], *, whole_range: bool) -> str:
    if match["of"]:
        return f"{match['value']}/{match['of']}"
    return str(match["low"]) if whole_range else str(match["value"])


def bracket_around(sentence: str, position: int) -> str:
    """Return the bracketed text around ``position``, or ""."""
    start = sentence.rfind("(", max(0, position - REACH), position)
    if start == -1 or ")" in sentence[start:position]:
        return ""
    end = sentence.find(")", position, position + REACH)
    return sentence[start : end + 1 if end != -1 else position + REACH]
