"""Whole readings of our own plans: other provinces, layouts and document types, with the faults of real files."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from plans.importer import parse_path, to_json

FIXTURES = Path(__file__).parent / "fixtures"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads(
    (FIXTURES / "expected.json").read_text(encoding="utf-8")
)


def rows(tasks: dict[str, Any]) -> list[list[Any]]:
    """Return [no, title, lead, partner, time, total] of each task, groups flattened."""
    found = []
    for item in tasks.get("items", []):
        for task in item.get("tasks", [item]) if "tasks" in item else [item]:
            total = task["budget"]["total"] if task["budget"] else None
            found.append([task["no"], task["title"], task["lead"], task["partner"], task["time"], total])
    return found


def summary(document: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of a reading that the expectations hold."""
    budget, signer = document["budget"], document["signer"]
    plain = (
        "type",
        "number",
        "date",
        "place",
        "issuer",
        "issuer_parent",
        "issuer_level",
        "title",
        "effective",
    )
    return {
        **{name: document[name] for name in plain},
        "signer": [signer["name"], signer["title"]] if signer else None,
        "basis": [[item["number"], item["date"]] for item in document["basis"]],
        "implements": [item["number"] for item in document["implements"]],
        "approves": document["approves"] and document["approves"]["number"],
        "approved_by": document["approved_by"] and document["approved_by"]["number"],
        "replaces": [item["number"] for item in document["replaces"]],
        "outline": [item["path"] for item in document["sections"]["outline"]],
        "counts": {name: count for name, count in document["sections"]["counts"].items() if count},
        "targets": [
            [t["line"], t["value"], t.get("value_max"), t["unit"], t["comparator"], t["year"]]
            for t in document["targets"]
        ],
        "tasks": rows(document["tasks"]),
        "budget": budget and [budget["total"], budget["by_source"], budget["sums_check"]],
        "reporting": [[r["who"], r["to"], r["via"], r["deadline"]] for r in document["reporting"]],
        "recipients": document["recipients"],
        "footnotes": [[note["mark"], note["text"]] for note in document["footnotes"]],
        "attachments": [[item["label"], item["present"]] for item in document["attachments"]],
        "warnings": [[warning["code"], warning["line"]] for warning in document["warnings"]],
    }


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_reading(name: str) -> None:
    read = to_json(parse_path(FIXTURES / name))["documents"]
    assert len(read) == len(EXPECTED[name])
    for document, expected in zip(read, EXPECTED[name], strict=True):
        found = summary(document)
        for key, value in expected.items():
            assert found[key] == value, f"{name}: {key}"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_clauses_form_a_tree_with_unique_anchors(name: str) -> None:
    for document in parse_path(FIXTURES / name).documents:
        anchors = [clause.anchor for clause in document.clauses]
        assert len(anchors) == len(set(anchors))
        depth = {"": 0}
        for clause in document.clauses:
            assert clause.parent_anchor in depth, "a parent stands before its children"
            assert clause.depth == depth[clause.parent_anchor] + 1
            assert not any(char.isspace() for char in clause.anchor)
            depth[clause.anchor] = clause.depth


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_line_of_a_reading_is_in_the_file(name: str) -> None:
    parsed = parse_path(FIXTURES / name)
    numbers = {line.number: line.text for line in parsed.source_lines}
    for document in parsed.documents:
        for clause in document.clauses:
            assert clause.lines
            assert set(clause.lines) <= numbers.keys()
            if clause.level != "table":
                joined = "".join(numbers[line] for line in clause.lines).replace(" ", "")
                assert clause.text.replace(" ", "") in joined
        for target in document.targets:
            assert target.value_raw in numbers[target.line] or target.unit in numbers[target.line]


def test_text_is_composed_whatever_the_file_holds() -> None:
    raw = (FIXTURES / "02_phan_thu_nhat.txt").read_text(encoding="utf-8")
    assert raw != unicodedata.normalize("NFC", raw)
    text = json.dumps(to_json(parse_path(FIXTURES / "02_phan_thu_nhat.txt")), ensure_ascii=False)
    assert text == unicodedata.normalize("NFC", text)


def test_site_chrome_never_enters_the_body() -> None:
    (document,) = parse_path(FIXTURES / "10_chu_thich_va_vet_word.txt").documents
    body = " ".join(clause.text for clause in document.clauses)
    assert "Tải về" not in body
    assert "Số hiệu" not in body
    assert "bookmark" not in body
    assert document.site_metadata["Người ký"] == "Trần Thị Lụa"


def test_target_keeps_its_parent_and_its_split() -> None:
    (document,) = parse_path(FIXTURES / "02_phan_thu_nhat.txt").documents
    first, *split = document.targets[:4]
    assert [target.parent for target in split] == [first.id] * 3
    assert [target.subject for target in split] == ["mầm non", "tiểu học", "trung học"]
    assert [int(baseline.value) for baseline in document.baselines] == [71, 12, 18]


def test_warnings_are_vietnamese_sentences() -> None:
    for name in EXPECTED:
        for document in parse_path(FIXTURES / name).documents:
            for warning in document.warnings:
                assert warning.message[0].isupper()
                assert warning.message.endswith(".")
                assert "{" not in warning.message
