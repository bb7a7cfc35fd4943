"""How the department deals with feedback."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

# Law 91/2025/QH15: consent names the data, the purpose and the time, and can be taken back.
CONSENT = (
    "Tôi đồng ý để Sở dùng họ tên, thư điện tử, số điện thoại tôi ghi ở trên cho một việc: liên hệ và trả lời góp ý"
    " này. Sở không chuyển cho bên khác và xoá khi hết thời hạn lưu. Tôi có thể rút lại sự đồng ý bất cứ lúc nào."
)


@register_setting(icon="comment")
class FeedbackSettings(BaseSiteSetting):
    """Deadlines, keeping time, consent and the phone for urgent matters."""

    answer_days = models.PositiveSmallIntegerField(
        _("working days for an answer"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days that personal data is kept after closing"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1825)],
    )
    hourly_limit = models.PositiveSmallIntegerField(
        _("messages that are taken in an hour"),
        default=120,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text=_("From all senders together; it keeps the queue from being flooded."),
    )
    consent_text = models.TextField(_("consent to use contact data"), max_length=1000, default=CONSENT)
    days_off = models.TextField(
        _("days off"),
        blank=True,
        max_length=4000,
        help_text=_("One day a line, such as 02/09/2026. Saturdays and Sundays need no line."),
    )
    urgent_phone = models.CharField(_("phone for urgent matters"), max_length=40, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("answer_days"), FieldPanel("keep_days")]),
                FieldPanel("hourly_limit"),
                FieldPanel("days_off"),
            ],
            _("Deadlines and limits"),
        ),
        MultiFieldPanel([FieldPanel("consent_text"), FieldPanel("urgent_phone")], _("What senders read")),
    ]

    class Meta:
        verbose_name = _("feedback settings")
        verbose_name_plural = _("feedback settings")

    @classmethod
    def current(cls) -> Self:
        """Return the settings of the main site; feedback belongs to the department, not to a site."""
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()

    def clean(self) -> None:
        super().clean()
        try:
            self.days_off_set()
        except ValueError as error:
            raise ValidationError({"days_off": _("Write each day as 02/09/2026, one a line.")}) from error

    def days_off_set(self) -> frozenset[datetime.date]:
        """Return the days off; raises ValueError for a line that is no date."""
        lines = (line.strip() for line in self.days_off.splitlines())
        return frozenset(
            datetime.datetime.strptime(line, "%d/%m/%Y").date()  # noqa: DTZ007
            for line in lines
            if line
        )
