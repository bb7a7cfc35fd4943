"""The list of plans and the plan itself."""

import datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from core.document_numbers import normalise_document_number
from core.models import BasePage
from core.models.pages import Crumb
from plans.blocks import PlanBodyBlock
from plans.listing import plan_list
from plans.reading import clauses_of, neighbours, reading_clauses, table_of_contents
from plans.tracking import plan_tally, tracked_targets

_YEAR = [MinValueValidator(1945), MaxValueValidator(2100)]


class PlanQuerySet(PageQuerySet):
    def visible(self) -> Self:
        """Return the plans that anybody may read now."""
        return self.live().public()

    def newest_first(self) -> Self:
        return self.order_by(models.F("signed_on").desc(nulls_last=True), "-first_published_at")


PlanManager = PageManager.from_queryset(PlanQuerySet)


class PlanIndexPage(BasePage):
    """The list of all plans."""

    introduction = models.TextField(_("introduction"), blank=True)

    template = "plans/plan_index_page.html"
    parent_page_types = ["core.HomePage"]
    subpage_types = ["plans.PlanPage"]
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of plans")

    @property
    def lead_text(self) -> str:
        return self.introduction

    def plans(self) -> PlanQuerySet:
        """Return the readable plans, newest first, with what a list shows."""
        return PlanPage.objects.child_of(self).visible().newest_first().select_related("issuer")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {**super().get_context(request, *args, **kwargs), **plan_list(self.plans(), request)}


class PlanPage(RoutablePageMixin, BasePage):
    """An official plan: signed text, clause by clause, and what is tracked beside it."""

    document_type = models.CharField(_("document type"), max_length=60, default="Kế hoạch")
    number = models.CharField(_("number"), max_length=60, blank=True, help_text=_("As printed: 131/QĐ-TTg."))
    number_key = models.CharField(max_length=60, editable=False, blank=True, db_index=True)
    issuer = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("issuer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plans",
    )
    issuer_as_printed = models.CharField(_("issuer as printed"), max_length=200, blank=True)
    issuer_parent_as_printed = models.CharField(_("superior unit as printed"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True, validators=_YEAR)
    period_end = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True, validators=_YEAR)
    orientation_year = models.PositiveSmallIntegerField(
        _("orientation to year"), null=True, blank=True, validators=_YEAR
    )
    signer_name = models.CharField(_("signer"), max_length=120, blank=True)
    signer_title = models.CharField(_("signer's position"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    body = StreamField(PlanBodyBlock(), verbose_name=_("clauses"), blank=True)
    source_file = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("signed file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False)

    objects = PlanManager()

    template = "plans/plan_page.html"
    parent_page_types = ["plans.PlanIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("issuer_as_printed")]),
                FieldPanel("issuer_parent_as_printed"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("signed_on"), FieldPanel("effective_from")]),
                FieldRowPanel(
                    [FieldPanel("period_start"), FieldPanel("period_end"), FieldPanel("orientation_year")]
                ),
                FieldRowPanel([FieldPanel("signer_name"), FieldPanel("signer_title")]),
            ],
            _("About the document"),
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("source_file"),
    ]
    tracking_panels = [
        InlinePanel("targets", heading=_("Targets"), label=_("Target")),
        InlinePanel("tasks", heading=_("Tasks"), label=_("Task")),
    ]
    relation_panels = [InlinePanel("references", heading=_("Related documents"), label=_("Related document"))]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList(tracking_panels, heading=_("Targets and tasks")),
            ObjectList(relation_panels, heading=_("Related documents")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ]
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def save(self, *args: object, **kwargs: object) -> None:
        self.number_key = normalise_document_number(self.number)
        super().save(*args, **kwargs)

    @property
    def lead_text(self) -> str:
        return self.summary

    @property
    def issuer_name(self) -> str:
        """The issuer as printed, or today's name where the file had none."""
        return self.issuer_as_printed or (self.issuer.name if self.issuer else "")

    @property
    def period(self) -> str:
        """The years that the plan covers: ``2022–2025``; empty when unknown."""
        years = [str(year) for year in (self.period_start, self.period_end) if year]
        return "–".join(dict.fromkeys(years))

    def has_ended(self, today: datetime.date) -> bool:
        """Return whether the plan's period lies in the past."""
        last = self.orientation_year or self.period_end
        return last is not None and last < today.year

    @cached_property
    def issuer_today(self) -> object | None:
        """The unit that took over from the issuer, or None when it still exists."""
        if self.issuer is None:
            return None
        current = self.issuer.current()
        return current if current.pk != self.issuer.pk else None

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        clauses = clauses_of(self, drafted=getattr(request, "is_preview", False))
        targets = tracked_targets([self.pk]).get(self.pk, [])
        return {
            **super().get_context(request, *args, **kwargs),
            "clauses": reading_clauses(clauses, targets),
            "toc": table_of_contents(clauses),
            "targets": targets,
            "tally": plan_tally(targets),
            "tasks": self.tasks.all(),
            "references": self.references.select_related("page"),
            "neighbours": neighbours(self),
            "has_ended": self.has_ended(timezone.localdate()),
        }

    @path("chi-tieu/", name="targets")
    def targets_view(self, request: HttpRequest) -> HttpResponse:
        """The targets with their progress and the working of the formula."""
        return self._tracking_page(request, "plans/plan_targets.html", _("Targets"))

    @path("nhiem-vu/", name="tasks")
    def tasks_view(self, request: HttpRequest) -> HttpResponse:
        """The table of tasks."""
        return self._tracking_page(request, "plans/plan_tasks.html", _("Tasks"))

    def _tracking_page(self, request: HttpRequest, template: str, title: object) -> HttpResponse:
        targets = tracked_targets([self.pk]).get(self.pk, [])
        crumbs = [
            *self.breadcrumbs(request)[:-1],
            Crumb(self.title, self.get_url(request) or ""),
            Crumb(str(title), ""),
        ]
        overrides = {
            "targets": targets,
            "tally": plan_tally(targets),
            "tasks": self.tasks.all(),
            "crumbs": crumbs,
        }
        return self.render(
            request, template=template, context_overrides={**overrides, "section_title": title}
        )
