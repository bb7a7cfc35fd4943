"""Plain pages in search; here, because core stands below search."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.models import StandardPage
from news.search import stream_text
from search.documents import Document
from search.sources import register


class StandardPageSource:
    """Live, public plain pages."""

    kind = "page"
    label = _("Pages")
    order = 90

    def queryset(self) -> QuerySet[StandardPage]:
        return StandardPage.objects.live().public()

    def to_document(self, obj: StandardPage) -> Document:
        return Document(
            key=f"page:{obj.pk}",
            kind=self.kind,
            url=obj.url or "",
            title=obj.title,
            summary=obj.introduction,
            body=stream_text(obj.body),
            date=obj.first_published_at.date() if obj.first_published_at else None,
        )


register(StandardPageSource())
