"""What each small script adds, and that its controls stay hidden without it."""

from playwright.sync_api import Page

from tests.browser.conftest import MakeContext, Portal


def test_the_open_filter_sheet_keeps_the_focus_and_closes_on_escape(phone: Page, portal: Portal) -> None:
    phone.goto(portal.url("/phong-cach/"))
    toggle = phone.locator("[data-facet-toggle]")
    toggle.locator("summary").click()
    phone.wait_for_selector("[data-facet-panel][role=dialog][aria-label]", state="attached")
    inside = "document.activeElement.closest('[data-facet-panel]') !== null"
    for key in ["Tab"] * 25 + ["Shift+Tab"] * 30:
        phone.keyboard.press(key)
        assert phone.evaluate(inside), key
    phone.keyboard.press("Escape")
    assert toggle.get_attribute("open") is None
    assert phone.evaluate("document.activeElement.tagName") == "SUMMARY"
    phone.wait_for_selector("[data-facet-panel]:not([role])", state="attached")


def test_without_a_script_the_sheet_opens_and_what_needs_one_is_hidden(
    make_context: MakeContext, portal: Portal
) -> None:
    page = make_context(360, 740, java_script_enabled=False).new_page()
    page.goto(portal.url("/phong-cach/"))
    form = page.locator(".facet-panel__form")
    assert not form.is_visible()
    page.locator("[data-facet-toggle] summary").click()
    assert form.is_visible()
    for needs_script in ("[data-theme-choice]", "[data-copy-link]", "[data-print]"):
        assert not page.locator(needs_script).first.is_visible(), needs_script


def test_a_click_copies_the_address_and_says_so(make_context: MakeContext, portal: Portal) -> None:
    page = make_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(portal.url("plan"))
    page.evaluate("delete Navigator.prototype.share")
    page.locator("[data-copy-link]").first.click()
    page.wait_for_function("document.querySelector('[data-copy-result]').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == portal.url("plan")


def test_the_contents_follow_the_reader(page: Page, portal: Portal) -> None:
    page.goto(portal.url("plan"))
    last = page.locator("[data-toc] a").last
    target = page.locator(f'[id="{(last.get_attribute("href") or "#")[1:]}"]')
    first_marked = page.locator("[data-toc] [aria-current]").inner_text()
    assert first_marked != last.inner_text()
    # Room below, so that a short document can scroll its last heading to the top.
    page.evaluate("document.querySelector('main').style.minHeight = '4000px'")
    target.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.wait_for_function(
        "words => document.querySelector('[data-toc] [aria-current]').innerText === words",
        arg=last.inner_text(),
    )
    assert page.locator("[data-toc] [aria-current]").count() == 1


def test_print_leaves_out_what_paper_cannot_use(page: Page, portal: Portal) -> None:
    page.goto(portal.url("/phong-cach/"))
    page.emulate_media(media="print")
    for selector in (".site-header", ".site-footer", ".facet-panel", ".pagination", ".button"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator(".plan-sheet").is_visible()
