"""Every made file opens with an independent library, says what it should, and never changes."""

import hashlib
import io
import itertools
import os
import shutil
import subprocess
import sys
import wave
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from PIL import Image

from portal.demo.catalogue import resources
from portal.demo.files import MadeFile, make_file
from portal.demo.files.audio import frequency, make_wav
from portal.demo.files.html5 import app_names, make_html5_zip
from portal.demo.files.illustration import MOTIFS, make_illustration
from portal.demo.files.video import frames, make_video

SPECS: list[dict[str, Any]] = [{**file, "of": row["slug"]} for row in resources() for file in row["files"]]
MAGIC = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG", "audio/wav": b"RIFF", "text/vtt": b"WEBVTT"}
BUDGET = 25_000_000  # bytes for all files of the demonstration


def _of(kind: str) -> list[dict[str, Any]]:
    return [spec for spec in SPECS if spec["kind"] == kind]


def _ids(spec: dict[str, Any]) -> str:
    return str(spec["name"])


@pytest.fixture(scope="module")
def made() -> dict[str, MadeFile]:
    """Every file of the demonstration but the videos, by material and name."""
    result = {}
    for spec in SPECS:
        if spec["kind"] != "video":
            file = make_file(spec)
            assert file is not None
            result[f"{spec['of']}/{spec['name']}"] = file
    return result


def _data(made: dict[str, MadeFile], spec: dict[str, Any]) -> bytes:
    return made[f"{spec['of']}/{spec['name']}"].data


