"""Whose tries are counted when a proxy stands in front."""

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import HomePage

pytestmark = pytest.mark.django_db


def try_to_sign_in(
    client: Client, forwarded: str, email: str = "an@sonhai.example", password: str = "sai"
) -> bool:
    form = {"login": email, "password": password}
    client.post(reverse("account_login"), form, headers={"x-forwarded-for": forwarded})
    return "_auth_user_id" in client.session


def test_tries_are_counted_by_the_address_that_the_proxy_saw(site_tree: HomePage, client: Client) -> None:
    try_to_sign_in(client, "203.0.113.7")
    try_to_sign_in(client, "10.0.0.1, 203.0.113.8")
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"203.0.113.7", "203.0.113.8"}


def test_one_address_cannot_try_for_ever(site_tree: HomePage, client: Client) -> None:
    for name in ("an", "binh"):
        User.objects.create_user(f"{name}@sonhai.example", "mot-mat-khau-dai-42", full_name=name)
    for _ in range(11):
        assert not try_to_sign_in(client, "203.0.113.9")
    right = "mot-mat-khau-dai-42"
    assert not try_to_sign_in(client, "203.0.113.9", password=right)
    assert try_to_sign_in(client, "203.0.113.10", "binh@sonhai.example", right)
