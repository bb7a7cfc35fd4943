"""The news' part of the home page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.home import register_home_section
from news.models import DXDayPage, NewsIndexPage, NewsPage


@dataclass(frozen=True)
class NewsSection:
    """What the home page shows of the news."""

    index: NewsIndexPage | None
    articles: list[NewsPage]
    dx_day: DXDayPage | None


def news_section(request: HttpRequest) -> NewsSection:
    """Return the three newest articles and the newest Digital Transformation Day."""
    articles = list(NewsPage.objects.visible().newest_first().with_list_relations()[:3])
    day = DXDayPage.objects.live().public().order_by("-year").first()
    return NewsSection(NewsIndexPage.objects.live().first(), articles, day)


register_home_section("news", lambda request: SimpleLazyObject(lambda: news_section(request)))
