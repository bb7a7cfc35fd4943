"""News as RSS 2.0."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.models import SiteSettings
from news.models import NewsIndexPage, NewsPage

_ITEMS = 30


class NewsFeed(Feed[NewsPage, NewsIndexPage]):
    """The newest articles."""

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> NewsIndexPage:
        self.request = request
        return NewsIndexPage.objects.live().public().get()

    def title(self, obj: NewsIndexPage) -> str:
        return _("%(page)s – %(site)s") % {
            "page": obj.title,
            "site": SiteSettings.for_request(self.request).site_name,
        }

    def link(self, obj: NewsIndexPage) -> str:
        return obj.get_url(self.request) or "/"

    def description(self, obj: NewsIndexPage) -> str:
        return obj.introduction

    def items(self, obj: NewsIndexPage) -> list[NewsPage]:
        return list(obj.articles()[:_ITEMS])

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return item.get_full_url(self.request) or "/"

    def item_pubdate(self, item: NewsPage) -> datetime.datetime:
        return item.published_at

    def item_updateddate(self, item: NewsPage) -> datetime.datetime | None:
        return item.last_published_at

    def item_categories(self, item: NewsPage) -> list[str]:
        return [item.category.name] if item.category else []
