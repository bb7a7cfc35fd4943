"""The demonstration content holds together and is large enough to show every part of the portal."""

import json
import unicodedata
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from plans.importer import parse_path
from portal.demo import catalogue
from portal.demo.files import KINDS
from portal.demo.files.blocks import BLOCK_FIELDS
from portal.demo.files.illustration import MOTIFS

ROOT = Path(__file__).resolve().parents[3]
TAXONOMY: dict[str, Any] = json.loads(
    (ROOT / "learning_resources/data/taxonomy.json").read_text(encoding="utf-8")
)
RESOURCES = catalogue.resources()
PLANS: list[dict[str, Any]] = catalogue.load("plans")
NEWS: dict[str, Any] = catalogue.load("news")
UNITS = {row["code"]: row for row in catalogue.load("organisations")}
COMPARATORS = {"eq", "gt", "gte", "lt", "lte", "avg"}


def _repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _check_blocks(blocks: list[dict[str, Any]], extra: dict[str, set[str]] | None = None) -> None:
    fields = {**BLOCK_FIELDS, **(extra or {})}
    for block in blocks:
        assert fields[block["type"]] <= set(block), block
        if block["type"] == "table":
            assert {len(row) for row in block["rows"]} <= {len(block["head"])}, block["head"]


def test_there_is_enough_of_everything() -> None:
    assert len(RESOURCES) >= 80
    assert len(NEWS["items"]) >= 20
    assert len(PLANS) >= 4
    assert sum(len(plan["targets"]) for plan in PLANS) >= 50
    schools = [row for row in UNITS.values() if row["level"] == "school"]
    assert len(schools) >= 12


def test_every_level_type_and_file_kind_is_shown() -> None:
    assert {row["level"] for row in RESOURCES} == {row["slug"] for row in TAXONOMY["levels"]}
    assert {row["type"] for row in RESOURCES} == {row["slug"] for row in TAXONOMY["material_types"]}
    assert {file["kind"] for row in RESOURCES for file in row["files"]} == KINDS
    assert {"vi", "en", "bdq", "jra", "km"} <= {row["language"] for row in RESOURCES}
    used = {code for row in RESOURCES for code in row["outcomes"]}
    assert used == {row["code"] for row in TAXONOMY["outcomes"]}


@pytest.mark.parametrize("row", RESOURCES, ids=lambda row: row["slug"])
def test_a_material_refers_to_what_exists(row: dict[str, Any]) -> None:
    subjects = {(s["level"], s["slug"]): s for s in TAXONOMY["subjects"]}
    outcomes = {o["code"]: o for o in TAXONOMY["outcomes"]}
    licence = next(licence for licence in TAXONOMY["licences"] if licence["code"] == row["licence"])
    assert row["grades"]
    assert set(row["grades"]) <= set(subjects[row["level"], row["subject"]]["grades"])
    for code in row["outcomes"]:
        assert outcomes[code]["level"] == row["level"]
        assert outcomes[code]["subject"] == row["subject"]
        assert outcomes[code]["grade"] in row["grades"]
    assert row["organisation"] in UNITS
    assert date(2025, 1, 1) <= date.fromisoformat(row["published"]) <= date(2026, 11, 24)
    assert row["downloads"] <= row["views"]
    assert len(row["description"].split(". ")) <= 5
    assert bool(row["link"]) == licence["link_only"]
    assert bool(row["files"]) != licence["link_only"]
    assert row["link"] is None or ".example/" in row["link"]
    assert _repeated([file["name"] for file in row["files"]]) == []
    for file in row["files"]:
        if "blocks" in file["content"]:
            _check_blocks(file["content"]["blocks"])


def test_slugs_are_unique() -> None:
    assert _repeated([row["slug"] for row in RESOURCES]) == []
    assert _repeated([row["slug"] for row in NEWS["items"]]) == []
    assert _repeated([row["slug"] for row in PLANS]) == []
    assert _repeated([row["slug"] for row in catalogue.load("pages")["pages"]]) == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["slug"])
def test_the_importer_reads_a_plan_as_its_targets_and_tasks_expect(plan: dict[str, Any]) -> None:
    reading = parse_path(catalogue.plan_path(plan["file"]))
    assert len(reading.documents) == 1
    document = reading.documents[0]
    assert document.number and plan["file"].startswith(document.number.split("/")[0])
    assert document.signer
    assert {target["anchor"] for target in plan["targets"]} <= {clause.anchor for clause in document.clauses}
    assert [task["title"] for task in plan["tasks"]] == [item.title for item in document.tasks.items]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["slug"])
