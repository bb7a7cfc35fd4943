"""Every page of signing in and of one's own account comes up in the portal's look."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from core.models import HomePage

PASSWORD = "mot-mat-khau-dai-2026"
EMAIL = "hanh@sonhai.example"


@pytest.fixture
def teacher(site_tree: HomePage) -> User:
    user = User.objects.create_user(email=EMAIL, password=PASSWORD)
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=True)
    return user


@pytest.fixture
def signed_in(client: Client, teacher: User) -> Client:
    response = client.post("/tai-khoan/login/", {"login": EMAIL, "password": PASSWORD})
    assert response.status_code == 302
    # What protects the account asks for the password once more.
    page = client.get("/tai-khoan/reauthenticate/").content.decode()
    assert "account__sheet" in page
    client.post("/tai-khoan/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize(
    "path", ["login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/", "inactive/"]
)
def test_pages_for_anybody(client: Client, site_tree: HomePage, path: str) -> None:
    html = client.get(f"/tai-khoan/{path}").content.decode()
    assert "account__sheet" in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    "path",
    [
        "email/",
        "password/change/",
        "logout/",
        "sessions/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
    ],
)
def test_pages_of_ones_own_account(signed_in: Client, path: str) -> None:
    response = signed_in.get(f"/tai-khoan/{path}")
    assert response.status_code == 200
    html = response.content.decode()
    assert "account__sheet" in html
    assert html.count("<h1") == 1
    # The content policy refuses pictures from data: addresses and anything inline.
    assert 'src="data:' not in html
    assert not re.search(r"\sstyle=", html)


def test_the_authenticator_code_is_drawn_in_the_page(signed_in: Client) -> None:
    html = signed_in.get("/tai-khoan/2fa/totp/activate/").content.decode()
    assert re.search(r'<div class="qr-code">\s*(<\?xml[^>]*>)?\s*<svg', html)


def test_a_wrong_password_is_told_above_the_form(client: Client, teacher: User) -> None:
    html = client.post("/tai-khoan/login/", {"login": EMAIL, "password": "sai"}).content.decode()
    assert 'role="alert"' in html
    assert html.index('role="alert"') < html.index('name="login"')


def test_a_reader_who_is_signed_in_sees_the_way_to_the_account(signed_in: Client) -> None:
    html = signed_in.get("/").content.decode()
    assert "/tai-khoan/email/" in html
    assert "/tai-khoan/login/" not in html
