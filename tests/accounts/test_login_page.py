"""The page for signing in offers an account only to those who may make one."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.adapters import AccountAdapter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_open", [False, True])
def test_the_way_to_a_new_account_shows_while_registration_is_open(
    client: Client, monkeypatch: pytest.MonkeyPatch, is_open: bool
) -> None:
    monkeypatch.setattr(AccountAdapter, "is_open_for_signup", lambda self, request: is_open)
    page = client.get(reverse("account_login")).content.decode()
    assert (reverse("account_signup") in page) is is_open


def test_registration_is_closed(client: Client) -> None:
    assert reverse("account_signup") not in client.get(reverse("account_login")).content.decode()
