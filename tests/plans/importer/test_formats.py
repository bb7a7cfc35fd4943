"""Word, PDF and HTML files made from our own text: numbering, tables, footnotes and columns from the structure."""

import time

import docx
import pytest

from plans.importer import ParsedDocument, parse_bytes
from tests.plans.importer import builders

HEAD_LEFT = "UBND TỈNH SƠN HẢI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 412/KH-SGDĐT"
HEAD_RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSơn Hải, ngày 06 tháng 02 năm 2026"
)
TAIL_LEFT = "Nơi nhận:\n- UBND tỉnh (b/c);\n- Các trường;\n- Lưu: VT, GDPT."
TAIL_RIGHT = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLương Thị Hòa"
TITLE = "Xây dựng kho học liệu mở tỉnh Sơn Hải giai đoạn 2026-2028"
BASIS = "Căn cứ Quyết định số 55/QĐ-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh Sơn Hải về kho học liệu;"
HEADER_ROWS = [
    ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Kinh phí (ĐVT: triệu đồng)", "", "", "Ghi chú"],
    ["", "", "", "", "Tổng số", "Ngân sách tỉnh", "Nguồn khác", ""],
]
TASK_ROWS = [
    ["I", "Xây dựng nền tảng", "", "", "1.700", "1.500", "200", ""],
    ["1", "Thuê máy chủ và băng thông", "Văn phòng Sở", "2026", "1.200", "1.200", "-", ""],
    [
        "2",
        "Biên tập học liệu theo yêu cầu cần đạt",
        "Phòng GDPT",
        "2026-2028",
        "500",
        "300",
        "200",
        "Theo đợt",
    ],
    ["II", "Tập huấn giáo viên", "", "", "350,5", "350,5", "-", ""],
    ["1", "Tập huấn biên soạn học liệu mở", "Phòng GDPT", "2027", "350,5", "350,5", "-", ""],
    ["", "Tổng cộng", "", "", "2.050,5", "1.850,5", "200", ""],
]


def word_plan() -> bytes:
    """Return a Word file with automatic numbers, a merged two-row table header and a footnote."""
    document = docx.Document()
    builders.layout_table(document, HEAD_LEFT, HEAD_RIGHT)
    for text in ("", "KẾ HOẠCH", TITLE, "", BASIS):
        document.add_paragraph(text)
    numbered = builders.numbered
    numbered(document, "MỤC TIÊU", 0)
    numbered(document, "Đến năm 2027", 1)
    numbered(document, "80% nội dung chương trình có học liệu mở.", 4)
    builders.footnote_call(
        document, "Học liệu mở được phép dùng lại", " theo giấy phép ghi trên từng mục.", 1
    )
    numbered(document, "Đến năm 2028", 1)
    numbered(document, "Mỗi trường đóng góp tối thiểu 12 bài giảng.", 2)
    numbered(document, "100% trường dùng kho chung.", 2)
    numbered(document, "NHIỆM VỤ", 0)
    numbered(document, "Việc chính", 1)
    numbered(document, "Lập nhóm biên tập theo môn.", 3)
    numbered(document, "Thẩm định và công bố.", 3)
    builders.data_table(document, [*HEADER_ROWS, *TASK_ROWS], merged_header=True)
    document.add_paragraph("Trên đây là Kế hoạch xây dựng kho học liệu mở./.")
    builders.layout_table(document, TAIL_LEFT, TAIL_RIGHT)
    notes = builders.footnotes_part(["Giấy phép Creative Commons ghi công (CC BY)."])
    return builders.save(document, numbering=True, footnotes=notes)


def pdf_plan(repeat: int = 1) -> bytes:
    """Return a PDF with the same content; ``repeat`` copies the text to make it long."""
    text = [
        "KẾ HOẠCH",
        TITLE,
        BASIS,
        "I. MỤC TIÊU",
        "1. Đến năm 2027",
        "- 80% nội dung chương trình giáo dục phổ thông có học liệu mở để giáo viên và học sinh dùng lại, "
        "chỉnh sửa và chia sẻ theo giấy phép đã ghi.",
        "2. Đến năm 2028",
        "2.1. Mỗi trường đóng góp tối thiểu 12 bài giảng điện tử có kèm hướng dẫn sử dụng cho đồng nghiệp.",
        "2.2. 100% trường dùng kho chung.",
        "II. NHIỆM VỤ",
    ]
    text += [
        f"{number}. Rà soát đợt {number} các học liệu đã có, ghi rõ nguồn, giấy phép và yêu cầu cần "
        f"đạt của từng "
        "học liệu trước khi đưa lên kho dùng chung của ngành; kết quả rà soát gửi về phòng chuyên môn."
        for number in range(1, 4 * repeat)
    ]
    text.append("III. PHÂN CÔNG")
    rows = [["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Kinh phí (triệu đồng)"]]
    rows += [
        ["1", "Thuê máy chủ và băng thông cho kho học liệu", "Văn phòng Sở", "2026", "1.200"],
        ["2", "Biên tập học liệu theo yêu cầu cần đạt của chương trình", "Phòng GDPT", "2026-2028", "500"],
        ["3", "Tập huấn biên soạn học liệu mở", "Phòng GDPT", "2027", "350,5"],
    ]
    tail = (TAIL_LEFT.split("\n"), TAIL_RIGHT.split("\n"))
    header = (HEAD_LEFT.split("\n"), HEAD_RIGHT.split("\n"))
    return builders.pdf(header, text, rows, tail, widths=[35, 190, 90, 75, 90])


