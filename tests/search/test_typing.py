"""Telex and VNI residue, and field words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import EngineUnavailable
from search.facets import Facet
from search.fieldwords import matching_values, read_field_words
from search.query import SearchQuery
from search.residue import decode_residue


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chuyeern ddooir soos", "chuyển đổi số"),
        ("chuye6n d9o63i so61", "chuyên đổi số"),
        ("chuye63n", "chuyển"),
        ("hocj lieeuj", "học liệu"),
        ("truwowngf", "trường"),
        ("truowngf", "trường"),
        ("giaos vieen", "giáo viên"),
        ("quyeets ddinhj", "quyết định"),
        ("toasn", "toán"),
        ("hoas hocj", "hoá học"),
        ("nguyeenx traix", "nguyễn trãi"),
        ("tru7o72ng", "trường"),
        ("ho5c", "học"),
    ],
)
def test_residue_is_read(typed: str, meant: str) -> None:
    assert decode_residue(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["học liệu số", "lop 6", "hk1", "131/QD-TTg", "video", "pdf", "STEM", "2026", "google", "x2", "H2O", ""],
)
def test_what_is_no_residue_stays(typed: str) -> None:
    assert decode_residue(typed) == typed


@given(st.text(max_size=60))
def test_any_text_is_decoded_without_error(text: str) -> None:
    assert isinstance(decode_residue(text), str)


LABELS = {
    "lop-8": "Lớp 8",
    "lop-18": "Lớp 18",
    "toan-thcs": "Toán (THCS)",
    "toan-th": "Toán (TH)",
    "van": "Ngữ văn",
}


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ("8", ("lop-8",)), ("lop 8", ("lop-8",)), ("lop-8", ("lop-8",)), ("toán", ("toan-thcs", "toan-th")),
        ("NGU VAN", ("van",)), ("văn", ("van",)), ("?", ()), ("hoá", ()),
    ],
)  # fmt: skip
def test_values_are_named_by_slug_or_label(wanted: str, slugs: tuple[str, ...]) -> None:
    assert matching_values(wanted, LABELS) == slugs


def labels_of(facet: Facet) -> dict[str, str]:
    """Return the values of the test facets."""
    return {"subject": {"toan": "Toán", "van": "Ngữ văn"}, "grade": {"6": "Lớp 6"}}.get(facet.name, {})


@pytest.mark.usefixtures("facets")
class TestFieldWords:
    """Filters in the search box."""

    def test_words_become_filters(self) -> None:
        query = read_field_words(SearchQuery(text='phân số lớp:6 môn:"ngữ văn"'), labels_of)
        assert query.text == "phân số"
        assert query.filters == {"grade": ("6",), "subject": ("van",)}

    def test_they_join_chosen_filters(self) -> None:
        query = read_field_words(SearchQuery(text="mon:toan", filters={"subject": ("van",)}), labels_of)
        assert (query.text, query.filters) == ("", {"subject": ("van", "toan")})

    @pytest.mark.parametrize(
        "text", ["màu:đỏ", "lớp:99", "https://a.vn:80/x", "12:30", ":", "môn:", "môn: toán"]
    )
    def test_anything_else_stays_text(self, text: str) -> None:
        assert read_field_words(SearchQuery(text=text), labels_of) == SearchQuery(text=text)

    def test_an_outage_leaves_the_text(self) -> None:
        def fail(facet: Facet) -> dict[str, str]:
            raise EngineUnavailable("gone")

        assert read_field_words(SearchQuery(text="môn:toán"), fail).text == "môn:toán"

    @given(st.text(max_size=100))
    def test_any_text(self, text: str) -> None:
        assert read_field_words(SearchQuery(text=text), labels_of) is not None
