"""Cursors of the API, and all places in one document."""

import base64
import json
from pathlib import Path

import pytest
from django.test import Client

from search.cursor import CursorError, read_cursor, write_cursor
from search.engines.base import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import catch_up
from search.query import Position, Sort
from search.registry import embedded_engine
from search.table import store
from tests.search.documents import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]


@pytest.fixture(autouse=True)
def library(index_folder: Path) -> None:
    """Twenty-five documents; one of them speaks of money in sixty places."""
    texts = [f"Kinh phí đợt {n}" for n in range(60)]
    store(
        [make_document(f"group:{n}", f"Học liệu số {n}") for n in range(25)]
        + [make_document("group:77", "Kế hoạch năm", passages=texts)]
    )
    catch_up(embedded_engine())


@pytest.mark.parametrize("parameters", [{"q": "học liệu"}, {"q": "hoc lieu", "sort": "newest"}, {}])
def test_cursor_reaches_everything(client: Client, parameters: dict[str, str]) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = client.get("/api/v1/search", {**parameters, "page_size": "7", "cursor": cursor}).json()
        seen += [result["key"] for result in answer["results"]]
        cursor = answer["next_cursor"]
        assert len(seen) <= 26
    assert len(seen) == len(set(seen)) == answer["total"]


@pytest.mark.parametrize(
    "cursor",
    [
        "x", "====", "%", "é", "W10", "e30", "A" * 10_000,
        base64.urlsafe_b64encode(b"[" * 400).decode(),
        *(
            base64.urlsafe_b64encode(json.dumps(content).encode()).decode()
            for content in (
                [2, "newest", 1, "a", 1], [1, "newest", 1.5, "a", 1], [1, "newest", 2**70, "a", 1],
                [1, "relevance", "1", "a", 1], [1, "relevance", float("nan"), "a", 1], [1, "no", 1, "a", 1],
                [1, "relevance", 1, "a\0", 1], [1, "relevance", 1, ["a"], 1], [1, "relevance", 1, "a", -1],
                [1, "relevance", 1, "a", True], [1, ["newest"], 1, "a", 1], [1, "relevance", 1, "a", 2**90],
            )
        ),
    ],
    ids=range(20),
)  # fmt: skip
def test_forged_cursor_is_refused(client: Client, cursor: str) -> None:
    with pytest.raises(CursorError):
        read_cursor(cursor)
    assert client.get("/api/v1/search", {"q": "học liệu", "cursor": cursor}).status_code == 400


def test_cursor_of_another_order_is_refused(client: Client) -> None:
    cursor = write_cursor(Position(Sort.NEWEST, 5, "group:1", 20))
    assert read_cursor(cursor) == Position(Sort.NEWEST, 5, "group:1", 20)
    assert client.get("/api/v1/search", {"q": "học liệu", "cursor": cursor}).status_code == 400


def test_cursor_goes_on_without_an_engine(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/api/v1/search", {"q": "hoc lieu", "page_size": "20"}).json()
    monkeypatch.setattr(EmbeddedEngine, "search", _fail)
    parameters = {"q": "hoc lieu", "page_size": "20", "cursor": first["next_cursor"]}
    answer = client.get("/api/v1/search", parameters).json()
    assert (len(answer["results"]), answer["degraded"], answer["next_cursor"]) == (5, True, None)


def _fail(*args: object) -> None:
    raise EngineUnavailable("gone")


def test_all_places_of_a_document(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"q": "kinh phí", "key": "group:77"}
    answer = client.get("/api/v1/search/passages", asked).json()
    assert (answer["key"], answer["total"], len(answer["passages"])) == ("group:77", 60, 50)
    assert answer["passages"][0]["snippet"].startswith("<mark>Kinh phí</mark>")
    monkeypatch.setattr(EmbeddedEngine, "passages", _fail)
    assert client.get("/api/v1/search/passages", asked).json()["total"] == 60
    assert client.get("/api/v1/search/passages", {"q": "", "key": "group:77"}).json()["total"] == 0


@pytest.mark.parametrize("key", ["group:0815", "", "\0", "x" * 5000, "💥"])
def test_places_of_nothing_are_not_found(client: Client, key: str) -> None:
    assert client.get("/api/v1/search/passages", {"q": "kinh phí", "key": key}).status_code == 404


def test_a_withdrawn_document_shows_no_places(client: Client) -> None:
    store((), ["group:77"])
    assert client.get("/api/v1/search/passages", {"q": "kinh phí", "key": "group:77"}).status_code == 404


def test_page_leads_to_all_places_without_a_script(client: Client) -> None:
    body = client.get("/tim-kiem/", {"q": "kinh phí"}).content.decode()
    assert body.count('class="passages__item"') == 3
    assert "tai=group%3A77#tai" in body
    opened = client.get("/tim-kiem/", {"q": "kinh phí", "tai": "group:77"}).content.decode()
    assert opened.count('class="passages__item"') == 50
    assert 'id="tai"' in opened
    assert "tai=group" not in opened.split('id="tai"')[1].split("</li>")[0]
    for odd in ("group:9999", "\0", "x" * 5000):
        assert client.get("/tim-kiem/", {"q": "kinh phí", "tai": odd}).status_code == 200