HTML_PLAN = f"""<!DOCTYPE html><html><head><title>Kế hoạch</title><style>p {{color: red}}</style></head><body>
<nav><a href="/">Trang chủ</a></nav><script>var x = "50% trường";</script>
<table><tr><td>{HEAD_LEFT.replace(chr(10), "<br>")}</td><td>{HEAD_RIGHT.replace(chr(10), "<br>")}</td></tr></table>
<p><b>KẾ HOẠCH</b></p><p>{TITLE}</p><p><i>{BASIS}</i></p>
<h2>I. MỤC TIÊU</h2><p>Đến năm 2028, ít nhất <b>60%</b> trường có&nbsp;học liệu mở.</p>
<h2>II. NHIỆM VỤ</h2>
<table border="1"><tr><th rowspan="2">STT</th><th rowspan="2">Nhiệm vụ</th><th rowspan="2">Chủ trì</th>
<th colspan="2">Kinh phí (tỷ đồng)</th></tr><tr><th>Tổng</th><th>NS tỉnh</th></tr>
<tr><td>1</td><td>Lập nhóm biên tập</td><td>Phòng GDPT</td><td>0,5</td><td>0,5</td></tr>
<tr><td>2</td><td>Công bố kho học liệu</td><td>Văn phòng Sở</td><td>1,25</td><td>1,25</td></tr></table>
<p>Trên đây là Kế hoạch./.</p>
<table><tr><td>{TAIL_LEFT.replace(chr(10), "<br>")}</td><td>{TAIL_RIGHT.replace(chr(10), "<br>")}</td></tr></table>
</body></html>"""


def check_header(document: ParsedDocument) -> None:
    assert (document.type, document.number, document.date) == ("Kế hoạch", "412/KH-SGDĐT", "2026-02-06")
    assert document.issuer == "Sở Giáo dục và Đào tạo"
    assert document.issuer_parent == "UBND tỉnh Sơn Hải"
    assert document.title == TITLE
    assert document.period == "2026-2028"
    assert [item.number for item in document.basis] == ["55/QĐ-UBND"]
    assert document.signer is not None
    assert (document.signer.name, document.signer.title) == ("Lương Thị Hòa", "Phó Giám đốc")
    assert document.recipients == ("UBND tỉnh (b/c);", "Các trường;", "Lưu: VT, GDPT.")


def paths(document: ParsedDocument) -> list[str]:
    levels = {"roman", "arabic", "dotted", "letter"}
    return [clause.path for clause in document.clauses if clause.level in levels and clause.region == "body"]


def test_word_numbers_tables_and_footnotes() -> None:
    parsed = parse_bytes(word_plan(), "ke-hoach.docx")
    assert parsed.kind == "docx"
    (document,) = parsed.documents
    check_header(document)
    assert paths(document) == ["I", "I/1", "I/2", "I/2/2.1", "I/2/2.2", "II", "II/1", "II/1/a)", "II/1/b)"]
    assert [(t.value, t.unit, t.comparator, t.year) for t in document.targets] == [
        (80, "%", "eq", 2027),
        (12, "bài giảng", "gte", 2028),
        (100, "%", "eq", 2028),
    ]
    assert [note.text for note in document.footnotes] == ["Giấy phép Creative Commons ghi công (CC BY)."]
    assert any("[1]" in clause.text for clause in document.clauses)


