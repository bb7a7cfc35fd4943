"""How the department keeps its promise: a year's figures for the public page."""

import datetime
import statistics
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from feedback.deadlines import working_days_between
from feedback.models import Feedback, FeedbackSettings

_KEY, _SECONDS = "feedback:figures", 600
_DAYS = 365
# The median of the newest answers; more of them would say the same.
_SAMPLE = 5000


@dataclass(frozen=True)
class Figures:
    """Counts of the last 365 days; ``median_days`` in working days, None without an answer."""

    received: int
    answered: int
    median_days: float | None


def figures() -> Figures:
    """Return the figures, at most ten minutes old."""
    known = cache.get(_KEY)
    if isinstance(known, Figures):
        return known
    fresh = count_figures()
    cache.set(_KEY, fresh, _SECONDS)
    return fresh


def count_figures() -> Figures:
    """Count anew (three queries)."""
    days_off = FeedbackSettings.current().days_off_set()
    rows = Feedback.objects.filter(received_at__gte=timezone.now() - datetime.timedelta(days=_DAYS))
    answered = rows.exclude(answered_at=None)
    pairs = answered.order_by("-answered_at").values_list("received_at", "answered_at")[:_SAMPLE]
    spans = [working_days_between(_day(came), _day(went), days_off) for came, went in pairs if went]
    return Figures(rows.count(), answered.count(), statistics.median(spans) if spans else None)


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()