def _text(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from [block["text"]] if "text" in block else block.get("items", [])


def test_all_together_are_small_and_begin_as_their_type(made: dict[str, MadeFile]) -> None:
    assert sum(len(file.data) for file in made.values()) < BUDGET
    for file in made.values():
        assert file.data.startswith(MAGIC.get(file.media_type, b"")), file.name
        assert file.data


@pytest.mark.parametrize("spec", _of("pdf"), ids=_ids)
def test_a_pdf_has_pages_with_vietnamese_text(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    document = pypdfium2.PdfDocument(_data(made, spec))
    assert 2 <= len(document) <= 6
    text = " ".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
    words = " ".join(text.split())
    for line in _text(spec["content"]["blocks"]):
        first = " ".join(line.split()[:4])
        assert first in words, first


@pytest.mark.parametrize("spec", _of("docx"), ids=_ids)
def test_a_docx_holds_its_text(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    document = docx.Document(io.BytesIO(_data(made, spec)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert spec["title"] in text
    for line in _text(spec["content"]["blocks"]):
        assert line in text


@pytest.mark.parametrize("spec", _of("pptx"), ids=_ids)
def test_a_pptx_has_a_slide_for_each_heading(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    presentation = pptx.Presentation(io.BytesIO(_data(made, spec)))
    headings = [block["text"] for block in spec["content"]["blocks"] if block["type"] == "heading"]
    titles = [slide.shapes.title.text for slide in presentation.slides]
    assert titles == [spec["title"], *headings]
    figures = sum(block["type"] == "figure" for block in spec["content"]["blocks"])
    pictures = sum(shape.shape_type == 13 for slide in presentation.slides for shape in slide.shapes)
    assert pictures == figures


@pytest.mark.parametrize("spec", _of("xlsx"), ids=_ids)
def test_an_xlsx_holds_its_rows(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(_data(made, spec)))
    for sheet in spec["content"]["sheets"]:
        rows = [list(row) for row in workbook[sheet["name"]].iter_rows(values_only=True)]
        assert rows == [sheet["head"], *sheet["rows"]]


@pytest.mark.parametrize("spec", _of("png"), ids=_ids)
def test_a_png_has_the_size_of_its_drawing(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    picture = Image.open(io.BytesIO(_data(made, spec)))
    picture.load()
    assert list(picture.size) == spec["content"]["size"]
    assert len(picture.getcolors(256) or ()) > 3


@pytest.mark.parametrize("spec", _of("epub"), ids=_ids)
def test_an_epub_is_well_formed(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    with zipfile.ZipFile(io.BytesIO(_data(made, spec))) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        package = ElementTree.fromstring(book.read("OEBPS/package.opf"))
        listed = {item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
        assert {f"OEBPS/{name}" for name in listed} | {"OEBPS/package.opf"} == {
            name for name in book.namelist() if name.startswith("OEBPS/")
        }
        for name in book.namelist():
            if name.endswith(".xhtml"):
                ElementTree.fromstring(book.read(name))


@pytest.mark.parametrize("spec", _of("html5"), ids=_ids)
def test_an_html5_package_runs_without_inline_code(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    with zipfile.ZipFile(io.BytesIO(_data(made, spec))) as package:
        assert set(package.namelist()) == {"index.html", "config.js", "ui.js", "app.js", "style.css"}
        page = package.read("index.html").decode()
        code = package.read("app.js").decode() + package.read("ui.js").decode()
    assert "style=" not in page and "<script>" not in page and "onclick" not in page
    assert "innerHTML" not in code and "http://" not in code.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("spec", _of("vtt"), ids=_ids)
def test_captions_follow_each_other(made: dict[str, MadeFile], spec: dict[str, Any]) -> None:
    text = _data(made, spec).decode()
    cues = spec["content"]["cues"]
    assert text.count("-->") == len(cues)
    ends = [0.0, *(end for _, end, _ in cues)]
    for before, (start, end, words) in zip(ends, cues, strict=False):
        assert before <= start < end and words


def test_a_wav_plays_at_the_right_pitch() -> None:
    """A quarter note of A4 at 60 a minute: one second, 440 Hz, counted by its zero crossings."""
    assert frequency("A4") == 440.0
    assert round(frequency("C4"), 1) == 261.6
    with wave.open(io.BytesIO(make_wav("A4:1", 60))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 16_000)
        assert sound.getnframes() == 16_000
        raw = sound.readframes(8_000)
    values = [int.from_bytes(raw[n : n + 2], "little", signed=True) for n in range(0, len(raw), 2)]
    rises = sum(a < 0 <= b for a, b in itertools.pairwise(values))
    assert abs(rises - 220) <= 2


def test_the_same_spec_gives_the_same_bytes_in_another_process(made: dict[str, MadeFile]) -> None:
    """A fresh interpreter with another hash seed: nothing may depend on set order, time or memory."""
    chosen = [
        next(s for s in SPECS if s["kind"] == kind) for kind in ("pdf", "docx", "pptx", "xlsx", "epub", "png")
    ]
    code = (
        "import hashlib\nfrom portal.demo.catalogue import resources\n"
        "from portal.demo.files import make_file\n"
        f"names = {[s['of'] + s['name'] for s in chosen]!r}\n"
        "specs = {r['slug'] + f['name']: f for r in resources() for f in r['files']}\n"
        "print(*(hashlib.sha256(make_file(specs[n]).data).hexdigest() for n in names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.split() == [hashlib.sha256(_data(made, spec)).hexdigest() for spec in chosen]


@pytest.mark.parametrize("spec", _of("video"), ids=_ids)
def test_a_lesson_lasts_as_long_as_its_captions(spec: dict[str, Any]) -> None:
    seconds = sum(scene["seconds"] for scene in spec["content"]["scenes"])
    row = next(row for row in resources() if row["slug"] == spec["of"])
    ends = [cue[1] for file in row["files"] if file["kind"] == "vtt" for cue in file["content"]["cues"]]
    assert 8 <= seconds <= 20
    assert ends and max(ends) == seconds


def test_frames_appear_stroke_by_stroke() -> None:
    content = _of("video")[0]["content"]
    pictures = list(frames(content))
    assert len(pictures) == sum(scene["seconds"] for scene in content["scenes"]) * 5
    assert pictures[0].size == (640, 360)
    assert pictures[0].tobytes() != pictures[10].tobytes()


def test_without_ffmpeg_a_video_becomes_a_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    spec = _of("video")[0]
    assert make_video(spec) is None
    still = make_file(spec)
    assert still is not None
    assert still.name.endswith(".png") and still.media_type == "image/png"
    assert Image.open(io.BytesIO(still.data)).size == (640, 360)


def test_with_ffmpeg_a_video_is_made_twice_the_same() -> None:
    if shutil.which("ffmpeg") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("ffmpeg is missing; make services installs it")
        pytest.skip("ffmpeg is not installed")
    spec = _of("video")[0]
    first, second = make_video(spec), make_video(spec)
    assert first is not None and first == second
    assert first[4:8] == b"ftyp"


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_a_motif_is_a_wide_picture(motif: str) -> None:
    data = make_illustration(motif)
    assert Image.open(io.BytesIO(data)).size == (1200, 675)
    assert len(data) < 60_000


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown file kind 'exe'"):
        make_file({"kind": "exe", "name": "a.exe", "title": "", "content": {}})
    with pytest.raises(ValueError, match="unknown application"):
        make_html5_zip({"title": "", "content": {"app": "khong-co", "intro": ""}})
    with pytest.raises(ValueError, match="unknown motif"):
        make_illustration("khong-co")


def test_every_application_is_used() -> None:
    assert {spec["content"]["app"] for spec in _of("html5")} == app_names()
