"""Bad files: each is refused with a Vietnamese reason, in a process that nothing can take down with it."""

import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from core.text import has_diacritics
from learning_resources.files import media
from learning_resources.files.extraction import ExtractionError, extract
from learning_resources.files.sandbox import Limits, Stopped, extract_in_sandbox, run_limited
from tests.learning_resources.files import made

_BOMB = b"\x00" * 30_000_000
_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><w>&c;</w>"""
_XXE = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>"""


def _link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("index.html")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def hostile() -> dict[str, tuple[bytes, str, str]]:
    """Return name → (bytes, media type, a word of the reason)."""
    word = made.docx({"Một": "hai"})
    pdf = made.pdf(["Một trang"])
    return {
        "truncated pdf": (pdf[: len(pdf) // 3], made.PDF, "hỏng"),
        "no pdf": (b"%PDF-1.7\n" + os.urandom(2000), made.PDF, "hỏng"),
        "encrypted pdf": (made.pdf(["Bí mật"], password="khoa"), made.PDF, "mật khẩu"),
        "truncated docx": (word[: len(word) // 2], made.DOCX, "hỏng"),
        "html as docx": (b"PK\x03\x04<html>", made.DOCX, "hỏng"),
        "xlsx as docx": (made.xlsx([["a"]]), made.DOCX, "phần mở rộng"),
        "macros": (made.with_part(word, "word/vbaProject.bin", b"x"), made.DOCX, "macro"),
        "laughs": (made.with_part(word, "word/document.xml", _LAUGHS), made.DOCX, "thực thể"),
        "xxe": (made.with_part(word, "word/styles.xml", _XXE), made.DOCX, "thực thể"),
        "xxe utf-16": (
            made.with_part(word, "word/styles.xml", _XXE.decode().encode("utf-16")), made.DOCX, "thực thể"
        ),
        "docx bomb": (made.with_part(word, "word/media/a.bin", _BOMB), made.DOCX, "giãn ra"),
        "zip bomb": (made.archive([("index.html", _BOMB)]), made.ZIP, "giãn ra"),
        "nested zip": (made.archive([("a/b.ZIP", made.archive([("c", "d")]))]), made.ZIP, "tệp nén khác"),
        "many entries": (made.announced_entries(1_000_000), made.ZIP, "quá nhiều"),
        "overlapping": (made.overlapping(), made.ZIP, "chồng"),
        "slip": (made.archive([("../../etc/cron.d/x", "x")]), made.ZIP, "đường dẫn"),
        "absolute": (made.archive([("/etc/passwd", "x")]), made.ZIP, "đường dẫn"),
        "windows path": (made.archive([("C:\\x\\index.html", "x")]), made.ZIP, "đường dẫn"),
        "symlink": (made.archive([(_link(), "/etc/passwd")]), made.ZIP, "đường dẫn"),
        "case clash": (made.archive([("Index.html", "a"), ("index.html", "b")]), made.ZIP, "trùng tên"),
        "epub without package": (made.archive([("mimetype", made.EPUB)]), made.EPUB, "EPUB"),
        "epub slip": (made.archive([("../a", "b")]), made.EPUB, "đường dẫn"),
        "bad h5p": (made.archive([("h5p.json", "{}"), ("content/content.json", "[" * 99_999)]), made.ZIP, "H5P"),
        "h5p without content": (made.archive([("h5p.json", "{}")]), made.ZIP, "H5P"),
        "pixel flood": (made.png_claiming(50_000, 50_000), made.PNG, "điểm ảnh"),
        "large picture": (made.png_claiming(8_000, 8_000), made.PNG, "điểm ảnh"),
        "broken picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, made.PNG, "hỏng"),
        "captions in an old font": ("WEBVTT\n\n00:01.0 --> 00:02.0\ntiÕng ViÖt".encode("cp1252"), made.VTT, "UTF-8"),
        "captions without times": (b"WEBVTT\n\nxin", made.VTT, "thời gian"),
        "binary captions": (b"\xff\xfe\x00", made.VTT, "bảng mã"),
    }  # fmt: skip


_CASES = hostile()


@pytest.mark.parametrize("name", _CASES)
def test_hostile_files_are_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    data, media_type, word = _CASES[name]
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ExtractionError) as error:
        extract(path, media_type)
    assert word in error.value.reason
    assert has_diacritics(error.value.reason)
    assert [child.name for child in tmp_path.iterdir()] == ["file"], "nothing is unpacked"


@pytest.mark.parametrize("name", ["truncated pdf", "zip bomb", "xxe", "pixel flood"])
def test_the_sandbox_passes_the_reason_on(name: str, tmp_path: Path) -> None:
    data, media_type, word = _CASES[name]
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ExtractionError, match=word):
        extract_in_sandbox(path, media_type)


def test_the_sandbox_reads_as_we_do(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(made.docx({"I. Mục tiêu": "Nhận biết ơ̆."}))
    assert extract_in_sandbox(path, made.DOCX) == extract(path, made.DOCX)


@pytest.mark.parametrize(
    ("program", "limits", "reason"),
    [
        ("while True: pass", Limits(seconds=1), "thời gian"),
        ("import time; time.sleep(60)", Limits(seconds=1), "thời gian"),
        ("x = bytearray(900_000_000)", Limits(memory=400_000_000), "bộ nhớ"),
        ("import sys\nwhile True: sys.stdout.write('x' * 100_000)", Limits(output=1_000_000), "quá dài"),
        ("import os; os.kill(os.getpid(), 11)", Limits(), "bị hỏng"),
        ("raise SystemExit(3)", Limits(), "bị hỏng"),
    ],
)
def test_limits_end_a_process_and_not_the_worker(program: str, limits: Limits, reason: str) -> None:
    with pytest.raises(Stopped, match=reason):
        run_limited([sys.executable, "-c", program], limits)


def test_the_sandbox_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-7d1f")
    said = run_limited([sys.executable, "-c", "import os; print(dict(os.environ))"], Limits())
    assert b"PYTHONPATH" in said
    assert b"canary" not in said


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"error": ', '{"pages": 1, "passages": [[1]]}', "null"])
def test_an_answer_from_a_taken_process_is_not_trusted(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "learning_resources.files.sandbox.run_limited", lambda command, limits: answer.encode()
    )
    with pytest.raises(ExtractionError):
        extract_in_sandbox(tmp_path / "file", made.PDF)


def test_recordings_without_ffprobe_have_no_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media.shutil, "which", lambda name: None)
    assert media.measure_recording(tmp_path / "a.mp4").duration is None


def test_a_broken_recording_has_a_reason(tmp_path: Path) -> None:
    if media.shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + os.urandom(500))
    with pytest.raises(ExtractionError):
        media.measure_recording(path)
