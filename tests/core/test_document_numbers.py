"""Numbers of documents in all their writings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document_numbers import (
    find_document_numbers,
    index_forms,
    normalise_document_number,
    query_forms,
)
from core.text import folded_words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("theo Quyết định số 131/QĐ-TTg ngày 25/01/2022", ["131/QĐ-TTg"]),
        ("Nghị định 80/2014/QĐ-TTg", ["80/2014/QĐ-TTg"]),
        ("Nghị quyết số 07-NQ/TU và 36a/NQ-CP", ["07-NQ/TU", "36a/NQ-CP"]),
        ("Số: 2534 /KH-SGDĐT", ["2534/KH-SGDĐT"]),
        ("1- Quán triệt Nghị quyết 29-NQ/TW; 2 - Xây dựng; 3/ Tổ chức 5-THCS", ["29-NQ/TW"]),
        (
            "4–QĐ/TU, 15-KH/ĐU và 120/TTr-SGDĐT, 9/SGDĐT-GDTrH",
            ["4–QĐ/TU", "15-KH/ĐU", "120/TTr-SGDĐT", "9/SGDĐT-GDTrH"],
        ),
        ("khối 10/A-Sáng, trang 3-Bài, 6/Kế hoạch", []),
        ("dạy 24/7, ngày 5/5/2022, khối 1/Toán", []),
    ],
)
def test_find(text: str, numbers: list[str]) -> None:
    assert [found.text for found in find_document_numbers(text)] == numbers


def test_normalise_drops_signs_and_zeros() -> None:
    assert normalise_document_number("131/QĐ-TTg") == "131qdttg"
    assert normalise_document_number("07-NQ/TU") == "7nqtu"


@pytest.mark.parametrize("query", ["131/QD-TTg", "131 qd ttg", "qd131", "131/qđ-ttg", "QĐ 131"])
def test_any_writing_finds_the_document(query: str) -> None:
    (number,) = find_document_numbers("131/QĐ-TTg")
    assert query_forms(folded_words(query)) & index_forms(number)


def test_a_query_without_a_kind_is_no_number() -> None:
    assert query_forms(folded_words("toán lớp 8")) == frozenset()


@given(st.text(max_size=200))
def test_finding_never_fails(text: str) -> None:
    for number in find_document_numbers(text):
        assert number.key == number.key.lower()
