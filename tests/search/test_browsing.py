"""What the page without results offers instead, and how facets show the programme's levels."""

import pytest
from django.test import Client

from learning_resources.models import Grade, MaterialType, Subject
from learning_resources.templatetags.library_facets import by_level
from search.facets import FacetValue
from search.templatetags.search_browsing import ways_in
from tests.learning_resources.factories import published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]


def _resource(level: str, grade: str, title: str) -> None:
    subject = Subject.objects.get(level__slug=level, slug="toan")
    published(
        title=title,
        subject=subject,
        level=subject.level,
        grades=[Grade.objects.get(slug=grade)],
        material_type=MaterialType.objects.get(slug="video"),
    )


def test_ways_in_are_links_with_what_they_lead_to(client: Client) -> None:
    _resource("tieu-hoc", "lop-1", "Đếm đến mười")
    _resource("thcs", "lop-6", "Tập hợp")
    ways = ways_in("level", "subject", kinds="plan resource news")
    levels = ways.facets[0]["links"]
    assert [(link["label"], link["count"]) for link in levels] == [("Tiểu học", 1), ("Trung học cơ sở", 1)]
    page = client.get(f"/tim-kiem/{levels[1]['url']}").content.decode()
    assert "Tập hợp" in page
    assert "Đếm đến mười" not in page
    assert {hit["title"] for hit in ways.latest} == {"Đếm đến mười", "Tập hợp"}


def test_a_search_without_result_offers_each_filter_and_ways_in(client: Client) -> None:
    _resource("thcs", "lop-6", "Tập hợp")
    page = client.get("/tim-kiem/?q=xyzzy&cap=thcs&lop=lop-6").content.decode()
    assert "?q=xyzzy&amp;lop=lop-6" in page
    assert "?q=xyzzy&amp;cap=thcs" in page
    assert 'href="?cap=thcs"' in page
    assert "Tập hợp" in page


def _values(*slugs: str) -> list[FacetValue]:
    return [FacetValue(slug, slug, 1, False) for slug in slugs]


def test_grades_and_subjects_stand_under_their_level() -> None:
    grades = by_level(_values("lop-6", "lop-1", "lop-10", "lop-9"), "lop")
    assert [(group.label, [value.value for value in group.values]) for group in grades] == [
        ("Tiểu học", ["lop-1"]),
        ("Trung học cơ sở", ["lop-6", "lop-9"]),
        ("Trung học phổ thông", ["lop-10"]),
    ]
    subjects = by_level(_values("thcs-toan", "tieu-hoc-toan"), "mon")
    assert [[value.label for value in group.values] for group in subjects] == [["Toán"], ["Toán"]]


@pytest.mark.parametrize(
    ("slugs", "name"), [(("lop-6", "lop-7"), "lop"), (("video", "bai-giang"), "loai"), (("gone",), "mon")]
)
def test_one_level_or_none_needs_no_heading(slugs: tuple[str, ...], name: str) -> None:
    assert [(g.label, len(g.values)) for g in by_level(_values(*slugs), name)] == [("", len(slugs))]


def test_a_choice_that_left_the_vocabulary_stays_to_be_taken_away() -> None:
    groups = by_level(_values("lop-1", "lop-6", "lop-99"), "lop")
    assert [value.value for value in groups[-1].values] == ["lop-99"]
    assert groups[-1].label == ""