def test_word_table_with_merged_header_gives_tasks_and_budget() -> None:
    (document,) = parse_bytes(word_plan(), "ke-hoach.docx").documents
    tasks = document.tasks
    assert tasks is not None
    assert [group.title for group in tasks.groups()] == ["Xây dựng nền tảng", "Tập huấn giáo viên"]
    assert [(task.no, task.lead, task.time) for task in tasks.tasks()] == [
        ("1", "Văn phòng Sở", "2026"),
        ("2", "Phòng GDPT", "2026-2028"),
        ("1", "Phòng GDPT", "2027"),
    ]
    assert [float(task.budget.total) for task in tasks.tasks() if task.budget and task.budget.total] == [
        1.2,
        0.5,
        0.3505,
    ]
    assert document.budget is not None
    assert float(document.budget.total or 0) == 2.0505
    assert all(document.budget.sums_check.values())
    table = next(clause for clause in document.clauses if clause.level == "table")
    assert table.table is not None
    assert table.parent_anchor == "II.1.b"


def test_pdf_columns_wraps_and_ruled_table() -> None:
    parsed = parse_bytes(pdf_plan(), "ke-hoach.pdf")
    assert parsed.kind == "pdf"
    (document,) = parsed.documents
    check_header(document)
    assert paths(document) == ["I", "I/1", "I/2", "I/2/2.1", "I/2/2.2", "II", "II/1", "II/2", "II/3", "III"]
    assert [(t.value, t.comparator, t.year) for t in document.targets] == [
        (80, "eq", 2027),
        (12, "gte", 2028),
        (100, "eq", 2028),
    ]
    assert document.tasks is not None
    tasks = list(document.tasks.tasks())
    assert [task.title for task in tasks] == [
        "Thuê máy chủ và băng thông cho kho học liệu",
        "Biên tập học liệu theo yêu cầu cần đạt của chương trình",
        "Tập huấn biên soạn học liệu mở",
    ]
    assert [float(task.budget.total) for task in tasks if task.budget and task.budget.total] == [
        1.2,
        0.5,
        0.3505,
    ]
    assert all(line.page for line in parsed.source_lines)


def test_html_tables_and_chrome() -> None:
    (document,) = parse_bytes(HTML_PLAN.encode(), "ke-hoach.html").documents
    check_header(document)
    assert [(t.value, t.comparator, t.year) for t in document.targets] == [(60, "gte", 2028)]
    assert document.tasks is not None
    assert [task.lead for task in document.tasks.tasks()] == ["Phòng GDPT", "Văn phòng Sở"]
    assert [float(task.budget.total or 0) for task in document.tasks.tasks() if task.budget] == [0.5, 1.25]
    assert "Trang chủ" not in " ".join(clause.text for clause in document.clauses)


@pytest.mark.slow
def test_sixty_pages_are_read_within_five_seconds() -> None:
    data = pdf_plan(repeat=220)
    start = time.perf_counter()
    parsed = parse_bytes(data, "dai.pdf")
    assert time.perf_counter() - start < 5.0
    assert (parsed.source_lines[-1].page or 0) >= 55

    document = docx.Document()
    builders.layout_table(document, HEAD_LEFT, HEAD_RIGHT)
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph(TITLE)
    for number in range(1, 1800):
        document.add_paragraph(
            f"{number}. Rà soát học liệu đợt {number}, ghi rõ nguồn và giấy phép trước khi công bố."
        )
    data = builders.save(document)
    start = time.perf_counter()
    parse_bytes(data, "dai.docx")
    assert time.perf_counter() - start < 5.0


def test_word_table_that_goes_on_without_a_header() -> None:
    document = docx.Document()
    builders.layout_table(document, HEAD_LEFT, HEAD_RIGHT)
    for text in ("KẾ HOẠCH", TITLE, "I. NHIỆM VỤ"):
        document.add_paragraph(text)
    head = ["TT", "Nội dung", "Chủ trì", "Thời gian"]
    builders.data_table(document, [head, ["1", "Lập nhóm biên tập", "Phòng GDPT", "2026"]])
    document.add_paragraph("")
    builders.data_table(document, [["2", "Công bố kho học liệu", "Văn phòng Sở", "2027"]])
    (read,) = parse_bytes(builders.save(document), "a.docx").documents
    assert read.tasks is not None
    assert [(task.no, task.lead) for task in read.tasks.tasks()] == [
        ("1", "Phòng GDPT"),
        ("2", "Văn phòng Sở"),
    ]


def test_word_footnote_stands_at_its_call() -> None:
    parsed = parse_bytes(word_plan(), "ke-hoach.docx")
    (note,) = parsed.documents[0].footnotes
    assert "[1]" in parsed.source_lines[note.line - 1].text


