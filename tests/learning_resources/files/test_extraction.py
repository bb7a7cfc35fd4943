"""What is read from good files of every type."""

from pathlib import Path

import pytest

from learning_resources.files.extraction import ExtractedText, ExtractionError, extract
from learning_resources.files.extraction import result as bounds
from learning_resources.files.extraction.captions import read_cues
from learning_resources.files.extraction.encoding import decode
from learning_resources.files.extraction.pdf import without_running_titles
from learning_resources.files.extraction.result import make_passages, section_label
from tests.learning_resources.files import made


def read(folder: Path, data: bytes, media_type: str) -> ExtractedText:
    path = folder / "file"
    path.write_bytes(data)
    return extract(path, media_type)


def places(found: ExtractedText) -> list[tuple[str, str]]:
    return [(passage.label, passage.anchor) for passage in found.passages]


def test_pdf_by_page(tmp_path: Path) -> None:
    found = read(tmp_path, made.pdf(["Phân số bằng nhau", "Quy đồng mẫu số", "Luyện tập"]), made.PDF)
    assert found.pages == 3
    assert places(found) == [("Trang 1", "page=1"), ("Trang 2", "page=2"), ("Trang 3", "page=3")]
    assert "Phòng Giáo dục" in found.passages[0].text
    assert found.passages[1].text == "Quy đồng mẫu số", "the running title stands on the first page only"
    assert [passage.position for passage in found.passages] == [0, 1, 2]


def test_running_titles_need_most_pages() -> None:
    pages = [["Bài 1", "a"], ["Bài 2", "b"], ["c"], ["d"], ["e"]]
    assert without_running_titles(pages) == pages


def test_pptx_by_slide(tmp_path: Path) -> None:
    found = read(tmp_path, made.pptx(["Mở đầu", "Hình tròn"]), made.PPTX)
    assert found.pages == 2
    assert places(found) == [("Trang chiếu 1", "slide=1"), ("Trang chiếu 2", "slide=2")]
    assert found.passages[1].text == "Hình tròn Ghi chú cho giáo viên"


def test_docx_by_heading(tmp_path: Path) -> None:
    data = made.docx({"I. Mục tiêu": "Nhận biết phân số.", "Khởi động": "Trò chơi."})
    found = read(tmp_path, data, made.DOCX)
    assert places(found) == [("Mục I. Mục tiêu", "section=1"), ("Khởi động", "section=2")]
    assert "45 phút" in found.passages[1].text


def test_long_sections_come_in_parts(tmp_path: Path) -> None:
    found = read(tmp_path, made.docx({"Một": "a " * 2000, "": "b " * 2000}), made.DOCX)
    assert len(found.passages) >= 2


def test_xlsx_by_sheet(tmp_path: Path) -> None:
    found = read(tmp_path, made.xlsx([["Họ tên", "Điểm"], ["Rơ Châm Hương", 9.5]]), made.XLSX)
    assert places(found) == [("Trang tính Bảng điểm", "sheet=1")]
    assert "Rơ Châm Hương 9.5" in found.passages[0].text


def test_epub_by_chapter(tmp_path: Path) -> None:
    found = read(tmp_path, made.epub([("Ghe Nhỏ", "Ra khơi."), ("Bão", "Sóng to.")]), made.EPUB)
    assert places(found) == [("Ghe Nhỏ", "chapter=1"), ("Bão", "chapter=2")]
    assert found.passages[1].text == "Bão Sóng to."


def test_captions_by_second(tmp_path: Path) -> None:
    found = read(tmp_path, made.CAPTIONS.encode(), made.VTT)
    assert places(found) == [("Phút 12:04", "t=724"), ("Phút 12:31", "t=751")]
    assert found.passages[0].text == "Các em nhìn hai hình tròn này & so sánh."
    assert found.passages[1].text == "Hình bên phải chia làm bốn phần, tô hai phần."
    assert found.duration == 760


def test_subrip_with_commas_and_positions() -> None:
    cues = read_cues("1\r\n01:00:02,5 --> 01:00:03,000\r\n{\\an8}Xin chào\r\n\r\n")
    assert [(cue.start, cue.text) for cue in cues] == [(3602.5, "Xin chào")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_unicode(encoding: str) -> None:
    assert decode("Tiếng Việt: ơ̆, đ".encode(encoding)) == "Tiếng Việt: ơ̆, đ"


def test_windows_1258_is_recognised() -> None:
    # The code page has letters with a hat but writes most tones as marks of their own.
    text = (
        "Ti\u00ea\u0301ng Vi\u00ea\u0323t \u0111\u01b0\u01a1\u0323c \u201ch\u00f4\u0309 tr\u01a1\u0323\u201d"
    )
    assert decode(text.encode("cp1258")) == "Tiếng Việt được “hổ trợ”"


@pytest.mark.parametrize(
    "data", ["tiÕng ViÖt ®­îc".encode("cp1252"), b"\xe3\x81\xff\x81", "Привет".encode("cp1251")]
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(ExtractionError, match="UTF-8"):
        decode(data)


def test_web_package_gives_its_first_page(tmp_path: Path) -> None:
    page = (
        "<html><head><style>p{}</style></head><body><p>Chỉnh con lắc.</p><script>x()</script></body></html>"
    )
    found = read(tmp_path, made.archive([("goi/index.html", page), ("goi/app.js", "1")]), made.ZIP)
    assert places(found) == [("Nội dung", "")]
    assert found.passages[0].text == "Chỉnh con lắc."


def test_scorm_package_starts_by_its_manifest(tmp_path: Path) -> None:
    manifest = '<manifest><resources><resource href="bai/mo.html"/></resources></manifest>'
    parts = [("imsmanifest.xml", manifest), ("bai/mo.html", "<p>Bài mở</p>"), ("index.html", "<p>Khác</p>")]
    assert read(tmp_path, made.archive(parts), made.ZIP).passages[0].text == "Bài mở"


def test_h5p_gives_its_sentences(tmp_path: Path) -> None:
    content = '{"question": "<p>Hai cộng ba bằng mấy?</p>", "id": "a1", "answers": [{"text": "Bằng năm"}]}'
    found = read(tmp_path, made.archive([("h5p.json", "{}"), ("content/content.json", content)]), made.ZIP)
    assert found.passages[0].text == "Hai cộng ba bằng mấy? Bằng năm"


def test_an_archive_of_other_files_has_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, made.archive([("phiếu 1.txt", "a")]), made.ZIP).passages == ()


def test_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CHARS", 10)
    found = make_passages((f"Trang {n}", f"page={n}", "abcd\x00 \u202e") for n in range(10**9))
    assert [passage.text for passage in found] == ["abcd", "abcd", "ab"]


@pytest.mark.parametrize(
    ("heading", "label"),
    [("II. Chuẩn bị", "Mục II. Chuẩn bị"), ("1.2. Đo", "Mục 1.2. Đo"), ("Ghe Nhỏ", "Ghe Nhỏ")],
)
def test_labels_of_sections(heading: str, label: str) -> None:
    assert section_label(heading) == label
