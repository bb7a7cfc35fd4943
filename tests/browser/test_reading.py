"""What readers come for: a clause, a file, an article; with a mouse, a keyboard, or without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MakeContext, Portal


def search_from_home(page: Page, portal: Portal, words: str) -> None:
    """Type into the search of the home page and press Enter."""
    page.goto(portal.url("home"))
    form = page.get_by_role("search").first
    form.locator("input[name=q]").fill(words)
    form.locator("input[name=q]").press("Enter")
    page.wait_for_url("**/tim-kiem/**")


def open_clause(page: Page, portal: Portal) -> None:
    """Find a clause without diacritics and follow the link to it."""
    search_from_home(page, portal, "kho hoc lieu dung chung")
    hit = page.get_by_role("main").get_by_role("listitem").filter(has_text="Phát triển thư viện số").first
    hit.locator(f"a[href$='#{portal.addresses['clause']}']").first.click()
    page.wait_for_url(f"**{portal.addresses['plan']}#{portal.addresses['clause']}")


def test_a_clause_is_found_without_diacritics_and_in_view(page: Page, portal: Portal) -> None:
    open_clause(page, portal)
    target = page.locator(f"[id='{portal.addresses['clause']}']")
    expect(target).to_be_in_viewport()
    expect(page.get_by_role("main")).to_contain_text("tối thiểu 5.000 học liệu")
    # The heading of the clause is not under a header that stays.
    top = target.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top < 400


def test_hits_mark_what_was_found(page: Page, portal: Portal) -> None:
    search_from_home(page, portal, "kho hoc lieu dung chung")
    marks = page.get_by_role("main").locator("mark")
    assert "học liệu" in " ".join(marks.all_inner_texts()).lower()


def test_from_a_level_to_a_file(page: Page, portal: Portal) -> None:
    page.goto(portal.url("home"))
    page.get_by_role("main").locator("a[href='/hoc-lieu/']").first.click()
    page.wait_for_url("**/hoc-lieu/")
    page.get_by_role("checkbox", name=re.compile("Trung học cơ sở")).check()
    form = page.locator("form:has(input[name='cap'])")
    form.get_by_role("button").last.click()
    page.wait_for_url("**cap=thcs**")
    page.get_by_role("link", name="Phân số bằng nhau").first.click()
    page.wait_for_url(f"**{portal.addresses['resource']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phân số bằng nhau")
    with page.expect_download() as download:
        page.locator("a[download]").first.click()
    assert download.value.suggested_filename == "phân số bằng nhau.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_the_file_is_shown_in_the_page(page: Page, portal: Portal) -> None:
    with page.expect_response(re.compile(r"\.pdf$")) as answer:
        page.goto(portal.url("resource"))
        page.locator("iframe").scroll_into_view_if_needed()
    assert answer.value.status == 200
    assert answer.value.headers["content-type"] == "application/pdf"
    assert answer.value.headers["content-disposition"].startswith("inline")


def test_from_the_news_to_an_article(phone: Page, portal: Portal) -> None:
    phone.goto(portal.url("news"))
    phone.get_by_role("main").get_by_role(
        "link", name=re.compile("^Khai mạc ngày hội đọc sách")
    ).first.click()
    phone.wait_for_url(f"**{portal.addresses['article']}")
    expect(phone.get_by_role("article").first).to_contain_text("đổi lấy sách mới")


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_works_without_scripts(make_context: MakeContext, portal: Portal, width: int) -> None:
    page = make_context(width, java_script_enabled=False).new_page()
    open_clause(page, portal)
    page.goto(portal.url("library") + "?cap=thcs")
    page.get_by_role("main").get_by_role("link", name="Phân số bằng nhau").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phân số bằng nhau")
    if width < 600:
        menu = page.get_by_role("banner").locator("summary").first
        menu.click()
    page.get_by_role("banner").get_by_role("navigation").get_by_role("link", name="Tin tức").click()
    page.wait_for_url("**/tin-tuc/")


def focused(page: Page) -> str:
    """Return the markup of the opening tag that has the focus."""
    return str(page.evaluate("document.activeElement.outerHTML.split('>')[0]"))


def tab_until(page: Page, selector: str, limit: int = 40) -> None:
    """Press Tab until an element of ``selector`` has the focus, and see that the focus shows."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(
                """() => {
                  const element = document.activeElement, style = getComputedStyle(element);
                  const box = element.getBoundingClientRect();
                  const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                  return shown && box.width > 0 && box.top >= 0 && box.bottom <= innerHeight;
                }"""
            ), f"the focus does not show on {focused(page)}"
            return
    raise AssertionError(f"{selector}: not reached with {limit} Tabs; the focus is on {focused(page)}")


def test_keyboard_skip_link_leads_to_the_content(page: Page, portal: Portal) -> None:
    page.goto(portal.url("plan"))
    page.keyboard.press("Tab")
    link = page.locator("a[href='#noi-dung']")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_keyboard_menu_and_search_on_a_desktop(page: Page, portal: Portal) -> None:
    page.goto(portal.url("news"))
    tab_until(page, "header input[type=search]")
    tab_until(page, "header nav a[href='/ke-hoach/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ke-hoach/")
    tab_until(page, "header input[type=search]")
    page.keyboard.type("phân số")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/**")
    tab_until(page, f"main a[href^='{portal.addresses['resource']}']", 60)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{portal.addresses['resource']}*")


def test_keyboard_menu_on_a_phone(phone: Page, portal: Portal) -> None:
    phone.goto(portal.url("plan"))
    link = phone.get_by_role("banner").locator("nav a[href='/tin-tuc/']")
    expect(link).to_be_hidden()
    tab_until(phone, "header summary")
    phone.keyboard.press("Enter")
    expect(link).to_be_visible()
    tab_until(phone, "header nav a[href='/tin-tuc/']")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/tin-tuc/")


def test_tabbing_through_a_page_never_sticks(page: Page, portal: Portal) -> None:
    page.goto(portal.url("results"))
    count = page.evaluate("document.querySelectorAll('a, button, input, summary').length")
    seen: list[str] = []
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen.append(focused(page))
    else:
        pytest.fail(f"the focus never left the page: {seen[-3:]}")
    assert "noi-dung" in seen[0]
