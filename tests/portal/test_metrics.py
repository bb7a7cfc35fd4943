"""Figures for Prometheus, and who may read them."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from core.exposition import Family, Sample, render_figures
from core.tasks import tick
from search.engines.base import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import catch_up
from search.query import SearchQuery
from search.querylog import record
from search.registry import embedded_engine
from search.result import SearchResult
from search.table import store
from tests.search.documents import make_document

pytestmark = pytest.mark.django_db


def figures(client: Client) -> dict[str, float]:
    """Return name with labels → value."""
    response = client.get("/metrics")
    assert response.status_code == 200
    lines = [line for line in response.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_the_format_is_the_exposition_format(client: Client) -> None:
    response = client.get("/metrics")
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    line = re.compile(r'(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+]+)$')
    assert all(line.match(row) for row in response.content.decode().splitlines())
    odd = Family("a", "gauge", "x", (Sample(1, {"l": 'q"\\\n'}),))
    assert render_figures([odd]).splitlines()[2] == 'a{l="q\\"\\\\\\n"} 1'


def test_searches_are_counted_by_engine_and_time(client: Client) -> None:
    for took, degraded in ((4, False), (30, False), (9000, True)):
        record(SearchQuery(text="toán"), SearchResult(1, "embedded", degraded, took))
    shown = figures(client)
    assert shown['portal_search_queries_total{engine="embedded",degraded="false"}'] == 2
    assert shown['portal_search_queries_total{engine="embedded",degraded="true"}'] == 1
    bucket = 'portal_search_seconds_bucket{engine="embedded",le="%s"}'
    assert [shown[bucket % le] for le in ("0.005", "0.02", "0.05", "5", "+Inf")] == [1, 1, 2, 2, 3]
    assert shown['portal_search_seconds_sum{engine="embedded"}'] == pytest.approx(9.034)
    assert shown['portal_search_seconds_count{engine="embedded"}'] == 3


def test_lag_documents_and_circuit(client: Client) -> None:
    store([make_document("group:1", "Một"), make_document("news:1", "Hai")])
    lag = 'portal_search_index_lag{engine="embedded"}'
    assert figures(client)[lag] == 2
    catch_up(embedded_engine())
    shown = figures(client)
    assert shown[lag] == 0
    assert shown['portal_search_documents{kind="news"}'] == 1
    assert shown['portal_search_circuit_open{engine="embedded"}'] == 0


def test_an_engine_that_is_away_is_down_and_no_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise EngineUnavailable("gone")

    monkeypatch.setattr(EmbeddedEngine, "state", fail)
    shown = figures(client)
    assert shown['portal_search_engine_up{engine="embedded"}'] == 0
    assert 'portal_search_index_lag{engine="embedded"}' not in shown


def test_tasks_that_wait_are_counted(client: Client) -> None:
    before = figures(client)["portal_tasks_waiting"]
    tick.enqueue()
    assert figures(client)["portal_tasks_waiting"] == before + 1


@pytest.mark.parametrize(
    ("address", "headers", "allowed"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, False),
        ("203.0.113.9", {}, False),
        ("172.18.0.3", {}, False),
        ("", {}, False),
        ("203.0.113.9", {"authorization": "Bearer right-token"}, True),
        ("203.0.113.9", {"authorization": "Bearer wrong"}, False),
        ("203.0.113.9", {"authorization": "Bearer "}, False),
    ],
)
def test_figures_are_not_public(
    settings: Settings, address: str, headers: dict[str, str], allowed: bool
) -> None:
    settings.METRICS_TOKEN = "right-token"
    response = Client().get("/metrics", headers=headers, REMOTE_ADDR=address)
    assert response.status_code == (200 if allowed else 403)
    assert "public" not in response["Cache-Control"]


def test_without_a_token_none_is_right(settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"authorization": "Bearer "}
    assert Client().get("/metrics", headers=headers, REMOTE_ADDR="203.0.113.9").status_code == 403
