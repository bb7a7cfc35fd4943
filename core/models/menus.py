"""Menus that editors arrange: the header's and the footer's columns."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable


class Menu(ClusterableModel):
    """A menu by its place in the page."""

    class Place(models.TextChoices):
        HEADER = "header", _("Header")
        FOOTER = "footer", _("Footer")

    title = models.CharField(_("title"), max_length=60)
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.FOOTER)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("title"),
        FieldPanel("place"),
        FieldPanel("sort_order"),
        InlinePanel("items", heading=_("Items"), min_num=1, max_num=12),
    ]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["place", "sort_order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.title}"


class MenuItem(Orderable):
    """A page of the portal or an address."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(
        _("title"), max_length=60, blank=True, help_text=_("Empty: the page's own title.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    address = models.CharField(_("address"), max_length=300, blank=True, help_text=_("Such as /hoc-lieu/."))

    panels = [FieldPanel("title"), FieldPanel("page"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the reader sees."""
        return self.title or (self.page.title if self.page else self.address)

    def clean(self) -> None:
        super().clean()
        if not self.page and not self.address:
            raise ValidationError(_("Choose a page or enter an address."))
        if self.address and not self.address.startswith(("/", "https://", "http://")):
            raise ValidationError({"address": _("An address begins with /, https:// or http://.")})
