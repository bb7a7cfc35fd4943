"""Counting queries without knowing who asks."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.safestring import SafeString
from pytest_django import DjangoAssertNumQueries

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR
from search.models import FoundThing, QueryCount, SearchTally
from search.query import SearchQuery
from search.querycounts import collect, forget_old, time_class
from search.querylog import record, record_click
from search.result import Hit, SearchResult
from search.table import store
from tests.search.documents import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]


BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 13) Firefox/130.0"}
OWN = {**BROWSER, "sec-fetch-site": "same-origin", "origin": "http://testserver"}


def asked(text: str, total: int = 3, took_ms: int = 10, degraded: bool = False, **fields: object) -> str:
    """Record one query and return the token for its clicks."""
    query = SearchQuery(text=text, **fields)  # type: ignore[arg-type]
    hits = tuple(
        Hit(f"group:{n}", "group", "", "", SafeString(""), "", SafeString("")) for n in range(min(total, 3))
    )
    return record(
        query, SearchResult(total=total, engine="embedded", degraded=degraded, took_ms=took_ms, hits=hits)
    )


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
        handle.write('{"day":"2026-01-01","text":"van"}\n{"day":"x"}\n[]\nnull\n{"day":"2026-01-01","te')
    assert collect() == 1
    assert not list(index_folder.glob("queries*"))


def test_old_counts_are_removed() -> None:
    today = timezone.localdate()
    for days, text in ((181, "cũ"), (179, "mới")):
        QueryCount.objects.create(day=today - timedelta(days=days), text=text, searches=1)
        FoundThing.objects.create(key=text, last_found=today - timedelta(days=days))
    forget_old()
    assert {text for text, _ in counts()} == {"mới"}
    assert [found.key for found in FoundThing.objects.all()] == ["mới"]


def test_a_count_holds_hits_slowness_reserve_and_what_was_found() -> None:
    asked("toán", total=7, took_ms=30)
    asked("toan", total=5, took_ms=20, degraded=True)
    collect()
    count = QueryCount.objects.get()
    assert (count.hits, count.slowest_ms, count.degraded, count.total_ms) == (5, 30, 1, 50)
    assert {found.key for found in FoundThing.objects.all()} == {"group:0", "group:1", "group:2"}


def test_every_answer_is_tallied_also_of_queries_that_are_not_kept() -> None:
    asked("toán", took_ms=5)
    asked("0912 345 678", took_ms=6)
    asked("toán", page=2, took_ms=9_999, degraded=True)
    collect()
    asked("văn", took_ms=1)
    collect()
    tallies = {
        (t.engine, t.degraded, t.up_to_ms): (t.searches, t.total_ms) for t in SearchTally.objects.all()
    }
    assert tallies == {
        ("embedded", False, 5): (2, 6),
        ("embedded", False, 10): (1, 6),
        ("embedded", True, 0): (1, 9_999),
    }
    assert [time_class(ms) for ms in (0, 5, 6, 5000, 5001)] == [5, 5, 10, 5000, 0]
    lines = asked("0912 345 678")
    assert lines == ""


def test_the_file_holds_no_personal_words(index_folder: Path) -> None:
    asked("an@example.vn")
    asked("điện thoại 0912345678")
    written = (index_folder / "queries.jsonl").read_text()
    assert "example" not in written
    assert "0912" not in written


def test_clicks_are_counted_by_rank() -> None:
    token = asked("toán")
    assert record_click(token, "1")
    assert record_click(token, "3")
    collect()
    count = QueryCount.objects.get()
    assert (count.searches, count.clicks, count.rank_sum) == (1, 2, 4)


@pytest.mark.parametrize("position", ["0", "4", "-1", "", "x", "1" * 50, "²"])
def test_a_position_that_the_page_had_not_is_no_click(position: str) -> None:
    assert not record_click(asked("toán"), position)


def test_forged_and_old_tokens_are_no_click() -> None:
    token = asked("toán")
    assert not record_click(token[:-2] + "xx", "1")
    assert not record_click("", "1")
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        assert not record_click(token, "1")


def test_a_click_is_sent_by_our_own_pages_without_a_cookie(index_folder: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    token = asked("toán")
    answer = strict.post("/tim-kiem/nhan/", {"token": token, "position": "2"}, headers=OWN)
    assert answer.status_code == 204
    assert not answer.cookies
    assert strict.post("/tim-kiem/nhan/", {"token": token, "position": "2"}).status_code == 403
    foreign = {**OWN, "origin": "http://evil.example"}
    assert strict.post("/tim-kiem/nhan/", {"token": token}, headers=foreign).status_code == 403
    assert strict.get("/tim-kiem/nhan/").status_code == 405
    assert strict.post("/tim-kiem/nhan/", {"token": "nonsense"}, headers=OWN).status_code == 204
    collect()
    assert QueryCount.objects.get().clicks == 1


def test_a_flood_of_clicks_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.views._CLICKS_A_MINUTE", 3)
    token = asked("toán")
    for _ in range(10):
        Client().post("/tim-kiem/nhan/", {"token": token, "position": "1"}, headers=OWN)
    collect()
    assert QueryCount.objects.get().clicks == 3


def test_robots_are_not_counted(client: Client) -> None:
    client.get("/tim-kiem/", {"q": "toán"}, headers={"user-agent": "Googlebot/2.1"})
    client.get("/tim-kiem/", {"q": "toán"})
    assert collect() == 0
    client.get("/tim-kiem/", {"q": "toán"}, headers=BROWSER)
    assert collect() == 1


def test_counting_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    store([make_document("group:1", "Một tin")])
    client.get("/tim-kiem/", {"q": "tin"}, headers=BROWSER)
    with CaptureQueriesContext(connection) as robot:
        client.get("/tim-kiem/", {"q": "tin"})
    with django_assert_num_queries(len(robot)):
        body = client.get("/tim-kiem/", {"q": "tin"}, headers=BROWSER).content.decode()
    assert "data-search-clicks=" in body


def test_counting_never_fails_a_search(client: Client, index_folder: Path) -> None:
    client.get("/tim-kiem/", {"q": "toán"}, headers=BROWSER)
    (index_folder / "queries.jsonl").unlink()
    (index_folder / "queries.jsonl").mkdir()
    assert client.get("/tim-kiem/", {"q": "toán"}, headers=BROWSER).status_code == 200


def report_reader(*roles: str) -> Client:
    """Return a client with a person of these roles signed in."""
    user = get_user_model().objects.create_user(email=f"{len(roles)}@example.vn", password="x" * 12)
    user.groups.set(Group.objects.filter(name__in=roles))
    client = Client()
    client.force_login(user)
    return client


REPORTS = ["/quan-tri/reports/search-queries/", "/quan-tri/reports/search-never-found/"]


@pytest.mark.parametrize("role", [CHIEF_EDITOR, ADMINISTRATOR])
def test_the_report_shows_what_was_not_found(client: Client, role: str) -> None:
    client.get("/tim-kiem/", {"q": "không có gì"}, headers=BROWSER)
    client.get("/api/v1/search", {"q": "khong co gi"})
    reader = report_reader(role)
    body = reader.get(REPORTS[0]).content.decode()
    assert "khong co gi" in body
    assert reader.get("/quan-tri/reports/search-queries/results/?ordering=-empty").status_code == 200
    export = b"".join(reader.get("/quan-tri/reports/search-queries/?export=csv"))
    assert b"khong co gi,,2,2," in export
    assert b"search-queries" in reader.get("/quan-tri/").content


@pytest.mark.parametrize("address", REPORTS)
def test_the_reports_are_for_those_with_the_right(address: str) -> None:
    editor = report_reader(EDITOR)
    assert editor.get(address).status_code == 302
    assert b"search-queries" not in editor.get("/quan-tri/").content


def test_the_report_is_of_a_period(client: Client) -> None:
    for days, text in ((3, "tuần này"), (20, "tháng này"), (80, "quý này"), (100, "đã lâu")):
        day = timezone.localdate() - timedelta(days=days)
        QueryCount.objects.create(day=day, text=text, searches=1, clicks=2, rank_sum=5)
    reader = report_reader(CHIEF_EDITOR)
    shown = {
        days: [
            t
            for t in ("tuần này", "tháng này", "quý này", "đã lâu")
            if t in reader.get(REPORTS[0], {"days": days}).content.decode()
        ]
        for days in ("7", "30", "90", "", "10000")
    }
    assert shown["7"] == ["tuần này"]
    assert shown["30"] == shown[""] == shown["10000"] == ["tuần này", "tháng này"]
    assert shown["90"] == ["tuần này", "tháng này", "quý này"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t="])
def test_an_export_holds_no_formula(start: str) -> None:
    QueryCount.objects.create(day=timezone.localdate(), text=f"{start}cmd|' /C calc'!A1", searches=1)
    reader = report_reader(CHIEF_EDITOR)
    rows = list(csv.reader(b"".join(reader.get(REPORTS[0], {"export": "csv"})).decode().splitlines()))
    assert rows[1][0].startswith("'")


def test_what_no_search_shows_is_reported(client: Client) -> None:
    store([make_document("group:1", "Bản đồ tỉnh"), make_document("group:2", "Đạo hàm")])
    client.get("/tim-kiem/", {"q": "bản đồ"}, headers=BROWSER)
    FoundThing.objects.create(key="group:2", last_found=timezone.localdate() - timedelta(days=40))
    reader = report_reader(CHIEF_EDITOR)
    body = reader.get(REPORTS[1]).content.decode()
    assert "Đạo hàm" in body
    assert "Bản đồ tỉnh" not in body
    assert "Đạo hàm" not in reader.get(REPORTS[1], {"days": "90"}).content.decode()
    assert b"group/2" in b"".join(reader.get(REPORTS[1], {"export": "csv"}))
    assert reader.get("/quan-tri/reports/search-never-found/results/?ordering=-kind").status_code == 200
