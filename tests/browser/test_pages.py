"""What holds for every page type: accessible, within its width, quiet, small, and without a trace."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.conftest import PROJECT, MakeContext, Portal

PAGES = [
    "home", "plans", "plan", "targets", "tasks", "library", "resource", "news", "article", "days", "day", "page",
    "results", "nothing", "login", "missing",
]  # fmt: skip
READING = [name for name in PAGES if name not in {"login", "missing"}]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA and what axe's authors know as good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands: rule, place, reason."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # What is inside a file's frame is the file's own.
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, iframes: false}).then(result => result.violations)",
        RULES,
    )
    return [
        f"{rule['id']}: {node['target'][0]}: {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", [*PAGES, "/phong-cach/"])
def test_axe_finds_nothing(make_context: MakeContext, portal: Portal, name: str) -> None:
    page = make_context(reduced_motion="reduce").new_page()
    page.goto(portal.url(name))
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


def test_axe_would_find_something(page: Page, portal: Portal) -> None:
    page.goto(portal.url("home"))
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"\">')"
    )
    assert any(violation.startswith("button-name") for violation in violations(page))


@pytest.mark.parametrize("name", [*PAGES, "/phong-cach/"])
def test_nothing_is_wider_than_a_small_phone(make_context: MakeContext, portal: Portal, name: str) -> None:
    page = make_context(320, 640).new_page()
    page.goto(portal.url(name))
    width, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner, page.evaluate(
        """() => [...document.querySelectorAll('body *')]
             .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
             .slice(0, 5).map(element => element.outerHTML.split('>')[0])"""
    )


@pytest.mark.parametrize("name", READING)
def test_a_reader_leaves_no_trace(make_context: MakeContext, portal: Portal, name: str) -> None:
    context: BrowserContext = make_context()
    page = context.new_page()
    answer = page.goto(portal.url(name))
    assert answer
    assert answer.status == 200
    assert "set-cookie" not in answer.all_headers()
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    policy = answer.all_headers()["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_missing_page_says_so(page: Page, portal: Portal) -> None:
    answer = page.goto(portal.url("missing"))
    assert answer
    assert answer.status == 404
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("main").locator("a[href='/tim-kiem/']").count() == 1


def sent(answer: Response) -> int:
    """Return the bytes of a body as sent; the proxy compresses the pages, so they are compressed here."""
    if answer.request.resource_type == "document":
        return len(gzip.compress(answer.body(), 6))
    return answer.request.sizes()["responseBodySize"]


@pytest.mark.parametrize("name", ["home", "plan", "resource", "article", "results"])
def test_a_first_view_is_small(make_context: MakeContext, portal: Portal, name: str) -> None:
    """At most 100 KB in all, 30 KB of it scripts; the file that a material is about is not counted."""
    page = make_context(360, 740).new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(portal.url(name), wait_until="load")
    counted = [answer for answer in answers if answer.frame == page.main_frame and "/tep/" not in answer.url]
    total = sum(sent(answer) for answer in counted)
    assert 10_000 < total <= 100_000
    assert sum(sent(answer) for answer in counted if answer.request.resource_type == "script") <= 30_000


def test_a_theme_stays_chosen(make_context: MakeContext, portal: Portal) -> None:
    page = make_context(color_scheme="light").new_page()
    page.goto(portal.url("home"))
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator("input[name=theme][value=dark]").check()
    dark = page.evaluate(background)
    assert dark != light
    page.goto(portal.url("news"))
    assert page.evaluate(background) == dark
    page.locator("input[name=theme][value='']").check()
    assert page.evaluate(background) == light
    assert page.evaluate("localStorage.length") == 0
