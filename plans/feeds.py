"""Plans as Atom: new and changed ones."""

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed

from plans.models import PlanIndexPage, PlanPage

_ITEMS = 30


class PlanFeed(Feed[PlanPage, PlanIndexPage]):
    """The plans that were published or changed last."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> PlanIndexPage:
        self.request = request
        return PlanIndexPage.objects.live().public().get()

    def title(self, obj: PlanIndexPage) -> str:
        return obj.title

    def subtitle(self, obj: PlanIndexPage) -> str:
        return obj.introduction

    def link(self, obj: PlanIndexPage) -> str:
        return obj.get_url(self.request) or "/"

    def items(self, obj: PlanIndexPage) -> list[PlanPage]:
        return list(obj.plans().order_by("-last_published_at").defer("body")[:_ITEMS])

    def item_title(self, item: PlanPage) -> str:
        return " ".join(part for part in (item.document_type, item.number, item.title) if part)

    def item_description(self, item: PlanPage) -> str:
        return item.summary

    def item_link(self, item: PlanPage) -> str:
        return item.get_full_url(self.request) or "/"

    def item_pubdate(self, item: PlanPage) -> datetime.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: PlanPage) -> datetime.datetime | None:
        return item.last_published_at
