"""Whatever the bytes, only PlanFileError leaves the importer, with one Vietnamese line, within limits."""

import io
import random
import time
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importer import MAX_BYTES, PlanFileError, parse_bytes, parse_path, to_json
from plans.importer.errors import (
    BinaryFileError,
    EmptyFileError,
    EncryptedFileError,
    MacroFileError,
    NotAPlanError,
    OldWordFileError,
    ScanWithoutTextError,
    TooLargeError,
    TooManyPagesError,
    TruncatedFileError,
    UnreadableFileError,
    WrongEncodingError,
    ZipBombError,
)
from tests.plans.importer import builders
from tests.plans.importer.test_formats import HTML_PLAN, pdf_plan, word_plan

FIXTURES = Path(__file__).parent / "fixtures"
PLAN = (FIXTURES / "09_bang_gach_dung.txt").read_text(encoding="utf-8")


def refused(data: bytes, name: str = "tep.bin") -> PlanFileError:
    with pytest.raises(PlanFileError) as caught:
        parse_bytes(data, name)
    assert caught.value.reason
    assert "\n" not in caught.value.reason
    return caught.value


def word_with(entries: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(inner: str) -> str:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (b"  \n\t\r\n ", EmptyFileError),
        (b"\xef\xbb\xbf \n", EmptyFileError),
        (b"\x00" * 100, EmptyFileError),
        (bytes(range(256)) * 40, BinaryFileError),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), BinaryFileError),
        ("Kế hoạch".encode("utf-16-le"), PlanFileError),
        ("Số: 1/KH-UBND ngày mồng một".encode("cp1258", "replace") + b"\xd0\xff", WrongEncodingError),
        (b"\xff\xfe\x00", WrongEncodingError),
        ("Một bài thơ không phải kế hoạch.\nChẳng có số hiệu nào.".encode(), NotAPlanError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OldWordFileError),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
        ),
        (b"PK\x03\x04" + bytes(30), TruncatedFileError),
        (b"%PDF-1.7\n%%EOF", TruncatedFileError),
        (b"<html></html>", PlanFileError),
        (b"<!DOCTYPE html><html><body><script>1</script></body></html>", EmptyFileError),
    ],
)
def test_refused_with_its_reason(data: bytes, error: type[PlanFileError]) -> None:
    assert isinstance(refused(data), error)


def test_large_file_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    with pytest.raises(TooLargeError):
        parse_path(path)
    assert time.perf_counter() - start < 1.0
    assert isinstance(refused(b"a" * (MAX_BYTES + 1)), TooLargeError)
    assert isinstance(refused(b"a\n" * 50_000), TooLargeError)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.txt", tmp_path, tmp_path / "a\x00b"):
        with pytest.raises(UnreadableFileError):
            parse_path(path)


def test_accepted_encodings() -> None:
    number = parse_bytes(PLAN.encode(), "a.txt").documents[0].number
    assert number == "310/KH-SGDĐT"
    for data in (PLAN.encode("utf-8-sig"), PLAN.encode("utf-16"), PLAN.replace("\n", "\r\n").encode()):
        assert parse_bytes(data, "a.txt").documents[0].number == number


def test_stray_nul_and_bidi_marks_are_cleaned() -> None:
    dirty = PLAN.replace("KẾ HOẠCH\n", "KẾ\u200b HOẠCH\u202e\n").replace("Số: 310", "Số:\x00310", 1)
    document = parse_bytes(dirty.encode(), "a.txt").documents[0]
    assert (document.type, document.number) == ("Kế hoạch", "310/KH-SGDĐT")
    assert "\x00" not in str(to_json(parse_bytes(dirty.encode(), "a.txt")))


