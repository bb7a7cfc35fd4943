"""The results page and the API."""

import time
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import Client

from search.engines.base import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import catch_up
from search.registry import embedded_engine
from search.table import store
from tests.search.documents import ODD_QUERIES, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]


@pytest.fixture(autouse=True)
def library(index_folder: Path) -> None:
    """Thirty documents, one of them with a script in its title."""
    store(
        [
            make_document(f"group:{n}", f"Học liệu số {n}", facets={"subject": ("toan" if n % 2 else "van",)},
                          passages=[f"Trang một của học liệu {n}"])
            for n in range(30)
        ]
        + [make_document("group:99", "<script>alert(1)</script> độc hại")]
    )  # fmt: skip
    catch_up(embedded_engine())


def page(client: Client, **parameters: str) -> str:
    """Return the body of the results page."""
    response = client.get("/tim-kiem/", parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_page_shows_hits_tabs_facets_and_pages(client: Client) -> None:
    body = page(client, q="hoc lieu so")
    assert "<mark>Học liệu số</mark>" in body
    assert 'name="mon" value="toan"' in body
    assert "#p1" in body
    assert "trang=2" in body
    assert "học liệu số</b></a>" in body


def test_page_needs_no_session_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/tim-kiem/", {"q": "học liệu"})
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_page_escapes_what_it_shows(client: Client) -> None:
    assert "<script>alert" not in page(client, q="<script>alert(1)</script> độc hại")


def test_empty_page_and_no_results_help(client: Client) -> None:
    assert page(client)
    body = page(client, q="khongcogi", mon="toan")
    assert "empty-state" in body
    assert "/hoc-lieu/" in body


def test_far_page_shows_the_last(client: Client) -> None:
    body = page(client, q="học liệu", trang="1000000000")
    assert body.count('class="list__row search-hit"') == 10


def test_degraded_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise EngineUnavailable("gone")

    monkeypatch.setattr(EmbeddedEngine, "search", fail)
    assert "notice--warning" in page(client, q="học liệu")
    assert client.get("/api/v1/search", {"q": "hoc lieu"}).json()["degraded"] is True


@pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
@pytest.mark.parametrize("address", ["/tim-kiem/", "/api/v1/search", "/api/v1/suggest", "/tim-kiem/atom/"])
def test_odd_queries_are_answered_quickly(client: Client, address: str, query: str) -> None:
    started = time.perf_counter()
    response = client.get(f"{address}?{urlencode({'q': query}, errors='surrogatepass')}")
    assert response.status_code == 200
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "parameters",
    [
        "page=abc", "page=-1", "page=0", "page=1e9", "page=" + "9" * 400, "page=%00", "sort=nonsense",
        "kind=nonsense", "kind=" + "x" * 5000, "&".join(f"mon=v{n}" for n in range(500)), "mon=%00&lop=%ff",
        "q=%ff%fe", "q=a&q=b", "page_size=100000", "mon[]=1", "q", "&&&", "=",
    ],
)  # fmt: skip
def test_bad_parameters(client: Client, parameters: str) -> None:
    assert client.get(f"/tim-kiem/?{parameters}").status_code == 200
    assert client.get(f"/api/v1/search?{parameters}").status_code in {200, 400}


def test_api_has_the_documented_shape(client: Client) -> None:
    data = client.get("/api/v1/search", {"q": "hoc lieu 7", "mon": "toan", "page_size": "5"}).json()
    assert list(data) == [
        "total",
        "engine",
        "degraded",
        "took_ms",
        "results",
        "facets",
        "suggestion",
        "next_cursor",
    ]
    assert data["results"][0] == {
        "key": "group:7",
        "kind": "group",
        "title": "Học liệu số 7",
        "url": "/group/7/",
        "snippet": data["results"][0]["snippet"],
        "places": 1,
        "passages": [
            {
                "anchor": "p1",
                "label": "Đoạn 1",
                "url": "/group/7/#p1",
                "snippet": "Trang một của <mark>học liệu 7</mark>",
            }
        ],
    }
    facets = client.get("/api/v1/search", {"q": "hoc lieu", "mon": "toan"}).json()["facets"]
    values = {value["value"]: value for value in facets["subject"]}
    assert values["toan"] == {
        "value": "toan",
        "label": "Toán",
        "count": values["toan"]["count"],
        "selected": True,
    }
    assert values["van"]["selected"] is False


def test_api_names_what_is_wrong(client: Client) -> None:
    response = client.get("/api/v1/search", {"page": "abc"})
    assert response.status_code == 400
    assert "page" in response.content.decode()
    assert client.get("/api/v1/search", {"kind": "nonsense"}).status_code == 400


def test_field_words_are_filters(client: Client) -> None:
    data = client.get("/api/v1/search", {"q": "học liệu môn:toán"}).json()
    assert data["total"] == 15
    assert 'value="toan" checked' in page(client, q="học liệu môn:toán")


def test_typing_residue_is_offered_as_letters(client: Client) -> None:
    assert client.get("/api/v1/search", {"q": "hocj lieeuj soos"}).json()["suggestion"] == "học liệu số"


def test_a_search_can_be_followed_as_a_feed(client: Client) -> None:
    assert 'href="/tim-kiem/atom/?q=h%E1%BB%8Dc+li%E1%BB%87u&amp;mon=toan"' in page(
        client, q="học liệu", mon="toan"
    )
    response = client.get("/tim-kiem/atom/", {"q": "học liệu", "mon": "toan"})
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 15
    assert client.get("/tim-kiem/atom/", {"q": "\x00\x01<>"}).status_code == 200


def test_suggestions_lead_to_things(client: Client) -> None:
    data = client.get("/api/v1/suggest", {"q": "hoc lieu so 1", "limit": "3"}).json()
    assert len(data["suggestions"]) == 3
    assert data["suggestions"][0] == {
        "text": "Học liệu số 1",
        "kind": "group",
        "kind_label": "Nhóm",
        "url": "/group/1/",
        "number": "",
    }
    assert client.get("/api/v1/suggest", {"q": "h"}).json() == {"suggestions": []}
    assert client.get("/api/v1/suggest", {"q": "học", "limit": "900"}).status_code == 400


def test_a_number_is_suggested_in_any_writing(client: Client) -> None:
    store([make_document("group:50", "Kho học liệu mở", numbers=("27/CV-PGD", "148/KH-SGDĐT"))])
    catch_up(embedded_engine())

    def numbers(q: str, **parameters: str) -> list[str]:
        data = client.get("/api/v1/suggest", {"q": q, **parameters}).json()
        return [found["number"] for found in data["suggestions"]]

    assert numbers("148/kh") == numbers("148 KH sgddt") == numbers("148kh", kind="group") == ["148/KH-SGDĐT"]
    assert numbers("kho học liệu m") == [""]
    assert client.get("/api/v1/suggest", {"q": "148/kh", "kind": "nonsense"}).status_code == 400


def test_suggestions_hide_what_was_withdrawn(client: Client) -> None:
    store((), ["group:99"])
    assert client.get("/api/v1/suggest", {"q": "độc hại"}).json() == {"suggestions": []}


def test_an_outage_gives_no_suggestion_and_no_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise EngineUnavailable("gone")

    monkeypatch.setattr(EmbeddedEngine, "search", fail)
    assert client.get("/api/v1/suggest", {"q": "học liệu"}).json() == {"suggestions": []}


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/tim-kiem/").status_code == 405


def test_index_folder_is_used(index_folder: Path) -> None:
    assert (index_folder / "live.json").is_file()
