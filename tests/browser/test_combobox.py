"""Suggestions while typing: the keys and attributes of the ARIA Authoring Practices' editable combobox."""

import json

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import MakeContext, Portal
from tests.browser.test_pages import violations

LONG = "Kế hoạch phát triển thư viện số dùng chung trong các trường học, các trung tâm và các xã miền biển"
ANSWER = [
    {"text": LONG, "kind": "plan", "kind_label": "Kế hoạch", "url": "/ke-hoach/", "number": "12/KH-SGDĐT"},
    {"text": "Thư viện số", "kind": "resource", "kind_label": "Học liệu", "url": "/hoc-lieu/"},
    {"text": "thư viện mở", "kind": "query", "kind_label": "Hay được tìm", "url": ""},
]


def answer_with(page: Page, suggestions: list[dict[str, str]]) -> list[str]:
    """Answer the page's questions with ``suggestions``; return the list that collects what was asked."""
    asked: list[str] = []

    def fulfil(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="application/json", body=json.dumps({"suggestions": suggestions}))

    page.route("**/api/v1/suggest?*", fulfil)
    return asked


def field_of(page: Page) -> Locator:
    return page.locator("main").get_by_role("combobox")


def list_of(page: Page) -> Locator:
    return page.locator("main [role=listbox]")


def open_list(page: Page, portal: Portal, words: str = "thu vien", name: str = "home") -> Locator:
    """Type ``words`` into the search in the page's content and wait for the list."""
    page.goto(portal.url(name))
    field = field_of(page)
    field.focus()
    page.keyboard.type(words)
    expect(list_of(page)).to_be_visible()
    return field


def test_the_portal_itself_suggests_and_leads_there(page: Page, portal: Portal) -> None:
    # The first search of a new portal makes its index.
    page.goto(portal.url("results"))
    field = open_list(page, portal, "phan s")
    option = list_of(page).get_by_role("option", name="Phân số bằng nhau")
    assert option.locator("mark").all_inner_texts() == ["Phân", "s"]
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{portal.addresses['resource']}")


def test_attributes_say_what_a_screen_reader_needs(page: Page, portal: Portal) -> None:
    answer_with(page, ANSWER)
    page.goto(portal.url("home"))
    field = field_of(page)
    for name, value in {"aria-expanded": "false", "aria-autocomplete": "list", "autocomplete": "off"}.items():
        expect(field).to_have_attribute(name, value)
    expect(field).to_have_accessible_name("Từ khoá")
    field = open_list(page, portal)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator(f"[id='{field.get_attribute('aria-controls')}']")).to_have_role("listbox")
    expect(list_of(page)).to_have_accessible_name("Gợi ý")
    groups = list_of(page).get_by_role("group")
    expect(groups).to_have_count(3)
    expect(groups.first).to_have_accessible_name("Theo số hiệu văn bản")
    expect(page.locator("main form [role=status]")).to_contain_text("3 gợi ý")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")
    expect(active).to_have_role("option")
    expect(active).to_have_attribute("aria-selected", "true")
    expect(active).to_contain_text("12/KH-SGDĐT")
    expect(list_of(page).locator("[aria-selected=true]")).to_have_count(1)
    expect(field).to_be_focused()


def test_arrows_go_round_and_home_and_end_return_to_the_words(page: Page, portal: Portal) -> None:
    answer_with(page, ANSWER)
    field = open_list(page, portal)
    seen = []
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]:
        page.keyboard.press(key)
        seen.append(list_of(page).locator("[aria-selected=true]").get_attribute("id")[-1])
    assert seen == ["0", "1", "2", "0", "2"]
    for key, place in (("Home", 0), ("End", len("thu vien"))):
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        assert field.get_attribute("aria-activedescendant") is None
        assert field.evaluate("element => element.selectionStart") == place


