"""The command that reads files."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.models import PlanIndexPage, PlanPage
from tests.plans.texts import PLAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_json_prints_the_reading_and_stores_nothing(plan_file: Path) -> None:
    out = StringIO()
    call_command("import_plan", str(plan_file), "--json", stdout=out)
    (document,) = json.loads(out.getvalue())["documents"]
    assert document["number"] == "77/KH-SGDĐT"
    assert document["sections"]["outline"][0]["path"] == "I"
    assert not PlanPage.objects.exists()


def test_publishes_when_asked(plan_index: PlanIndexPage, plan_file: Path) -> None:
    out = StringIO()
    call_command("import_plan", str(plan_file), "--publish", stdout=out)
    assert PlanPage.objects.get().live
    assert "/ke-hoach/" in out.getvalue()


def test_makes_a_draft_otherwise(plan_index: PlanIndexPage, plan_file: Path) -> None:
    call_command("import_plan", str(plan_file), stdout=StringIO())
    assert not PlanPage.objects.get().live


BAD_FILES = {
    "rong.txt": b"",
    "nhi-phan.txt": bytes(range(256)) * 40,
    "latin.txt": "Kế hoạch số một".encode("utf-16-le")[1:],
    "khong-phai.txt": "Chào các bạn, hôm nay trời đẹp.".encode(),
    "gia.docx": b"PK\x03\x04 khong phai docx",
    "gia.pdf": b"%PDF-1.7 cut",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_are_refused_in_one_line(plan_index: PlanIndexPage, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    with pytest.raises(CommandError) as error:
        call_command("import_plan", str(path))
    assert error.value.returncode == 2
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert not PlanPage.objects.exists()


def test_a_huge_file_is_refused(plan_index: PlanIndexPage, tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as handle:
        handle.truncate(50 * 1000 * 1000)
    with pytest.raises(CommandError) as error:
        call_command("import_plan", str(path))
    assert error.value.returncode == 2


def test_one_bad_file_stores_nothing_of_the_others(
    plan_index: PlanIndexPage, plan_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "rong.txt"
    bad.write_bytes(b"")
    with pytest.raises(CommandError):
        call_command("import_plan", str(plan_file), str(bad))
    assert not PlanPage.objects.exists()


def test_a_missing_file_is_named(plan_index: PlanIndexPage, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="khong-co"):
        call_command("import_plan", str(tmp_path / "khong-co.txt"))


def test_an_unknown_user_is_named(plan_index: PlanIndexPage, plan_file: Path) -> None:
    with pytest.raises(CommandError, match="ai@x"):
        call_command("import_plan", str(plan_file), "--user", "ai@x.example")
