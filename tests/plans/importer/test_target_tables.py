"""Tables of targets by year, in appendices and in the body, in text and in Word files."""

import docx

from plans.importer import parse_bytes
from tests.plans.importer import builders

PLAN = """Số: 12/KH-UBND
Bình An, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Phát triển giáo dục xã Bình An giai đoạn 2026 - 2027

I. MỤC TIÊU
Chi tiết tại phụ lục kèm theo.

Trên đây là Kế hoạch./.

PHỤ LỤC
HỆ THỐNG CHỈ TIÊU

{table}
"""
TABBED = """STT	Chỉ tiêu	ĐVT	Thực hiện 2025	Năm 2026	Năm 2027	Ghi chú
I	Giáo dục mầm non
1	Tỷ lệ trẻ ra lớp	%	91,5	≥ 93	95
	- Trẻ 5 tuổi	%	99	100	100
2	Phòng học xây mới	phòng	-	4	12	Theo đợt
3	Tỷ lệ trẻ thấp còi	%	7	dưới 6	5-5,5
4	Xếp loại thư viện	Loại	Chưa xếp	Đạt	Tốt"""


def test_a_tabbed_table_gives_a_target_a_year() -> None:
    (document,) = parse_bytes(PLAN.format(table=TABBED).encode(), "a.txt").documents
    assert [
        (t.subject, float(t.value), float(t.value_max or 0), t.unit, t.comparator, t.year)
        for t in document.targets
    ] == [
        ("Tỷ lệ trẻ ra lớp", 93, 0, "%", "gte", 2026),
        ("Tỷ lệ trẻ ra lớp", 95, 0, "%", "eq", 2027),
        ("Tỷ lệ trẻ ra lớp: Trẻ 5 tuổi", 100, 0, "%", "eq", 2026),
        ("Tỷ lệ trẻ ra lớp: Trẻ 5 tuổi", 100, 0, "%", "eq", 2027),
        ("Phòng học xây mới", 4, 0, "phòng", "eq", 2026),
        ("Phòng học xây mới", 12, 0, "phòng", "eq", 2027),
        ("Tỷ lệ trẻ thấp còi", 6, 0, "%", "lt", 2026),
        ("Tỷ lệ trẻ thấp còi", 5, 5.5, "%", "gte", 2027),
    ]
    assert [(t.subject, float(t.value), t.year) for t in document.baselines] == [
        ("Tỷ lệ trẻ ra lớp", 91.5, 2025),
        ("Tỷ lệ trẻ ra lớp: Trẻ 5 tuổi", 99, 2025),
        ("Tỷ lệ trẻ thấp còi", 7, 2025),
    ]
    assert document.tasks is None
    table = next(clause for clause in document.clauses if clause.level == "table")
    assert {t.anchor for t in document.targets} == {table.anchor}
    assert {t.year_source for t in document.targets} == {"table_header"}
    assert [t.id for t in document.targets] == [f"t{number:02d}" for number in range(1, 9)]


def test_a_piped_table_without_row_numbers() -> None:
    table = """| Chỉ tiêu | ĐVT | 2026 | 2027 |
|---|---|---|---|
| Học liệu mở | học liệu | 1.200 | 2.400 |
| Trường có thư viện mở (%) | | 40 | 60 |"""
    (document,) = parse_bytes(PLAN.format(table=table).encode(), "a.txt").documents
    assert [(t.subject, int(t.value), t.unit, t.year) for t in document.targets] == [
        ("Học liệu mở", 1200, "học liệu", 2026),
        ("Học liệu mở", 2400, "học liệu", 2027),
        ("Trường có thư viện mở", 40, "%", 2026),
        ("Trường có thư viện mở", 60, "%", 2027),
    ]


def test_a_table_of_money_by_year_sets_no_targets() -> None:
    table = """STT	Nội dung	Kinh phí năm 2026	Kinh phí năm 2027
1	Xây phòng học	120	300
2	Mua sách cho thư viện	20	30"""
    (document,) = parse_bytes(PLAN.format(table=table).encode(), "a.txt").documents
    assert document.targets == ()


def test_a_word_table_with_a_two_row_header() -> None:
    document = docx.Document()
    for text in ("Số: 9/KH-UBND", "KẾ HOẠCH", "Phát triển giáo dục xã Bình An", "I. MỤC TIÊU"):
        document.add_paragraph(text)
    rows = [
        ["TT", "Tên chỉ tiêu", "Đơn vị tính", "Ước thực hiện năm 2025", "Chỉ tiêu", ""],
        ["", "", "", "", "2026", "Giai đoạn 2026-2030"],
        ["1", "Trường đạt chuẩn", "trường", "7", "8", "12"],
    ]
    builders.data_table(document, rows)
    (read,) = parse_bytes(builders.save(document), "a.docx").documents
    assert [(int(t.value), t.unit, t.year) for t in read.targets] == [
        (8, "trường", 2026),
        (12, "trường", "2026-2030"),
    ]
    assert [(int(t.value), t.year) for t in read.baselines] == [(7, 2025)]
