"""The project's own rules, and the addresses that every installation answers."""

import pytest
from django.core.checks import run_checks
from django.db.utils import DatabaseError
from django.test import Client
from wagtail.models import Page

from core.checks import page_models
from core.models import HomePage
from portal.site_tree import ensure_site_tree
from search.sources import sources

# Page types that search leaves out, and why.
NOT_SEARCHED = {
    "HomePage": "it repeats what its sections show",
    "PlanIndexPage": "a list of what is found itself",
    "NewsIndexPage": "a list of what is found itself",
    "DXDayIndexPage": "a list of what is found itself",
}


def test_no_system_check_complains() -> None:
    assert [message for message in run_checks() if message.level >= 30] == []


@pytest.mark.django_db
def test_every_page_type_is_searchable_or_says_why_not() -> None:
    searched = {source.queryset().model.__name__ for source in sources()}
    for model in page_models():
        assert (model.__name__ in searched) != (model.__name__ in NOT_SEARCHED), model.__name__


@pytest.mark.django_db
def test_the_fixed_pages_are_made_once() -> None:
    ensure_site_tree()
    count = Page.objects.count()
    ensure_site_tree()
    assert Page.objects.count() == count


@pytest.mark.django_db
def test_probes(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_says_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("portal.health.connection.cursor", fail)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_style_page_is_for_development_only(site_tree: HomePage, client: Client) -> None:
    assert client.get("/phong-cach/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/khong-co/", "/hoc-lieu/99999/x/", "/media/../../manage.py", "/media/khong-co.png"]
)
def test_unknown_addresses_get_our_page(site_tree: HomePage, client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "</html>" in response.content.decode()


@pytest.mark.django_db
def test_api_errors_are_readable(site_tree: HomePage, client: Client) -> None:
    assert client.get("/api/v1/search", {"q": "toán"}).status_code == 200
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.")