def test_escape_closes_then_clears_and_tab_leaves(page: Page, portal: Portal) -> None:
    answer_with(page, ANSWER)
    field = open_list(page, portal)
    page.keyboard.press("Escape")
    expect(list_of(page)).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("thu vien")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.type("thu")
    expect(list_of(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(list_of(page)).to_be_hidden()
    expect(field).not_to_be_focused()


def test_enter_fills_in_words_and_searches_without_a_choice(page: Page, portal: Portal) -> None:
    answer_with(page, ANSWER)
    field = open_list(page, portal)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(field).to_have_value("thư viện mở")
    expect(list_of(page)).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=th%C6%B0*")


def test_asks_once_for_a_run_of_letters_and_not_for_one(page: Page, portal: Portal) -> None:
    asked = answer_with(page, ANSWER)
    open_list(page, portal, "thư viện")
    assert len(asked) == 1
    field_of(page).fill("t")
    expect(list_of(page)).to_be_hidden()
    page.context.set_offline(True)
    field_of(page).fill("thư viện số")
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    assert len(asked) == 1


def test_a_late_answer_never_replaces_a_newer_one(page: Page, portal: Portal) -> None:
    held: list[Route] = []
    answer_with(page, ANSWER[1:2])
    page.route("**/api/v1/suggest?q=thu", lambda route: held.append(route))
    page.add_init_script(
        """window.signals = [];
        const original = window.fetch;
        window.fetch = (url, options) => (window.signals.push(options.signal), original(url, options));"""
    )
    page.goto(portal.url("home"))
    field_of(page).focus()
    with page.expect_request("**/api/v1/suggest?q=thu"):
        page.keyboard.type("thu")
    page.keyboard.type(" v")
    options = list_of(page).get_by_role("option")
    expect(options).to_have_count(1)
    assert page.evaluate("window.signals.map(signal => signal.aborted)") == [True, False]
    held[0].fulfill(content_type="application/json", body=json.dumps({"suggestions": ANSWER}))
    page.wait_for_timeout(200)
    expect(options).to_have_count(1)


def test_words_being_composed_wait_and_keep_their_keys(page: Page, portal: Portal) -> None:
    """As ibus and macOS compose Telex and VNI: the letters come as one composition, ended by a key."""
    asked = answer_with(page, ANSWER)
    page.goto(portal.url("home"))
    field = field_of(page)
    field.focus()
    session = page.context.new_cdp_session(page)
    for text in ("th", "thu", "thư"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    page.wait_for_timeout(500)
    assert asked == []
    field.dispatch_event("keydown", {"key": "Escape", "isComposing": True})
    expect(field).to_have_value("thư")
    session.send("Input.insertText", {"text": "thư"})
    expect(list_of(page)).to_be_visible()
    assert len(asked) == 1


def test_a_finger_chooses(phone: Page, portal: Portal) -> None:
    answer_with(phone, ANSWER)
    open_list(phone, portal)
    options = list_of(phone).get_by_role("option")
    assert min(option.bounding_box()["height"] for option in options.all()) >= 44
    options.nth(1).tap()
    phone.wait_for_url("**/hoc-lieu/")


@pytest.mark.parametrize("name", ["home", "results", "library", "plan"])
def test_nothing_moves_and_nothing_is_cut_off(make_context: MakeContext, portal: Portal, name: str) -> None:
    page = make_context(360, 740).new_page()
    answer_with(page, ANSWER)
    page.goto(portal.url(name))
    size = "[document.documentElement.scrollWidth, document.querySelector('main').offsetHeight]"
    before = page.evaluate(size)
    open_list(page, portal, name=name)
    assert page.evaluate(size) == before
    box = list_of(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_axe_finds_nothing_with_the_list_open(make_context: MakeContext, portal: Portal) -> None:
    page = make_context(reduced_motion="reduce").new_page()
    answer_with(page, ANSWER * 4)
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        open_list(page, portal)
        page.keyboard.press("ArrowDown")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(list_of(page)).to_be_visible()
            found += [f"{width} {scheme} {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


def test_the_choice_shows_in_forced_colours(make_context: MakeContext, portal: Portal) -> None:
    page = make_context(forced_colors="active").new_page()
    answer_with(page, ANSWER)
    open_list(page, portal)
    page.keyboard.press("ArrowDown")
    style = "element => getComputedStyle(element).outlineStyle"
    options = list_of(page).get_by_role("option")
    assert [option.evaluate(style) for option in options.all()] == ["solid", "none", "none"]


def test_without_a_script_it_is_a_plain_search(make_context: MakeContext, portal: Portal) -> None:
    page = make_context(java_script_enabled=False).new_page()
    page.goto(portal.url("home"))
    field = page.locator("main").get_by_role("searchbox")
    field.fill("phan so")
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=phan+so*")
    expect(page.get_by_role("main")).to_contain_text("Phân số bằng nhau")
