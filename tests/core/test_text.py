"""Folding, keys and sorting of Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import (
    bigrams,
    clean,
    fold,
    fold_with_offsets,
    folded_words,
    has_diacritics,
    nfc,
    person_sort_key,
    sort_key,
    sorted_vi,
    squeeze,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hoá học", "hoa hoc"),
        ("Đường tròn", "duong tron"),
        (unicodedata.normalize("NFD", "Tiếng Việt"), "tieng viet"),
        ("H₂O và x²", "h2o va x2"),
        ("ƠN ƯỚC", "on uoc"),
        ("ơ̆ ư̆ ê̆ (Ba Na)", "o u e (ba na)"),
        ("Ð và ð là đ", "d va d la d"),
        ("ƀŏk", "bok"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_never_fails_and_keeps_the_offsets(text: str) -> None:
    result = fold_with_offsets(text)
    assert len(result.folded) == len(result.offsets)
    assert result.folded == fold(text)
    for start in range(min(len(result.folded), 5)):
        first, last = result.source_span(start, start + 1)
        assert 0 <= first < last <= len(result.source)


def test_offsets_lead_back_over_loose_marks() -> None:
    result = fold_with_offsets("kơ̆tang đẹp")
    start = result.folded.index("dep")
    first, last = result.source_span(start, start + 3)
    assert result.source[first:last] == "đẹp"


@given(st.text())
def test_clean_is_nfc_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert nfc(cleaned) == cleaned
    assert "\x00" not in cleaned
    assert "\u202e" not in cleaned


def test_clean_drops_lone_surrogates() -> None:
    assert clean("a\ud800b") == "ab"


def test_squeeze_takes_no_break_spaces() -> None:
    assert squeeze("a\u00a0 b\n\tc") == "a b c"


@pytest.mark.parametrize(
    ("text", "expected"), [("ke hoach", False), ("Kế hoạch", True), ("D", False), ("đ", True)]
)
def test_has_diacritics(text: str, expected: bool) -> None:
    assert has_diacritics(text) is expected


def test_bigrams() -> None:
    assert bigrams(folded_words("Phương trình bậc hai")) == ["phuong_trinh", "trinh_bac", "bac_hai"]


def test_alphabet_order() -> None:
    words = ["đa", "da", "ơ", "ô", "o", "ư", "u", "ê", "e", "ă", "â", "a"]
    assert sorted_vi(words) == ["a", "ă", "â", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"]


def test_tones_are_a_second_level() -> None:
    assert sorted_vi(["mạ", "mà", "mã", "ma", "mả", "má"]) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted_vi(["má b", "ma c"]) == ["má b", "ma c"]


def test_people_are_sorted_by_given_name() -> None:
    people = ["Nguyễn Văn Đức", "Trần Thị An", "Lê Dung", "Phạm Ánh", "Bùi Thị An"]
    assert sorted(people, key=person_sort_key) == [
        "Bùi Thị An",
        "Trần Thị An",
        "Phạm Ánh",
        "Lê Dung",
        "Nguyễn Văn Đức",
    ]


@given(st.text())
def test_sort_keys_are_plain_ascii(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert not key or (key.isalnum() and key == key.lower())
