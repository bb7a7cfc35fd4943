"""``python -m plans.importer FILE``: JSON on stdout, or exit code 2 and one line on stderr."""

import json
from pathlib import Path

import pytest

from plans.importer.__main__ import main

PLAN = Path(__file__).parent / "fixtures" / "09_bang_gach_dung.txt"


def test_prints_the_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(PLAN)]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["documents"][0]["number"] == "310/KH-SGDĐT"
    assert read["file"]["sha256"]


def test_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "rong.txt"
    empty.write_bytes(b"")
    assert main([str(empty)]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err == f"import_plan: {empty}: Tệp rỗng, không có nội dung để đọc\n"
