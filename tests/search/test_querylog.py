"""Counting queries without knowing who asks."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from search.models import QueryCount
from search.query import SearchQuery
from search.querylog import collect, record
from search.result import SearchResult

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]


def asked(text: str, total: int = 3, **fields: object) -> None:
    """Record one query."""
    query = SearchQuery(text=text, **fields)  # type: ignore[arg-type]
    record(query, SearchResult(total=total, engine="embedded", degraded=False, took_ms=10))


def counts() -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return (text, kind) → searches, without result, milliseconds."""
    return {(c.text, c.kind): (c.searches, c.without_result, c.total_ms) for c in QueryCount.objects.all()}


def test_writings_of_one_query_are_one_count() -> None:
    for text in ("Học bạ số", "hoc ba so", "  HỌC BẠ   SỐ "):
        asked(text)
    asked("học bạ số", total=0, kinds=("group",))
    assert collect() == 4
    asked("học bạ số")
    assert collect() == 1
    assert counts() == {("hoc ba so", ""): (4, 0, 40), ("hoc ba so", "group"): (1, 1, 10)}
    assert collect() == 0


@pytest.mark.parametrize("text", ["", "  ", "a@b.vn", "0912 345 678", "001203004567", "09.12.34.56.78"])
def test_blank_and_personal_queries_are_not_counted(text: str) -> None:
    asked(text)
    assert collect() == 0


def test_further_pages_are_no_new_query() -> None:
    asked("toán", page=2)
    assert collect() == 0


def test_what_a_killed_process_left_is_counted_and_cut_lines_are_not(index_folder: Path) -> None:
    asked("toán")
    (index_folder / "queries.jsonl").rename(index_folder / "queries.jsonl.dead")
    with (index_folder / "queries.jsonl.dead").open("a") as handle:
        handle.write('["2026-01-01", "van", "", 1\n[]\nnull\n')
    assert collect() == 1
    assert not list(index_folder.glob("queries*"))


def test_old_counts_are_removed() -> None:
    QueryCount.objects.create(day=timezone.localdate() - timedelta(days=500), text="cu", searches=1)
    asked("moi")
    collect()
    assert {text for text, _ in counts()} == {"moi"}


def test_counting_never_fails_a_search(client: Client, index_folder: Path) -> None:
    client.get("/tim-kiem/", {"q": "toán"})
    (index_folder / "queries.jsonl").unlink()
    (index_folder / "queries.jsonl").mkdir()
    assert client.get("/tim-kiem/", {"q": "toán"}).status_code == 200


def test_the_report_shows_what_was_not_found(client: Client) -> None:
    client.get("/tim-kiem/", {"q": "không có gì"})
    client.get("/api/v1/search", {"q": "khong co gi"})
    user = get_user_model().objects.create_superuser(email="quan.tri@example.vn", password="x" * 12)
    client.force_login(user)
    body = client.get("/quan-tri/reports/search-queries/").content.decode()
    assert "khong co gi" in body
    assert client.get("/quan-tri/reports/search-queries/results/?ordering=-empty").status_code == 200
    export = b"".join(client.get("/quan-tri/reports/search-queries/?export=csv"))
    assert b"khong co gi,,2,2," in export
