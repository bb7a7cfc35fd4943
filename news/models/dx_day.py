"""The national Digital Transformation Day (10 October; Decision 505/QĐ-TTg of 22/4/2022)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.blocks import BodyBlock
from core.models import BasePage


class DXDayIndexPage(BasePage):
    """All years of the day; the newest is shown first."""

    introduction = models.TextField(_("introduction"), blank=True)

    template = "news/dx_day_index_page.html"
    parent_page_types = ["core.HomePage"]
    subpage_types = ["news.DXDayPage"]
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("Digital Transformation Day: all years")

    @property
    def lead_text(self) -> str:
        return self.introduction

    def years(self) -> models.QuerySet["DXDayPage"]:
        """Return the readable years, newest first."""
        return DXDayPage.objects.child_of(self).live().public().order_by("-year")


class DXDayPage(BasePage):
    """The day in one year: theme, programme, activities, results."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    theme = models.CharField(
        _("national theme"), max_length=300, blank=True, help_text=_("Empty until it is announced.")
    )
    slogan = models.CharField(_("slogan of the department"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    template = "news/dx_day_page.html"
    parent_page_types = ["news.DXDayIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("year"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("theme"),
        FieldPanel("slogan"),
        FieldPanel("introduction"),
        InlinePanel("sessions", heading=_("Programme"), label=_("Session")),
        InlinePanel("activities", heading=_("Activities of units"), label=_("Activity")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Digital Transformation Day of a year")

    @property
    def lead_text(self) -> str:
        return self.introduction or self.slogan or self.theme


class DXDaySession(Orderable):
    """One point of the programme."""

    page = ParentalKey(DXDayPage, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("title"),
        FieldPanel("place"),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "sort_order"]

    def __str__(self) -> str:
        return self.title


class DXDayActivity(Orderable):
    """What a unit or school does on the day."""

    page = ParentalKey(DXDayPage, on_delete=models.CASCADE, related_name="activities")
    unit = models.ForeignKey(
        "accounts.Organisation", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)

    panels = [FieldPanel("unit"), FieldPanel("title"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.title
