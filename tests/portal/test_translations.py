"""The Vietnamese catalogues: nothing empty, nothing broken, and the admin's menu in Vietnamese."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

CATALOGUES = sorted((Path(settings.BASE_DIR) / "locale").glob("**/vi/LC_MESSAGES/*.po"))
# %(name)s, %s, {name} and {}; two percent signs are a percent sign, braces with a space inside an example.
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[-#0-9.]*[a-zA-Z]|%[sdri]|\{[^{}\s]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
MENU = ["Pages", "Images", "Documents", "Reports", "Settings", "Users", "Groups", "Snippets", "Workflows"]


def messages(path: Path) -> Iterator[tuple[Message, list[str], str]]:
    """Yield (message, its source forms, its translation) of every entry but the header."""
    with path.open("rb") as handle:
        for message in read_po(handle, locale="vi"):
            if message.id:
                forms = [message.id] if isinstance(message.id, str) else list(message.id)
                string = (
                    message.string if isinstance(message.string, str) else next(iter(message.string or [""]))
                )
                yield message, forms, string


def placeholders(text: str) -> set[str]:
    """Return the placeholders of ``text``; a word may stand twice in one language and once in the other."""
    return {found for found in PLACEHOLDER.findall(text) if found != "%%"}


def test_the_catalogues_are_all_there() -> None:
    names = {str(path.relative_to(Path(settings.BASE_DIR) / "locale")) for path in CATALOGUES}
    assert {
        "vi/LC_MESSAGES/django.po",
        "third_party/vi/LC_MESSAGES/django.po",
        "third_party/vi/LC_MESSAGES/djangojs.po",
    } <= names


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-4]}-{p.stem}")
def test_every_entry_is_translated_and_composed(path: Path) -> None:
    for message, forms, string in messages(path):
        assert string, f"no Vietnamese for {forms[0]!r}"
        assert not message.fuzzy, f"fuzzy: {forms[0]!r}"
        assert unicodedata.is_normalized("NFC", string), f"not composed: {string!r}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-4]}-{p.stem}")
def test_placeholders_markup_and_edges_stay(path: Path) -> None:
    for _message, forms, string in messages(path):
        source = forms[-1]
        assert placeholders(string) == placeholders(source), f"{source!r} → {string!r}"
        assert sorted(TAG.findall(string)) == sorted(TAG.findall(source)), f"{source!r} → {string!r}"
        for edge in ("\n", " "):
            assert string.startswith(edge) == source.startswith(edge), f"{source!r} → {string!r}"
            assert string.endswith(edge) == source.endswith(edge), f"{source!r} → {string!r}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-4]}-{p.stem}")
def test_spelling_follows_one_rule(path: Path) -> None:
    """The mark stands on the main vowel: hoá, xoá, khoá, tuỳ, huỷ, and y after k, l, t: ký, kỹ, lý, tỷ."""
    wrong = re.compile(
        r"\b(?:h|x|kh|t|lo)(?:óa|ỏa|òa|ọa)\b|\b(?:h|t|th|q)(?:ủy|ùy|úy)\b(?! ban)|\b(?:kì|kĩ|kí)\b",
        re.IGNORECASE,
    )
    for _message, forms, string in messages(path):
        assert not wrong.search(string), f"{forms[0]!r} → {string!r}"


@pytest.mark.parametrize("word", MENU)
def test_the_admin_menu_is_vietnamese(word: str) -> None:
    with translation.override("vi"):
        assert gettext(word) != word
    with translation.override("en"):
        assert gettext(word) == word


def test_whole_sentences_of_the_admin_are_vietnamese() -> None:
    with translation.override("vi"):
        assert gettext("Page '%(page_title)s' has been published.") == "Đã xuất bản trang “%(page_title)s”."
        assert ngettext("1 page", "%(counter)s pages", 3) == "%(counter)s trang"
