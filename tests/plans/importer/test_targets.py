"""Sentences of aims in our own words: which numbers are targets, in what unit, and what they count."""

from typing import Any

import pytest

from plans.importer import ParsedDocument, parse_bytes

PLAN = """ỦY BAN NHÂN DÂN
XÃ BÌNH AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Bình An, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Phát triển giáo dục xã Bình An giai đoạn 2026 - 2030

I. MỤC TIÊU ĐẾN NĂM 2028
{lines}

Trên đây là Kế hoạch phát triển giáo dục xã Bình An./.
"""


def read(*sentences: str) -> ParsedDocument:
    """Return the reading of a plan whose aims are ``sentences``."""
    text = PLAN.format(lines="\n".join(f"- {sentence}" for sentence in sentences))
    return parse_bytes(text.encode(), "ke-hoach.txt").documents[0]


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "comparator", "subject"),
    [
        ("Trang bị ít nhất 45 phòng máy tính cho các trường tiểu học.", 45, "phòng máy tính", "gte",
         "phòng máy tính cho các trường tiểu học"),
        ("Bố trí bình quân 2,0 giáo viên/lớp mẫu giáo.", 2, "giáo viên/lớp", "avg", "Bố trí giáo viên/lớp mẫu giáo"),
        ("Tổ chức ít nhất 03 buổi/tuần cho mỗi câu lạc bộ.", 3, "buổi/tuần", "gte",
         "Tổ chức buổi/tuần cho mỗi câu lạc bộ"),
        ("Xoá 10 điểm trường.", 10, "điểm trường", "eq", "Xoá điểm trường"),
        ("Có ít nhất 15.000 cha mẹ học sinh được hướng dẫn.", 15000, "cha mẹ học sinh", "gte",
         "cha mẹ học sinh được hướng dẫn"),
        ("Xây mới 12 phòng học.", 12, "phòng học", "eq", "Xây mới phòng học"),
        ("Đào tạo 300 giáo viên.", 300, "giáo viên", "eq", "Đào tạo giáo viên"),
        ("Tỷ lệ học sinh bỏ học giảm còn 3%.", 3, "%", "lte", "Tỷ lệ học sinh bỏ học"),
        ("Tỷ lệ lưu ban không quá 2%.", 2, "%", "lte", "Tỷ lệ lưu ban"),
        ("28/28 giáo viên có máy tính.", 28, "giáo viên", "eq", "giáo viên có máy tính"),
        ("120/130 trường (92,3%) đạt chuẩn quốc gia.", 92.3, "%", "eq", "trường đạt chuẩn quốc gia"),
        ("120/130 trường đạt chuẩn quốc gia, đạt 92,3%.", 92.3, "%", "eq", "trường đạt chuẩn quốc gia"),
        ("Thời gian trả lời trung bình không quá 5 ngày làm việc.", 5, "ngày làm việc", "lte", "Thời gian trả lời"),
    ],
)  # fmt: skip
def test_one_target(sentence: str, value: float, unit: str, comparator: str, subject: str) -> None:
    (target,) = read(sentence).targets
    assert (float(target.value), target.unit, target.comparator) == (value, unit, comparator)
    assert target.subject == subject
    assert target.year == 2028


@pytest.mark.parametrize(
    ("sentence", "subject", "limit", "comparator"),
    [
        ("Tối thiểu 90% góp ý được trả lời trong 5 ngày làm việc.", "góp ý được trả lời trong 5 ngày làm việc",
         5, "eq"),
        ("100% hồ sơ được trả trong thời hạn không quá 10 ngày làm việc.",
         "hồ sơ được trả trong thời hạn không quá 10 ngày làm việc", 10, "lte"),
        ("100% trẻ đến trường được học 2 buổi/ngày.", "trẻ đến trường được học 2 buổi/ngày", 2, "eq"),
    ],
)  # fmt: skip
def test_a_limit_inside_a_percentage_is_its_condition(
    sentence: str, subject: str, limit: int, comparator: str
) -> None:
    (target,) = read(sentence).targets
    assert target.unit == "%"
    assert target.subject == subject
    assert target.condition is not None
    assert (int(target.condition.value), target.condition.comparator) == (limit, comparator)


@pytest.mark.parametrize(
    ("sentence", "before", "after", "year"),
    [
        ("Nâng tỷ lệ trường đạt chuẩn từ 60% lên 85%.", (60, None), 85, 2028),
        ("Nâng tỷ lệ trường đạt chuẩn từ 60% đến 85%.", (60, None), 85, 2028),
        ("Nâng tỷ lệ phòng kiên cố từ 60% năm 2025 lên 85% năm 2027.", (60, 2025), 85, 2027),
        ("Giảm tỷ lệ trẻ thấp còi từ 9% xuống còn 5%.", (9, None), 5, 2028),
    ],
)
def test_from_one_level_to_another(
    sentence: str, before: tuple[int, int | None], after: int, year: int
) -> None:
    document = read(sentence)
    found: list[Any] = [(int(t.value), t.year) for t in document.targets]
    assert found == [(after, year)]
    assert [(int(t.value), t.year) for t in document.baselines] == [before]
    assert "từ" not in document.targets[0].subject


def test_a_range_stays_one_target() -> None:
    (target,) = read("Từ 80% đến 85% học sinh tham gia câu lạc bộ.").targets
    assert (int(target.value), int(target.value_max or 0), target.comparator) == (80, 85, "gte")


def test_a_part_is_counted_under_its_whole() -> None:
    whole, part = read("Có ít nhất 800 học liệu mở, trong đó tối thiểu 30 học liệu bằng tiếng Ê Đê.").targets
    assert part.parent == whole.id
    assert (whole.subject, part.subject) == ("học liệu mở", "học liệu bằng tiếng Ê Đê")


def test_a_fraction_is_doubted() -> None:
    document = read(
        "28/28 giáo viên có máy tính.", "100% trường có thư viện.", "Họp ngày 20/11 trường Bình An."
    )
    assert len(document.targets) == 2
    assert [warning.code for warning in document.warnings].count("target_fraction") == 1
