"""What a request says of who asks."""

import pytest
from django.test import RequestFactory

from core.visits import client_address, is_from_own_page, is_reader, within_limit

BROWSER = "Mozilla/5.0 (Linux; Android 13) Firefox/130.0"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"user-agent": BROWSER}, True),
        ({}, False),
        ({"user-agent": "Googlebot/2.1"}, False),
        ({"user-agent": "curl/8"}, False),
        ({"user-agent": BROWSER, "sec-purpose": "prefetch;prerender"}, False),
    ],
)
def test_readers_are_browsers_that_show_the_page(headers: dict[str, str], expected: bool) -> None:
    assert is_reader(RequestFactory().get("/", headers=headers)) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": "http://testserver"}, True),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({}, False),
        ({"origin": "null"}, False),
        ({"origin": "https://testserver"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://evil.example", "sec-fetch-site": "same-origin"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
    ],
)
def test_own_pages_are_told_from_others(headers: dict[str, str], expected: bool) -> None:
    assert is_from_own_page(RequestFactory().post("/", headers=headers)) is expected


@pytest.mark.parametrize(
    ("direct", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("172.18.0.4", "198.51.100.7", "198.51.100.7"),
        ("172.18.0.4", "10.9.9.9, 198.51.100.7", "198.51.100.7"),
        ("8.8.8.8", "198.51.100.7", "8.8.8.8"),
        ("", "198.51.100.7", "198.51.100.7"),
    ],
)
def test_only_our_proxy_names_the_reader(direct: str, forwarded: str, expected: str) -> None:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=direct)) == expected


def test_limits_count_by_name() -> None:
    assert [within_limit("a", 2, 60) for _ in range(4)] == [True, True, False, False]
    assert within_limit("b", 2, 60)
