"""What search engines are told of."""

from collections.abc import Iterable

from django.contrib.sitemaps import Sitemap as BaseSitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from learning_resources.models import LearningResource


class ResourceSitemap(BaseSitemap[LearningResource]):
    """Every published learning resource."""

    limit = 5000

    def items(self) -> QuerySet[LearningResource]:
        return LearningResource.objects.published().order_by("pk")

    def lastmod(self, item: LearningResource) -> object:
        return item.last_published_at


class PageSitemap(WagtailSitemap):
    """Every live, public page."""

    def items(self) -> Iterable[object]:
        return super().items().defer_streamfields()


SITEMAPS = {"pages": PageSitemap, "resources": ResourceSitemap}
