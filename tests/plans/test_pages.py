"""The reading page, its neighbours and its lists."""

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.test.utils import WagtailPageTestCase

from accounts.models import User
from plans.models import PlanIndexPage, PlanPage
from plans.reading import neighbours, table_of_contents
from tests.plans.test_services import make_plan
from tests.plans.texts import PLAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(plan_index: PlanIndexPage) -> PlanPage:
    return make_plan()


def test_every_clause_is_in_the_page_with_its_anchor(plan: PlanPage, client: Client) -> None:
    html = client.get(plan.url).content.decode()
    for clause in plan.clauses.all():
        assert f'id="{clause.anchor}"' in html
    assert "không cần đăng nhập để đọc" in html
    assert 'href="#I.2"' in html or 'href="#II"' in html


def test_reading_page_has_few_queries(
    plan: PlanPage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(plan.url)
    with django_assert_max_num_queries(24):
        client.get(plan.url)


def test_contents_are_two_levels(plan: PlanPage) -> None:
    entries = table_of_contents(plan.clauses.all())
    assert [entry.anchor for entry in entries] == ["I", "II", "III"]
    assert [child.anchor for child in entries[1].children] == ["II.1", "II.2"]


def test_neighbours_are_in_the_order_of_the_list(plan: PlanPage) -> None:
    older = make_plan(PLAN.replace("77/KH", "76/KH").replace("05 tháng 02 năm 2026", "05 tháng 02 năm 2025"))
    assert neighbours(plan).next == older
    assert neighbours(plan).previous is None
    assert neighbours(older).previous == plan


def test_the_list_filters_by_year(plan: PlanPage, client: Client) -> None:
    address = plan.get_parent().url
    assert plan.title in client.get(address).content.decode()
    assert f'href="{plan.url}"' not in client.get(address, {"nam": "2019"}).content.decode()
    assert client.get(address, {"nam": "x' OR 1=1", "trang": "-1", "don_vi": "\x00"}).status_code == 200


@pytest.mark.parametrize("section", ["chi-tieu/", "nhiem-vu/"])
def test_tracking_pages(plan: PlanPage, client: Client, section: str) -> None:
    assert client.get(plan.url + section).status_code == 200


def test_feed_names_the_plan(plan: PlanPage, client: Client) -> None:
    response = client.get("/ke-hoach/atom/")
    assert response.status_code == 200
    assert "77/KH-SGDĐT" in response.content.decode()


def test_a_draft_is_not_found(plan_index: PlanIndexPage, client: Client) -> None:
    draft = make_plan(publish=False)
    assert client.get(draft.url).status_code == 404


class PlanPageTests(WagtailPageTestCase):
    """Wagtail's own page assertions."""

    def setUp(self) -> None:
        from portal.site_tree import ensure_site_tree

        ensure_site_tree()
        self.plan = make_plan()
        self.admin = User.objects.create_superuser("quantri@sonhai.example", "x")
        self.client.force_login(self.admin)

    def test_plan_renders_edits_and_previews(self) -> None:
        with translation.override("vi"):
            self.assertPageIsRoutable(self.plan)
            self.assertPageIsRenderable(self.plan)
        edit = self.client.get(f"/quan-tri/pages/{self.plan.pk}/edit/")
        assert edit.status_code == 200
        assert "I.2.b" in edit.content.decode()

    def test_plans_live_below_the_list_only(self) -> None:
        self.assertAllowedParentPageTypes(PlanPage, {PlanIndexPage})
        self.assertAllowedSubpageTypes(PlanIndexPage, {PlanPage})
