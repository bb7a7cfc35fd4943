"""Targets and tasks of a plan: children that follow drafts and revisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable


class PlanTarget(ClusterableModel, Orderable):
    """Something that the plan promises, with the figures that it is to reach."""

    class Comparator(models.TextChoices):
        EXACTLY = "eq", _("exactly")
        MORE = "gt", _("more than")
        AT_LEAST = "gte", _("at least")
        LESS = "lt", _("less than")
        AT_MOST = "lte", _("at most")
        AVERAGE = "avg", _("on average")

    class Direction(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(_("code"), max_length=20)
    clause_anchor = models.CharField(_("clause"), max_length=120, blank=True)
    name = models.CharField(_("what is measured"), max_length=500)
    unit = models.CharField(_("unit"), max_length=40, default="%")
    comparator = models.CharField(
        _("comparison"), max_length=3, choices=Comparator, default=Comparator.EXACTLY
    )
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    baseline_value = models.DecimalField(
        _("baseline"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    baseline_date = models.DateField(_("baseline date"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("clause_anchor")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("comparator"), FieldPanel("direction")]),
        FieldRowPanel([FieldPanel("baseline_value"), FieldPanel("baseline_date")]),
        InlinePanel("goals", heading=_("Values by year"), label=_("Value"), min_num=0),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class TargetGoal(models.Model):
    """The value that a target is to reach by the end of a year."""

    target = ParentalKey(PlanTarget, on_delete=models.CASCADE, related_name="goals")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=3)

    panels = [FieldRowPanel([FieldPanel("year"), FieldPanel("value")])]

    class Meta:
        verbose_name = _("value of a year")
        verbose_name_plural = _("values by year")
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class PlanTask(Orderable):
    """A row of the plan's table of tasks."""

    class Status(models.TextChoices):
        DONE = "done", _("Done")
        DOING = "doing", _("Under way")
        LATE = "late", _("Late")
        NOT_STARTED = "not_started", _("Not started")

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="tasks")
    code = models.CharField(_("code"), max_length=20, blank=True)
    title = models.CharField(_("task"), max_length=1000)
    lead = models.CharField(_("lead unit"), max_length=300, blank=True)
    partner = models.CharField(_("partner units"), max_length=500, blank=True)
    starts = models.DateField(_("start"), null=True, blank=True)
    ends = models.DateField(_("end"), null=True, blank=True)
    time_as_printed = models.CharField(_("time as printed"), max_length=100, blank=True)
    planned_money = models.DecimalField(
        _("planned money (million đồng)"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    spent_money = models.DecimalField(
        _("spent money (million đồng)"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NOT_STARTED)
    note = models.TextField(_("note"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("status")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("lead"), FieldPanel("partner")]),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("time_as_printed")]),
        FieldRowPanel([FieldPanel("planned_money"), FieldPanel("spent_money")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
