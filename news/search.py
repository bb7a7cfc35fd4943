"""How news and the Digital Transformation Day appear in search."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from core.text import nfc, squeeze
from news.models import DXDayPage, NewsCategory, NewsPage
from search.documents import Document
from search.facets import Facet, register_facet
from search.sources import register


def stream_text(body: StreamValue) -> str:
    """Return the words of a body: what its blocks offer for searching."""
    parts: Iterable[Any] = body.stream_block.get_searchable_content(body)
    return squeeze(nfc(" ".join(str(part) for part in parts)))


class NewsSource:
    """Live, public articles."""

    kind = "news"
    label = _("News")
    order = 30

    def queryset(self) -> QuerySet[NewsPage]:
        return NewsPage.objects.visible().select_related("category", "unit").prefetch_related("tags")

    def to_document(self, obj: NewsPage) -> Document:
        keywords = [tag.name for tag in obj.tags.all()]
        keywords += [obj.category.name] if obj.category else []
        return Document(
            key=f"news:{obj.pk}",
            kind=self.kind,
            url=obj.url or "",
            title=obj.title,
            summary=obj.lead,
            body=stream_text(obj.body),
            keywords=" ".join(keywords),
            date=obj.day,
            facets={
                "category": (obj.category.slug,) if obj.category else (),
                "year": (str(obj.day.year),),
                "organisation": (obj.unit.code,) if obj.unit else (),
            },
        )


class DXDaySource:
    """The pages of the Digital Transformation Day."""

    kind = "dx_day"
    label = _("Digital Transformation Day")
    order = 40

    def queryset(self) -> QuerySet[DXDayPage]:
        return DXDayPage.objects.live().public().prefetch_related("sessions", "activities")

    def to_document(self, obj: DXDayPage) -> Document:
        texts = [f"{s.title} {s.place} {s.text}" for s in obj.sessions.all()]
        texts += [f"{a.title} {a.text}" for a in obj.activities.all()]
        day = timezone.localtime(obj.starts_at).date() if obj.starts_at else None
        return Document(
            key=f"dx_day:{obj.pk}",
            kind=self.kind,
            url=obj.url or "",
            title=obj.title,
            summary=obj.lead_text,
            body=" ".join([obj.theme, obj.slogan, *texts, stream_text(obj.body)]),
            date=day,
            facets={"year": (str(obj.year),)},
        )


def category_labels(values: Collection[str]) -> Mapping[str, str]:
    """Return the names of news categories by slug, in the editors' order."""
    return dict(NewsCategory.objects.filter(slug__in=values).values_list("slug", "name"))


register(NewsSource())
register(DXDaySource())
register_facet(Facet("category", _("Category"), "muc", ("news",), 50, category_labels, "given"))
