"""The figures of ``search_eval`` and the files it reads."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import ndcg, old_tones

DOCS = [
    {"id": "a", "title": "Hoá học 10", "text": "Cấu tạo nguyên tử"},
    {"id": "b", "title": "Thuỷ triều", "text": "Nước biển lên xuống"},
    {"id": "c", "title": "Học bạ số", "text": "Đăng ký trên điện thoại"},
]
QUERIES = [
    {"id": "1", "query": "hoá học", "relevant": {"a": 2}},
    {"id": "2", "query": "thuỷ triều là gì", "relevant": {"b": 1}},
    {"id": "3", "query": "khongcogi", "relevant": {"c": 1}},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The documents and queries as JSON lines."""
    docs, queries = tmp_path / "docs.jsonl", tmp_path / "queries.jsonl"
    docs.write_text("\n".join(json.dumps(d, ensure_ascii=False) for d in DOCS) + "\n\n", encoding="utf-8")
    queries.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in QUERIES), encoding="utf-8")
    return docs, queries


def test_report(files: tuple[Path, Path], index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_eval", "--docs", files[0], "--queries", files[1], "--engine", "embedded", "--json")
    report = json.loads(capsys.readouterr().out)
    assert (report["engine"], report["documents"], report["queries"]) == ("embedded", 3, 3)
    for figures in (report, *report["variants"].values()):
        assert figures["ndcg@10"] == figures["mrr"] == figures["recall@20"] == pytest.approx(2 / 3, abs=1e-4)
        assert figures["empty_rate"] == pytest.approx(1 / 3, abs=1e-4)
        assert figures["p50_ms"] <= figures["p95_ms"]
    assert list(report["variants"]) == ["folded", "nfd", "old_tones"]
    assert not index_folder.exists()


def test_report_for_people(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_eval", "--docs", files[0], "--queries", files[1])
    assert "old_tones: ndcg@10" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", ["{", "[1]", '{"query": 3}', '{"query": "a", "relevant": {"x": "y"}}', "\x00", "text"]
)
def test_broken_queries_are_named(files: tuple[Path, Path], content: str) -> None:
    files[1].write_text(content)
    with pytest.raises(CommandError, match=r"queries\.jsonl"):
        call_command("search_eval", "--docs", files[0], "--queries", files[1])


def test_broken_documents_and_missing_files_are_named(files: tuple[Path, Path]) -> None:
    files[0].write_bytes(b'{"title": "x"}')
    with pytest.raises(CommandError, match=r"docs\.jsonl:1: “id”"):
        call_command("search_eval", "--docs", files[0], "--queries", files[1])
    with pytest.raises(CommandError, match=r"nothing\.jsonl"):
        call_command("search_eval", "--docs", "nothing.jsonl", "--queries", files[1])
    with pytest.raises(CommandError, match="no engine called"):
        call_command("search_eval", "--docs", files[0], "--queries", files[1], "--engine", "nothing")


def test_ndcg_is_the_textbook_value() -> None:
    assert ndcg(["x", "a"], {"a": 1.0}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["a", "b"], {"a": 1.0, "b": 2.0}) == pytest.approx(
        (1 + 2 / 1.58496) / (2 + 1 / 1.58496), abs=1e-4
    )
    assert ndcg([], {}) == 0.0


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoá học", "hóa học"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("HOÀ", "HÒA"),
        ("toán", "toán"),
    ],
)
def test_old_tone_placement(new: str, old: str) -> None:
    assert old_tones(new) == old
