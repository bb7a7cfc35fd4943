"""Documents that a plan rests on, carries out or is approved by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from core.document_numbers import normalise_document_number


class DocumentReference(Orderable):
    """One typed relation to a document, also to one that is not on the portal."""

    class Relation(models.TextChoices):
        BASIS = "basis", _("rests on")
        IMPLEMENTS = "implements", _("carries out")
        APPROVES = "approves", _("approves")
        APPROVED_BY = "approved_by", _("approved by")
        AMENDS = "amends", _("amends")
        REPLACES = "replaces", _("replaces")

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="references")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation, default=Relation.BASIS)
    number = models.CharField(_("number"), max_length=60, blank=True)
    number_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    document_type = models.CharField(_("document type"), max_length=60, blank=True)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    title = models.TextField(_("title"), blank=True)
    page = models.ForeignKey(
        "plans.PlanPage",
        verbose_name=_("on this portal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="referred_from",
    )

    panels = [
        FieldRowPanel([FieldPanel("relation"), FieldPanel("document_type"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("issued_on"), FieldPanel("issuer")]),
        FieldPanel("title"),
        PageChooserPanel("page"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("related document")
        verbose_name_plural = _("related documents")

    def __str__(self) -> str:
        return self.number or self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.number_key = normalise_document_number(self.number)
        super().save(*args, **kwargs)
