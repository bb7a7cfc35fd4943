"""Progress, kept apart from the signed text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProgressReport(models.Model):
    """A figure that a unit reported for a target on a day."""

    target = models.ForeignKey("plans.PlanTarget", on_delete=models.CASCADE, related_name="reports")
    date = models.DateField(_("figure of"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=3)
    note = models.TextField(_("note"), blank=True)
    unit = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("reporting unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["target", "date"], name="one_report_a_day")]

    def __str__(self) -> str:
        return f"{self.target_id} {self.date}: {self.value}"
