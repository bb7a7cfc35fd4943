"""The reference data hold together: codes are unique and everything that is referred to exists."""

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
TAXONOMY: dict[str, Any] = json.loads(
    (ROOT / "learning_resources/data/taxonomy.json").read_text(encoding="utf-8")
)
UNITS: list[dict[str, Any]] = json.loads(
    (ROOT / "accounts/data/organisations.json").read_text(encoding="utf-8")
)


def _repeated(values: list[Any]) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


@pytest.mark.parametrize(
    ("name", "key"),
    [("levels", "slug"), ("grades", "slug"), ("material_types", "slug"), ("licences", "code"),
     ("languages", "code"), ("outcomes", "code")],
)  # fmt: skip
def test_codes_are_unique(name: str, key: str) -> None:
    assert _repeated([row[key] for row in TAXONOMY[name]]) == []


def test_subjects_are_unique_within_their_level_and_refer_to_what_exists() -> None:
    subjects = {(row["level"], row["slug"]): row for row in TAXONOMY["subjects"]}
    grades = {row["slug"]: row["level"] for row in TAXONOMY["grades"]}
    assert len(subjects) == len(TAXONOMY["subjects"])
    for (level, slug), row in subjects.items():
        assert row["grades"], slug
        assert {grades[grade] for grade in row["grades"]} == {level}
        assert set(row["periods"]) <= set(row["grades"])
        assert all(tuple(before) in subjects for before in row["predecessors"])
        assert row["parent"] is None or (level, row["parent"]) in subjects


def test_the_2018_programme_is_complete() -> None:
    """Twelve grades; the periods of primary Vietnamese are those of Circular 32/2018/TT-BGDĐT."""
    subjects = {(row["level"], row["slug"]): row for row in TAXONOMY["subjects"]}
    assert {f"lop-{n}" for n in range(1, 13)} <= {row["slug"] for row in TAXONOMY["grades"]}
    vietnamese = subjects["tieu-hoc", "tieng-viet"]["periods"]
    assert [vietnamese[f"lop-{n}"] for n in range(1, 6)] == [420, 350, 245, 245, 245]
    choices = [
        row["slug"] for row in TAXONOMY["subjects"] if row["level"] == "thpt" and not row["compulsory"]
    ]
    languages = {"tieng-dan-toc-thieu-so", "ngoai-ngu-2"}
    assert len(set(choices) - languages) == 9


def test_strands_and_outcomes_belong_to_a_subject() -> None:
    subjects = {(row["level"], row["slug"]): row for row in TAXONOMY["subjects"]}
    strands = {(row["level"], row["subject"], row["slug"]) for row in TAXONOMY["strands"]}
    assert len(strands) == len(TAXONOMY["strands"])
    assert all((level, subject) in subjects for level, subject, _ in strands)
    for outcome in TAXONOMY["outcomes"]:
        subject = subjects[outcome["level"], outcome["subject"]]
        assert outcome["grade"] in subject["grades"], outcome["code"]
        assert (
            outcome["strand"] is None or (outcome["level"], outcome["subject"], outcome["strand"]) in strands
        )


def test_only_licences_that_allow_change_and_sale_are_open() -> None:
    is_open = {row["code"] for row in TAXONOMY["licences"] if row["is_open"]}
    assert is_open == {"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"}
    assert [row["code"] for row in TAXONOMY["licences"] if row["link_only"]] == ["ARR"]


def test_units_lead_to_34_provinces() -> None:
    """Resolution 202/2025/QH15: 63 provinces before 1 July 2025, 34 after it."""
    units = {row["code"]: row for row in UNITS}
    assert _repeated([row["code"] for row in UNITS]) == []
    for level in ("province", "department"):
        rows = [row for row in UNITS if row["level"] == level]
        assert len([row for row in rows if row["valid_to"] is None]) == 34
        before = [row for row in rows if row["valid_from"] is None]
        assert len(before) == 63
        for row in before:
            assert len(_living(row, units)) == 1, row["code"]
    assert _living(units["sgddt-quang-binh"], units) == ["sgddt-quang-tri"]
    assert _living(units["ubnd-kon-tum"], units) == ["ubnd-quang-ngai"]


def _living(row: dict[str, Any], units: dict[str, Any]) -> list[str]:
    if not row["successors"]:
        return [row["code"]] if row["valid_to"] is None else []
    return [code for successor in row["successors"] for code in _living(units[successor], units)]


@pytest.mark.parametrize(
    "path", ["learning_resources/data/taxonomy.json", "accounts/data/organisations.json"]
)
def test_text_is_nfc(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
