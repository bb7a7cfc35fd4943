"""What happens by the clock: personal data goes on time, and officers hear what waits."""

import datetime

from django.utils import timezone

from core.periodic import register_job
from feedback.mail import send_digest
from feedback.models import Feedback, FeedbackDigest, FeedbackSettings
from feedback.services import close_feedback, erase_personal_data

# An answer that nobody comes back to is closed after this time, and its keeping time begins.
_CLOSE_AFTER = datetime.timedelta(days=30)


def close_answered() -> int:
    """Close what was answered 30 days ago and return how many."""
    before = timezone.now() - _CLOSE_AFTER
    rows = list(Feedback.objects.filter(state=Feedback.State.ANSWERED, answered_at__lt=before)[:500])
    for row in rows:
        close_feedback(feedback=row, user=None)
    return len(rows)


def erase_due() -> int:
    """Erase the personal data of what was closed long enough ago and return how many messages."""
    before = timezone.now() - datetime.timedelta(days=FeedbackSettings.current().keep_days)
    rows = list(Feedback.objects.closed_before(before)[:500])
    for row in rows:
        erase_personal_data(feedback=row, user=None)
    return len(rows)


def forget_digests() -> int:
    """Remove the marks of digests older than a month."""
    before = timezone.localdate() - datetime.timedelta(days=31)
    return FeedbackDigest.objects.filter(day__lt=before).delete()[0]


register_job("feedback_close", datetime.timedelta(hours=6), close_answered)
register_job("feedback_erase", datetime.timedelta(hours=6), erase_due)
register_job("feedback_digest", datetime.timedelta(minutes=30), send_digest)
register_job("feedback_forget", datetime.timedelta(hours=24), forget_digests)