def test_progress_is_dated_and_ordered(plan: dict[str, Any]) -> None:
    assert _repeated([target["code"] for target in plan["targets"]]) == []
    for target in plan["targets"]:
        assert target["comparator"] in COMPARATORS
        assert target["direction"] == ("down" if target["comparator"] in {"lt", "lte"} else "up")
        years = [goal["year"] for goal in target["goals"]]
        assert years == sorted(set(years)) and years
        days = [report["date"] for report in target["reports"]]
        assert days == sorted(set(days))
        assert all(report["unit"] in UNITS for report in target["reports"])
    for task in plan["tasks"]:
        assert task["lead_code"] in UNITS and task["lead"]
        assert set(task["partner_codes"]) <= set(UNITS)
        assert task["start"] <= task["end"]
        assert task["status"] in {"done", "doing", "late", "not_started"}
        if task["planned_money"] is not None and task["spent_money"] is not None:
            assert task["spent_money"] <= task["planned_money"]


def test_the_plan_of_2024_has_goals_for_three_years_and_two_years_of_reports() -> None:
    plan = next(plan for plan in PLANS if plan["file"].startswith("87-"))
    years = {goal["year"] for target in plan["targets"] for goal in target["goals"]}
    days = sorted({report["date"] for target in plan["targets"] for report in target["reports"]})
    assert years == {2025, 2026, 2030}
    assert days[0] < "2025-01-01" and days[-1] == "2026-09-30"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["file"])
def test_a_plan_file_is_official_text_of_a_realistic_size(plan: dict[str, Any]) -> None:
    text = catalogue.plan_path(plan["file"]).read_text(encoding="utf-8")
    assert 6_000 <= len(text.encode()) <= 14_000
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Nơi nhận:" in text and "./." in text


@pytest.mark.parametrize("item", NEWS["items"], ids=lambda item: item["slug"])
def test_an_article_is_complete(item: dict[str, Any]) -> None:
    assert item["category"] in {category["slug"] for category in NEWS["categories"]}
    assert datetime.fromisoformat(item["published"]).utcoffset() is not None
    assert item["published"].startswith("2026-")
    assert item["image"]["motif"] in MOTIFS and item["image"]["alt"] and item["image"]["credit"]
    _check_blocks(item["blocks"], {"quote": {"text", "attribution"}})
    words = sum(len(json.dumps(block, ensure_ascii=False).split()) for block in item["blocks"])
    assert words >= 150


def test_one_article_has_a_correction() -> None:
    assert sum("correction" in item for item in NEWS["items"]) == 1


def test_the_day_of_2026_says_whose_slogan_it_is() -> None:
    day = catalogue.load("dx_day")
    assert day["slogan_is_national"] is False and day["slogan_note"]
    themes = {row["year"]: row["source"] for row in day["themes"]}
    assert themes == {
        2022: "national",
        2023: "national",
        2024: "national",
        2025: "national",
        2026: "province",
    }
    starts = [row["starts"] for row in day["programme"]]
    assert starts == sorted(starts)
    assert {row["unit"] for row in [*day["programme"], *day["activities"]]} <= set(UNITS)


def test_pages_cover_what_the_footer_links_to() -> None:
    pages = {row["slug"]: row for row in catalogue.load("pages")["pages"]}
    assert set(pages) >= {
        "gioi-thieu", "lien-he", "du-lieu-mo", "bao-ve-du-lieu-ca-nhan", "tuyen-bo-kha-nang-tiep-can",
        "huong-dan-tim-kiem",
    }  # fmt: skip
    for row in pages.values():
        assert row["intro"]
        _check_blocks(row["blocks"])


def test_units_refer_to_what_exists() -> None:
    assert len(UNITS) == len(catalogue.load("organisations"))
    for row in UNITS.values():
        assert row["parent"] is None or row["parent"] in UNITS
        assert set(row["successors"]) <= set(UNITS)
        assert not (row["valid_to"] and not row["successors"]), row["code"]


@pytest.mark.parametrize(
    "path", sorted(catalogue.CONTENT.rglob("*.*")), ids=lambda path: str(path.relative_to(catalogue.CONTENT))
)
def test_text_is_nfc_and_ours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "lorem" not in text.lower()
