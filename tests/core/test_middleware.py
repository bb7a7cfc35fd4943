"""Headers that hold for every response."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import HomePage

pytestmark = pytest.mark.django_db

READING_PAGES = ["/", "/ke-hoach/", "/hoc-lieu/", "/tin-tuc/", "/tim-kiem/?q=toan", "/ngay-chuyen-doi-so/"]


@pytest.mark.parametrize("address", [*READING_PAGES, "/khong-co-trang-nay/", "/tai-khoan/login/"])
def test_strict_policy(site_tree: HomePage, client: Client, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", READING_PAGES)
def test_reading_sets_no_cookie_and_may_be_cached(site_tree: HomePage, client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_pages_of_people_who_are_signed_in_are_private(site_tree: HomePage, client: Client) -> None:
    client.force_login(User.objects.create_user("a@b.example", "x", full_name="Lê An"))
    assert "private" in client.get("/")["Cache-Control"]


def test_pages_have_no_inline_code(site_tree: HomePage, client: Client) -> None:
    for address in READING_PAGES:
        html = client.get(address).content.decode()
        assert " style=" not in html, address
        assert " onclick=" not in html, address
        assert "<script>" not in html, address
        assert "<style" not in html, address


@pytest.mark.parametrize("address", ["/%00/", "/tin-tuc/%00/", "/hoc-lieu/1/%00/"])
def test_nul_in_a_path_is_a_bad_request(site_tree: HomePage, client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", ["/?x=%00", "/tin-tuc/?the=%00&muc=a%00b", "/ke-hoach/?don_vi=%00"])
def test_nul_in_a_query_is_dropped(site_tree: HomePage, client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_pages_are_compressed_and_revalidated(site_tree: HomePage, client: Client) -> None:
    response = client.get("/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    again = client.get("/", headers={"if-none-match": client.get("/")["ETag"]})
    assert again.status_code == 304
