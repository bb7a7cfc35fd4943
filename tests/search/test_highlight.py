"""Marks and snippets."""

import re

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse
from search.highlight import SNIPPET_CHARS, highlight, snippet, wanted_of


def marked(text: str, query: str) -> str:
    """Return ``text`` with the marks for ``query``."""
    return highlight(text, wanted_of(analyse(query)))


def test_original_accents_are_marked_for_folded_words() -> None:
    assert marked("Kho học liệu số", "hoc lieu") == "Kho <mark>học liệu</mark> số"
    assert marked("Vật lí 11", "vat ly") == "<mark>Vật lí</mark> 11"


def test_text_is_escaped() -> None:
    assert marked("<b>Toán & tin</b>", "toan") == "&lt;b&gt;<mark>Toán</mark> &amp; tin&lt;/b&gt;"


def test_long_form_is_marked_for_its_abbreviation_only_as_a_whole() -> None:
    assert marked("Ứng dụng công nghệ thông tin", "cntt") == "Ứng dụng <mark>công nghệ thông tin</mark>"
    assert "<mark>" not in marked("Thông tin về công trình", "cntt")


def test_words_that_tie_are_marked_only_beside_a_match() -> None:
    assert marked("Đạo hàm của hàm số", "đạo hàm của") == "<mark>Đạo hàm của hàm</mark> số"
    assert marked("Quyền của trẻ em", "đạo hàm của") == "Quyền của trẻ em"


def test_typed_accents_choose_among_words_that_fold_alike() -> None:
    assert marked("Sở công bố học bạ số", "học bạ số") == "Sở công bố <mark>học bạ số</mark>"
    assert marked("Sở công bố học bạ số", "hoc ba so") == "<mark>Sở</mark> công bố <mark>học bạ số</mark>"
    assert marked("Bản đồ", "bàn đồ") == "Bản <mark>đồ</mark>"
    assert marked("Ban do", "bàn đồ") == "<mark>Ban do</mark>"


def test_loose_marks_keep_their_letter() -> None:
    assert marked("Tiếng Ba Na: kơ̆l", "kol") == "Tiếng Ba Na: <mark>kơ̆l</mark>"


def test_snippet_shows_the_best_place() -> None:
    text = "Phần mở đầu rất dài. " * 40 + "Kho học liệu số dùng chung toàn ngành. " + "Phần kết. " * 40
    shown = snippet(text, wanted_of(analyse("học liệu số")))
    assert "Kho <mark>học liệu số</mark> dùng chung" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(re.sub(r"<[^>]+>", "", shown)) <= SNIPPET_CHARS + 2


def test_snippet_without_a_match_is_the_beginning() -> None:
    assert snippet("Một hai ba", wanted_of(analyse("bốn"))) == "Một hai ba"
    assert snippet("từ " * 200, wanted_of(analyse("bốn"))).startswith("từ từ")


@given(st.text(max_size=600), st.text(max_size=40))
def test_marks_never_change_the_text(text: str, query: str) -> None:
    import html

    from core.text import nfc

    plain = html.unescape(re.sub(r"</?mark>", "", marked(text, query)))
    assert plain == nfc(text)