OPEN_ROWS = [
    ["TT", "Nội dung", "Chủ trì", "Thời gian", "Kinh phí"],
    ["1", "Công bố danh mục\nsách mới", "Thư viện", "2026", "20"],
    ["2", "Tập huấn giáo viên", "Tổ Tin học", "2026-2027", "1.350"],
    ["3", "Lập góc đọc ở các lớp", "Giáo viên\nchủ nhiệm", "2027", "-"],
    ["", "Tổng cộng", "", "", "1.370"],
]
OPEN_HEAD = [
    "Số: 12/KH-THCS",
    "KẾ HOẠCH",
    "Phát triển văn hoá đọc",
    "I. NHIỆM VỤ",
    "Nhà trường giao việc cho từng tổ theo bảng sau, mỗi tổ tự chọn cách làm phù hợp với lớp mình.",
    "Đơn vị tính: nghìn đồng",
]


def test_pdf_table_without_rules_is_read_by_its_white_columns() -> None:
    data = builders.open_table_pdf(OPEN_HEAD, [60, 95, 250, 350, 450], OPEN_ROWS)
    (document,) = parse_bytes(data, "ke-hoach.pdf").documents
    assert document.tasks is not None
    assert [(task.no, task.title, task.lead, task.time) for task in document.tasks.tasks()] == [
        ("1", "Công bố danh mục sách mới", "Thư viện", "2026"),
        ("2", "Tập huấn giáo viên", "Tổ Tin học", "2026-2027"),
        ("3", "Lập góc đọc ở các lớp", "Giáo viên chủ nhiệm", "2027"),
    ]
    assert document.tasks.unit == "nghìn đồng"
    assert document.tasks.total is not None
    assert float(document.tasks.total.total or 0) == 0.00137
    texts = [clause.text for clause in document.clauses]
    assert any(text.startswith("Nhà trường giao việc cho từng tổ") for text in texts)
    assert any(text.startswith("Trên đây là Kế hoạch của trường") for text in texts)


def test_pdf_running_text_is_never_broken_into_columns() -> None:
    prose = [
        ["TT", "là chữ viết tắt của thông tư trong văn bản", "này", "và", "nữa"],
        [
            "1",
            "Mỗi tổ chuyên môn tự chọn việc của mình rồi báo cho cả trường biết trong cuộc họp",
            "",
            "",
            "",
        ],
        ["2", "Thư viện mở cửa suốt ngày để học sinh tự đọc, tự mượn và tự trả sách theo lịch", "", "", ""],
    ]
    data = builders.open_table_pdf(OPEN_HEAD, [60, 95, 250, 350, 450], prose)
    (document,) = parse_bytes(data, "ke-hoach.pdf").documents
    assert all(clause.level != "table" for clause in document.clauses)
    assert any("Mỗi tổ chuyên môn tự chọn việc" in clause.text for clause in document.clauses)


@pytest.mark.parametrize(
    ("note", "unit", "total"),
    [
        ("Đơn vị tính: triệu đồng", "triệu đồng", 0.45),
        ("(ĐVT: 1.000 đồng)", "nghìn đồng", 0.00045),
        ("Đơn vị: tỷ đồng", "tỷ đồng", 450.0),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_the_unit_of_a_table_stands_over_it_or_in_its_first_row(
    note: str, unit: str, total: float, inside: bool
) -> None:
    document = docx.Document()
    for text in ("Số: 9/KH-UBND", "KẾ HOẠCH", TITLE, "I. NHIỆM VỤ", "Nguồn lực đã có là 3 tỷ đồng."):
        document.add_paragraph(text)
    rows = [["TT", "Nội dung", "Chủ trì", "Kinh phí"], ["1", "Công bố kho học liệu", "Văn phòng Sở", "450"]]
    if inside:
        rows = [["", "", "", note], *rows]
    else:
        document.add_paragraph(note)
    builders.data_table(document, rows)
    (read,) = parse_bytes(builders.save(document), "a.docx").documents
    assert read.tasks is not None
    (task,) = read.tasks.tasks()
    assert (task.title, read.tasks.unit) == ("Công bố kho học liệu", unit)
    assert task.budget is not None
    assert float(task.budget.total or 0) == total
    assert "money_unit_missing" not in [warning.code for warning in read.warnings]


def test_prose_over_a_table_names_no_unit() -> None:
    text = "Số: 9/KH-UBND\nKẾ HOẠCH\nĐọc sách\nI. NHIỆM VỤ\nTổng kinh phí là 3 tỷ đồng.\nTT\tNội dung\tKinh phí\n"
    (read,) = parse_bytes(f"{text}1\tMua sách cho lớp\t20\n2\tLập góc đọc\t5\n".encode(), "a.txt").documents
    assert "money_unit_missing" in [warning.code for warning in read.warnings]
