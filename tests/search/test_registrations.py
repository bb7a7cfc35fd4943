"""Facets, suggestions, spelling and checks: the small pure parts."""

import datetime

import pytest
from pytest_django import Settings

from search.analysis import analyse
from search.checks import check_facet_parameters, check_search_settings
from search.documents import Document
from search.facets import Facet, present, register_facet
from search.ranking import RELAXED, STRICT, static_boost
from search.spelling import edit_distance, nearest_words
from search.suggestion import accent_suggestion, corrected_suggestion, restore_accents
from search.tokens import number_forms
from tests.search.documents import make_document


def test_facet_orders() -> None:
    names = {"b": "Bé", "a": "Ăn", "c": "Ân"}
    facet = Facet("x", "X", "x", (), 1, lambda slugs: {s: names[s] for s in names if s in slugs})
    counts = {"a": 1, "b": 5, "c": 1}
    assert [v.value for v in present(facet, counts, ()).values] == ["b", "a", "c"]
    given = Facet("x", "X", "x", (), 1, facet.labels, "given")
    assert [v.value for v in present(given, counts, ()).values] == ["b", "a", "c"]
    label = Facet("x", "X", "x", (), 1, facet.labels, "label")
    assert [v.value for v in present(label, counts, ()).values] == ["a", "c", "b"]


def test_facet_hides_zero_unless_chosen() -> None:
    facet = Facet("x", "X", "x", (), 1, lambda slugs: {s: s.upper() for s in slugs})
    assert [v.value for v in present(facet, {"a": 0, "b": 2}, ()).values] == ["b"]
    assert {v.value for v in present(facet, {"a": 0, "b": 2}, ("a",)).values} == {"a", "b"}


@pytest.mark.parametrize("name", ["kind", "a.b", "a-b", ""])
def test_facet_names_are_identifiers(name: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        register_facet(Facet(name, "X", "x", (), 1, lambda slugs: {}))


def test_accents_are_taken_from_neighbours() -> None:
    texts = ["Số liệu học sinh", "Kho học liệu số", "Học liệu số lớp 6"]
    assert restore_accents(["hoc", "lieu", "so"], texts) == ["học", "liệu", "số"]
    assert accent_suggestion(analyse("lop 6"), texts) == "lớp 6"
    assert accent_suggestion(analyse("abc"), texts) == ""
    assert accent_suggestion(analyse("tieng anh"), ["Tiếng nói", "Hình ảnh"]) == ""
    assert accent_suggestion(analyse("so"), texts) == "số"
    assert corrected_suggestion(analyse("truyen kieu"), ["truyen", "kiem"], ["Truyền hình", "kiểm tra"]) == ""
    assert accent_suggestion(analyse("H2O"), ["H₂O"]) == ""


@pytest.mark.parametrize(
    ("a", "b", "distance"), [("hoc", "hoc", 0), ("hoc", "hco", 1), ("hoc", "hocc", 1), ("hoc", "abc", 2)]
)
def test_edit_distance(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b, 2) == distance


def test_nearest_words_know_regional_sounds_and_leave_numbers() -> None:
    words = [("sach", 5), ("truong", 9), ("trong", 9), ("2026", 3)]

    def with_prefix(prefix: str) -> list[tuple[str, int]]:
        return [word for word in words if word[0].startswith(prefix)]

    assert nearest_words(["xach", "chuong", "2027", "ab"], with_prefix) == {
        "xach": "sach",
        "chuong": "truong",
    }


def test_minimum_match() -> None:
    assert [STRICT.required(n) for n in (0, 1, 2, 3, 4, 8, 20)] == [0, 1, 2, 3, 3, 4, 10]
    assert all(1 <= RELAXED.required(n) <= STRICT.required(n) for n in range(1, 40))


def test_boost_is_mild_and_its_ratio_does_not_age() -> None:
    day = datetime.date
    assert static_boost(0, day(2026, 1, 1)) < static_boost(1000, day(2026, 1, 1)) < 1.35 + 1e-9
    older = static_boost(0, day(2023, 1, 1)) / static_boost(0, day(2024, 1, 1))
    newer = static_boost(0, day(2024, 1, 1)) / static_boost(0, day(2025, 1, 1))
    assert older == pytest.approx(newer, rel=0.01)
    assert 0.7 < static_boost(-5.0, None) < static_boost(1e12, day(2999, 1, 1)) < 1.4


def test_content_hash_sees_every_field() -> None:
    base = make_document("plan:1", "Một", passages=["a"])
    changes = {
        "url": "/x/", "title": "Hai", "summary": "s", "body": "b", "keywords": "k", "language": "bdq",
        "date": datetime.date(2020, 1, 1), "facets": {"a": ("b",)}, "weight": 2.0, "passages": (),
        "numbers": ("1/QĐ-X",),
    }  # fmt: skip
    for name, value in changes.items():
        other = Document(**{**{f: getattr(base, f) for f in base.__dataclass_fields__}, name: value})
        assert other.content_hash != base.content_hash, name
    reordered = make_document("plan:1", "Một", passages=["a"], facets={})
    assert reordered.content_hash == base.content_hash


def test_number_forms_of_printed_numbers() -> None:
    assert {"148khsgddt", "kh148"} <= number_forms(["148/KH-SGDĐT"])
    assert "congvan7" in number_forms(["Công văn 7"])


def test_an_index_folder_is_needed(settings: Settings) -> None:
    assert check_search_settings() == []
    settings.SEARCH_INDEX_DIR = ""
    assert [error.id for error in check_search_settings()] == ["search.E001"]


@pytest.mark.parametrize("taken", ["mon", "q", "trang"])
def test_facet_parameters_are_their_own(facets: None, taken: str) -> None:
    assert check_facet_parameters() == []
    register_facet(Facet("other", "X", taken, (), 1, lambda slugs: {}))
    assert [error.id for error in check_facet_parameters()] == ["search.E002"]
