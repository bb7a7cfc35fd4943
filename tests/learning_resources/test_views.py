"""The library as readers see it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import HomePage
from learning_resources.models import LearningResource, ResourceUse
from learning_resources.reading import related_resources
from search.registry import all_engines
from search.services import catch_up
from tests.learning_resources.factories import PDF, PNG, published, stored

pytestmark = pytest.mark.django_db
BROWSER = {"headers": {"user-agent": "Mozilla/5.0 (Linux; Android 13) Firefox/130.0"}}


@pytest.fixture
def item(site_tree: HomePage, taxonomy: None) -> LearningResource:
    return published()


def index() -> None:
    for engine in all_engines():
        catch_up(engine)


def test_page_shows_what_it_is_and_its_file(item: LearningResource, client: Client) -> None:
    html = client.get(item.get_absolute_url()).content.decode()
    assert "Phân số bằng nhau" in html
    assert "Cô Nguyễn Thị Hạnh" in html
    assert "CC BY" in html
    assert item.items.get().url in html


def test_old_addresses_lead_to_todays(item: LearningResource, client: Client) -> None:
    response = client.get(f"/hoc-lieu/{item.pk}/ten-cu/")
    assert response.status_code == 301
    assert response["Location"] == item.get_absolute_url()
    assert client.get(f"/hoc-lieu/{item.pk}/").status_code == 301


def test_drafts_are_not_found(item: LearningResource, client: Client) -> None:
    address, file = item.get_absolute_url(), item.items.get().url
    item.unpublish()
    assert client.get(address).status_code == 404
    assert client.get(file).status_code == 404


def test_owner_reads_a_private_file(client: Client) -> None:
    owner = User.objects.create_user("an@sonhai.example", "x", full_name="Trần An")
    file = stored(user=owner)
    address = f"/hoc-lieu/tep/{file.pk}/{file.original_name}"
    assert client.get(address).status_code == 404
    client.force_login(User.objects.create_user("khac@sonhai.example", "x", full_name="Lê Bình"))
    assert client.get(address).status_code == 404
    client.force_login(owner)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_files_answer_ranges(item: LearningResource, client: Client) -> None:
    response = client.get(item.items.get().url, headers={"range": "bytes=0-3"})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == PDF[:4]


def test_people_are_counted_robots_are_not(item: LearningResource, client: Client) -> None:
    client.get(item.get_absolute_url(), **BROWSER)
    client.get(item.get_absolute_url(), headers={"user-agent": "Googlebot/2.1"})
    client.get(item.items.get().url + "?tai", **BROWSER)
    client.get(item.items.get().url, **BROWSER)
    use = ResourceUse.objects.get(resource=item)
    assert (use.views, use.downloads) == (1, 1)


def test_list_filters_by_facet(item: LearningResource, client: Client) -> None:
    index()
    assert item.get_absolute_url() in client.get("/hoc-lieu/").content.decode()
    assert item.get_absolute_url() in client.get("/hoc-lieu/", {"lop": "lop-6"}).content.decode()
    assert item.get_absolute_url() not in client.get("/hoc-lieu/", {"lop": "lop-7"}).content.decode()
    assert item.get_absolute_url() in client.get("/hoc-lieu/", {"q": "phan so"}).content.decode()


def test_list_has_a_fixed_number_of_queries(
    item: LearningResource, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        published([stored(PNG, f"hinh-{number}.png")], title=f"Bài {number}")
    index()
    client.get("/hoc-lieu/")
    with django_assert_max_num_queries(20):
        html = client.get("/hoc-lieu/").content.decode()
    assert html.count("Bài ") >= 12


@pytest.mark.parametrize(
    "query", ["?lop=%00", "?trang=999999999", "?q=%22", "?loai=khong-co", "?q=" + "a" * 10_000]
)
def test_odd_parameters_are_no_error(item: LearningResource, client: Client, query: str) -> None:
    index()
    assert client.get("/hoc-lieu/" + query).status_code == 200


def test_admin_edits_a_resource(item: LearningResource, client: Client) -> None:
    client.force_login(User.objects.create_superuser("quantri@sonhai.example", "x"))
    base = "/quan-tri/snippets/learning_resources/learningresource/"
    assert client.get(base).status_code == 200
    html = client.get(f"{base}edit/{item.pk}/").content.decode()
    assert "Phân số bằng nhau" in html
    assert client.get(f"{base}add/").status_code == 200
    assert client.get(f"{base}preview/{item.pk}/").status_code in {200, 405}


def test_words_fill_in_what_subject_and_grade_leave_open(item: LearningResource) -> None:
    alike = published(title="Phân số bằng nhau và rút gọn phân số")
    LearningResource.objects.filter(pk=alike.pk).update(subject=None)
    alike.refresh_from_db()
    index()
    assert [other.pk for other in related_resources(item)] == [alike.pk]
    assert [other.pk for other in related_resources(alike)] == [item.pk]
    LearningResource.objects.filter(pk=item.pk).update(live=False)
    assert related_resources(alike) == []
