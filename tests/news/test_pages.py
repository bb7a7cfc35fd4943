"""News: list, filters, feed, schedule."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.models import HomePage
from news.models import DXDayIndexPage, DXDayPage, DXDaySession, NewsCategory, NewsIndexPage, NewsPage
from search.models import SearchDocument

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def index(site_tree: HomePage) -> NewsIndexPage:
    return NewsIndexPage.objects.get()


def article(index: NewsIndexPage, title: str = "Khai giảng năm học mới", **fields: object) -> NewsPage:
    page = NewsPage(title=title, lead="Sáng nay các trường trong tỉnh cùng khai giảng.", **fields)
    page.body = [("paragraph", "<p>Buổi lễ gọn nhẹ, học sinh vào lớp ngay.</p>")]
    index.add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def test_article_is_readable_and_found(index: NewsIndexPage, client: Client) -> None:
    page = article(index)
    html = client.get(page.url).content.decode()
    assert "học sinh vào lớp ngay" in html
    row = SearchDocument.objects.visible().get(key=f"news:{page.pk}")
    assert "học sinh vào lớp ngay" in row.body


def test_scheduled_articles_wait_for_their_hour(index: NewsIndexPage, client: Client) -> None:
    page = NewsPage(title="Tin hẹn giờ", lead="Chưa đến giờ.", go_live_at=timezone.now() + HOUR, live=False)
    index.add_child(instance=page)
    page.save_revision().publish()
    assert client.get(f"{index.url}{page.slug}/").status_code == 404
    assert not SearchDocument.objects.visible().filter(kind="news").exists()
    with time_machine.travel(timezone.now() + 2 * HOUR):
        call_command("publish_scheduled")
    assert client.get(f"{index.url}{page.slug}/").status_code == 200
    assert SearchDocument.objects.visible().filter(kind="news").exists()


def test_expired_articles_leave_search(index: NewsIndexPage) -> None:
    page = article(index)
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    call_command("publish_scheduled")
    assert not SearchDocument.objects.visible().filter(kind="news").exists()


def test_list_filters(index: NewsIndexPage, client: Client) -> None:
    category = NewsCategory.objects.create(slug="hoat-dong", name="Hoạt động")
    inside = article(index, "Trong mục", category=category)
    outside = article(index, "Ngoài mục")
    html = client.get(index.url, {"muc": "hoat-dong"}).content.decode()
    assert inside.url in html
    assert outside.url not in html


@pytest.mark.parametrize("query", ["?trang=-5", "?trang=x", "?nam=99999", "?muc=%00", "?the='"])
def test_odd_filters_are_no_error(index: NewsIndexPage, client: Client, query: str) -> None:
    article(index)
    assert client.get(index.url + query).status_code == 200


def test_list_has_a_fixed_number_of_queries(
    index: NewsIndexPage, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        article(index, f"Tin số {number}")
    client.get(index.url)
    with django_assert_max_num_queries(22):
        client.get(index.url)


def test_feed(index: NewsIndexPage, client: Client) -> None:
    page = article(index, "Tin <b>lạ</b> & mới")
    body = client.get("/tin-tuc/rss/").content.decode()
    assert "Tin &lt;b&gt;lạ&lt;/b&gt; &amp; mới" in body
    assert page.url in body


def test_digital_transformation_day(site_tree: HomePage, client: Client) -> None:
    index = DXDayIndexPage.objects.get()
    page = DXDayPage(
        title="Ngày Chuyển đổi số 2026", slug="2026", year=2026, slogan="Mỗi lớp học một kho học liệu"
    )
    page.sessions = [DXDaySession(starts_at=timezone.now(), title="Lớp học mở", place="THCS Trần Phú")]
    index.add_child(instance=page)
    page.save_revision().publish()
    html = client.get("/ngay-chuyen-doi-so/2026/").content.decode()
    assert "Lớp học mở" in html
    assert SearchDocument.objects.visible().filter(kind="dx_day").exists()
    assert "/ngay-chuyen-doi-so/2026/" in client.get("/ngay-chuyen-doi-so/").content.decode()
