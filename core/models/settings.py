"""Who the site belongs to, how to reach them, and the alert banner."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Settings of one site."""

    class AlertLevel(models.TextChoices):
        INFO = "info", _("Notice")
        WARNING = "warning", _("Warning")

    site_name = models.CharField(_("name of the portal"), max_length=80, default="Cổng Giáo dục số")
    department = models.CharField(_("department"), max_length=120, blank=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    footer_note = models.TextField(_("note in the footer"), blank=True)
    alert_title = models.CharField(_("alert title"), max_length=100, blank=True)
    alert_text = models.CharField(_("alert text"), max_length=300, blank=True)
    alert_level = models.CharField(
        _("alert level"), max_length=10, choices=AlertLevel, default=AlertLevel.INFO
    )
    alert_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    alert_until = models.DateTimeField(_("shown until"), null=True, blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("site_name"), FieldPanel("department"), FieldPanel("tagline"), FieldPanel("logo")],
            _("Identity"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("footer_note")],
            _("Contacts"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("alert_title"),
                FieldPanel("alert_text"),
                FieldPanel("alert_level"),
                FieldRowPanel([FieldPanel("alert_from"), FieldPanel("alert_until")]),
            ],
            _("Alert banner"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def clean(self) -> None:
        super().clean()
        if self.alert_from and self.alert_until and self.alert_from >= self.alert_until:
            raise ValidationError({"alert_until": _("The end must come after the start.")})

    def alert_at(self, moment: datetime.datetime) -> bool:
        """Return whether the alert banner shows at ``moment``."""
        if not self.alert_title:
            return False
        begun = self.alert_from is None or self.alert_from <= moment
        return begun and (self.alert_until is None or moment < self.alert_until)

    @property
    def alert_is_on(self) -> bool:
        """Whether the alert banner shows now."""
        return self.alert_at(timezone.now())
