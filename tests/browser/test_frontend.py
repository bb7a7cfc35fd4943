"""The style page in a real browser: accessibility rules, and what the small scripts do."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
BUILT = Path(settings.BASE_DIR) / "build" / "static" / "css" / "site.css"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it, or without the built front end, the tests say so and are skipped."""
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    missing = "Chromium (make services)" if not binary else "the built front end (make build)"
    if not binary or not BUILT.exists() or not AXE.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"missing: {missing}")
        pytest.skip(f"missing: {missing}")
    # Playwright's loop runs in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=binary, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def style_page(transactional_db: None, live_server: LiveServer) -> str:
    """The address of the style page, which needs no content."""
    return f"{live_server.url}/phong-cach/"


def open_page(browser: Browser, url: str, **options: object) -> Page:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_accessibility_rule_is_broken(
    browser: Browser, style_page: str, scheme: str, size: dict[str, int]
) -> None:
    # The page's own policy forbids the injected checker: it is lifted for this check alone.
    page = open_page(browser, style_page, viewport=size, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=AXE)
    violations = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])")
    assert violations == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.context.close()


def test_nothing_is_refused_and_nothing_comes_from_elsewhere(browser: Browser, style_page: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    complaints: list[str] = []
    addresses: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(style_page, wait_until="networkidle")
    origin = style_page.removesuffix("/phong-cach/")
    assert complaints == []
    assert [address for address in addresses if not address.startswith(origin)] == []
    assert context.cookies() == []
    context.close()


def test_the_open_filter_sheet_keeps_the_focus_and_closes_on_escape(
    browser: Browser, style_page: str
) -> None:
    page = open_page(browser, style_page, viewport=PHONE)
    toggle = page.locator("[data-facet-toggle]")
    toggle.locator("summary").click()
    panel = page.locator("[data-facet-panel]")
    page.wait_for_selector("[data-facet-panel][role=dialog]", state="attached")
    inside = "document.activeElement.closest('[data-facet-panel]') !== null"
    for key in ["Tab"] * 25 + ["Shift+Tab"] * 30:
        page.keyboard.press(key)
        assert page.evaluate(inside), key
    page.keyboard.press("Escape")
    assert toggle.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.wait_for_selector("[data-facet-panel]:not([role])", state="attached")
    assert panel.get_attribute("aria-modal") is None
    page.context.close()


def test_without_a_script_the_sheet_opens_and_what_needs_one_is_hidden(
    browser: Browser, style_page: str
) -> None:
    page = open_page(browser, style_page, viewport=PHONE, java_script_enabled=False)
    form = page.locator(".facet-panel__form")
    assert not form.is_visible()
    page.locator("[data-facet-toggle] summary").click()
    assert form.is_visible()
    assert not page.locator("[data-theme-choice]").is_visible()
    assert not page.locator("[data-copy-link]").first.is_visible()
    page.context.close()


def test_the_theme_is_kept_without_a_cookie(browser: Browser, style_page: str) -> None:
    page = open_page(browser, style_page, viewport=DESKTOP, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("[data-theme-choice] label").nth(2).click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    assert page.context.cookies() == []
    page.locator("[data-theme-choice] label").nth(0).click()
    assert page.evaluate(ground) == light
    page.context.close()


def test_a_click_copies_the_address_and_says_so(browser: Browser, style_page: str) -> None:
    page = open_page(browser, style_page, viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("delete Navigator.prototype.share")
    page.locator("[data-copy-link]").first.click()
    page.wait_for_function("document.querySelector('[data-copy-result]').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == style_page
    page.context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, style_page: str) -> None:
    page = open_page(browser, style_page, viewport=DESKTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").endswith("skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.context.close()


def test_print_leaves_out_what_paper_cannot_use(browser: Browser, style_page: str) -> None:
    page = open_page(browser, style_page, viewport=DESKTOP)
    page.emulate_media(media="print")
    for selector in (".site-header", ".site-footer", ".facet-panel", ".pagination", ".button"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator(".plan-sheet").is_visible()
    page.context.close()
