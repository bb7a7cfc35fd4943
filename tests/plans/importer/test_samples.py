"""The score of the three published plans; runs where PLAN_SAMPLES_DIR holds them with their score.py."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plans.importer import parse_path, to_json

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = (ROOT / os.environ.get("PLAN_SAMPLES_DIR", "../shared/plans")).resolve()

pytestmark = pytest.mark.skipif(
    not (SAMPLES / "score.py").is_file(), reason=f"no sample plans in {SAMPLES} (set PLAN_SAMPLES_DIR)"
)


def sample_files() -> list[Path]:
    """Return the sample texts."""
    return sorted(SAMPLES.glob("*.txt"))


def test_every_mean_reaches_the_floor(tmp_path: Path) -> None:
    outputs = []
    for path in sample_files():
        output = tmp_path / f"{path.stem}.json"
        output.write_text(json.dumps(to_json(parse_path(path)), ensure_ascii=False), encoding="utf-8")
        outputs.append(str(output))
    assert outputs
    result = subprocess.run(
        [sys.executable, str(SAMPLES / "score.py"), *outputs, "--details", "--floor", "0.95"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_counts_and_lines_agree_with_the_expected_reading() -> None:
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["documents"]
    read = [document for path in sample_files() for document in to_json(parse_path(path))["documents"]]
    assert len(read) == len(expected)
    for document, wanted in zip(read, expected, strict=True):
        for name, count in wanted["sections"]["counts"].items():
            assert document["sections"]["counts"][name] == count, name
        lines = [item["line"] for item in document["sections"]["outline"]]
        assert lines == [item["line"] for item in wanted["sections"]["outline"]]
        for name in ("number_line", "date_lines", "title", "place", "issuer", "issuer_parent", "recipients"):
            assert document[name] == wanted.get(name, document[name]), name


def test_the_longest_sample_is_read_within_a_second() -> None:
    path = max(sample_files(), key=lambda file: file.stat().st_size)
    start = time.perf_counter()
    parse_path(path)
    assert time.perf_counter() - start < 1.0
