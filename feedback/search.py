"""How published answers appear in search."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.models import Feedback
from search.documents import Document
from search.sources import register


class FeedbackSource:
    """Answers that were made public."""

    kind = "feedback"
    label = _("Feedback")
    order = 50

    def queryset(self) -> QuerySet[Feedback]:
        return Feedback.objects.published().select_related("unit")

    def to_document(self, obj: Feedback) -> Document:
        day = timezone.localtime(obj.published_at).date() if obj.published_at else None
        return Document(
            key=f"feedback:{obj.pk}",
            kind=self.kind,
            url=obj.get_absolute_url(),
            title=obj.public_title,
            summary=obj.public_question,
            body=f"{obj.public_answer}\n{obj.change_text}".strip(),
            keywords=obj.about_title,
            date=day,
            facets={
                "year": (str(day.year),) if day else (),
                "organisation": (obj.unit.code,) if obj.unit else (),
            },
        )


register(FeedbackSource())