def test_word_archives_that_are_refused() -> None:
    plain = docx.Document()
    plain.add_paragraph("Số: 1/KH-UBND")
    good = builders.save(plain)
    assert isinstance(refused(good[: len(good) // 2]), TruncatedFileError)
    macro = word_with({"word/document.xml": body("<w:p/>"), "word/vbaProject.bin": b"x"})
    assert isinstance(refused(macro), MacroFileError)
    bomb = word_with({"word/document.xml": body("<w:p/>"), "word/media/a.bin": bytes(30_000_000)})
    assert isinstance(refused(bomb), ZipBombError)
    assert isinstance(refused(word_with({"xl/workbook.xml": "<a/>"})), BinaryFileError)
    assert isinstance(refused(word_with({"word/document.xml": "<w:document"})), TruncatedFileError)
    entity = '<!DOCTYPE a [<!ENTITY b "c">]>' + body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
    assert isinstance(refused(word_with({"word/document.xml": entity})), BinaryFileError)
    assert isinstance(refused(word_with({"word/document.xml": body("<w:p/>")})), EmptyFileError)


def test_word_file_with_too_many_paragraphs() -> None:
    many = "<w:p><w:r><w:t>Đoạn văn</w:t></w:r></w:p>" * 10_000
    data = word_with({"word/document.xml": body(many)}, zipfile.ZIP_STORED)
    start = time.perf_counter()
    assert isinstance(refused(data), TooManyPagesError)
    assert time.perf_counter() - start < 5.0


def test_word_file_with_nested_tables_is_read_or_refused() -> None:
    inner = "<w:p><w:r><w:t>Số: 1/KH-UBND</w:t></w:r></w:p>"
    for _ in range(40):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    data = word_with({"word/document.xml": body("<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>" + inner)})
    start = time.perf_counter()
    try:
        parse_bytes(data, "a.docx")
    except PlanFileError:
        pass
    assert time.perf_counter() - start < 5.0


def test_deep_xml_is_refused() -> None:
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert isinstance(refused(word_with({"word/document.xml": body(deep)})), PlanFileError)


def test_pdf_without_text_is_called_a_scan() -> None:
    data = builders.pdf(([""], [""]), ["", ""])
    error = refused(data, "quet.pdf")
    assert isinstance(error, ScanWithoutTextError)
    assert "OCR" in error.reason


def test_encrypted_truncated_and_endless_pdf() -> None:
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, encrypt="mat-khau")
    page.drawString(80, 700, "secret")
    page.save()
    assert isinstance(refused(buffer.getvalue()), EncryptedFileError)
    good = pdf_plan()
    assert isinstance(refused(good[:400]), PlanFileError)
    buffer = io.BytesIO()
    many = canvas.Canvas(buffer)
    for _ in range(2_000):
        many.showPage()
    many.save()
    start = time.perf_counter()
    assert isinstance(refused(buffer.getvalue()), TooManyPagesError)
    assert time.perf_counter() - start < 5.0


HOSTILE = [
    "a" * 100_000,
    "1." * 50_000,
    "(" * 100_000,
    "“" * 100_000,
    "100% " * 20_000,
    "1/KH-" * 20_000,
    "Luật " * 20_000,
    "I" * 100_000,
    "- " * 50_000,
    "ngày 01 tháng " * 7_000,
    "từ 1% đến " * 10_000,
    "báo cáo UBND " * 8_000,
    "của Sở " * 14_000,
    "tổng kết " * 11_000,
    "năm 2026 " * 11_000,
    "1.000" * 20_000,
    "A-" * 50_000,
    "|" * 100_000,
    "x\t" * 50_000,
    "Phụ lục kèm theo " * 6_000,
    "ẫ" * 100_000,
]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: line[:10])
def test_a_hostile_line_of_100_kb_is_quick(line: str) -> None:
    plain = PLAN.encode()
    parse_bytes(plain, "a.txt")
    text = PLAN.replace("II. NHIỆM VỤ", f"3. {line}\nII. NHIỆM VỤ")
    times = []
    for _ in range(2):
        start = time.perf_counter()
        parse_bytes(text.encode(), "a.txt")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.25  # 0.1 s on an idle machine


LONG_TEXTS = {
    "annexes": "PHỤ LỤC I\nCHƯƠNG TRÌNH A\n" * 15_000,
    "levels": ("- nâng từ 6% năm 2025 lên 8% " * 100 + "\n") * 300,
    "fractions": ("- " + "28/28 giáo viên (a " * 200 + "\n") * 300,
    "targets by year": "STT\tChỉ tiêu\tĐVT\tNăm 2026\n" + "1\tTỷ lệ trẻ\t%\t93\n" * 30_000,
    "time limits": ("- 100% trong thời hạn " + "trong " * 300 + "5 ngày làm việc\n") * 500,
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_a_crafted_text_of_a_megabyte_is_read_in_linear_time(name: str) -> None:
    text = PLAN.replace("II. NHIỆM VỤ", f"{LONG_TEXTS[name]}\nII. NHIỆM VỤ")
    start = time.perf_counter()
    parse_bytes(text.encode(), "a.txt")
    assert time.perf_counter() - start < 5.0  # under 1 s on an idle machine; squared time takes 10 s and more


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=4000),
    st.sampled_from(["", "PK\x03\x04", "%PDF-1.4\n", "<html>", "\ufeffSố: 1/KH-UBND\n"]),
)
def test_any_bytes(data: bytes, prefix: str) -> None:
    try:
        to_json(parse_bytes(prefix.encode() + data, "x"))
    except PlanFileError as error:
        assert error.reason


_PIECES = st.sampled_from(
    ["KẾ HOẠCH", "I. MỤC TIÊU", "a) ", "- ", "Số: 1/KH-UBND", "Điều 1.", "PHỤ LỤC", "STT", "Nhiệm vụ", "100%", "|", "\t",
     "Nơi nhận:", "./.", "(", "”", "năm 2026", "giai đoạn 2026-2030", "Căn cứ Luật", "Tổng cộng", "1", "II", "-", "1,5",
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "báo cáo Sở", "trước ngày 31/2", "[1] chú thích", "KT. CHỦ TỊCH", "\xa0"]
)  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=60),
    st.sampled_from(["\n", "\n\n", " ", "\n\t", ""]),
)
def test_any_text_made_of_a_plans_pieces(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces).encode("utf-8", "surrogatepass")
    try:
        parsed = parse_bytes(text, "x.txt")
    except PlanFileError:
        return
    to_json(parsed)
    for document in parsed.documents:
        anchors = [clause.anchor for clause in document.clauses]
        assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_damaged_containers(kind: str) -> None:
    original = {"docx": word_plan, "pdf": pdf_plan, "html": lambda: HTML_PLAN.encode()}[kind]()
    random_source = random.Random(20260210)
    for _ in range(60):
        data = bytearray(original)
        for _ in range(random_source.randint(1, 40)):
            data[random_source.randrange(len(data))] = random_source.randrange(256)
        cut = (
            bytes(data[: random_source.randrange(1, len(data))])
            if random_source.random() < 0.3
            else bytes(data)
        )
        try:
            to_json(parse_bytes(cut, f"x.{kind}"))
        except PlanFileError as error:
            assert error.reason
