"""Mails: the answer to the sender, and once a working day what waits to the officers."""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.models import SiteSettings
from feedback.deadlines import is_working_day
from feedback.models import Feedback, FeedbackDigest, FeedbackSettings

_DIGEST_HOUR = 7
_PERMISSION = "answer_feedback"


def _site_name() -> str:
    site = SiteSettings.objects.filter(site__is_default_site=True).first() or SiteSettings()
    return site.site_name


def _render(name: str, context: dict[str, object]) -> str:
    """Return a plain text; nothing in it is HTML, so that nothing is escaped either."""
    shared = {"site_name": _site_name(), "site_url": settings.SITE_URL}
    return render_to_string(f"feedback/mail/{name}.txt", {**shared, **context}).strip() + "\n"


def mail_answer(pk: int) -> bool:
    """Send the answer of message ``pk``; returns False when there is nothing or nobody to send it to."""
    feedback = Feedback.objects.filter(pk=pk).exclude(email="").exclude(answer="").first()
    if feedback is None:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Answer to your message: %(site)s") % {"site": _site_name()}
        body = _render("answer", {"feedback": feedback, "lookup": reverse("feedback:lookup")})
    return EmailMessage(subject, body, to=[feedback.email]).send() == 1


def officers() -> list[str]:
    """Return the addresses of the active people whose role answers feedback."""
    held = Q(groups__permissions__codename=_PERMISSION) | Q(user_permissions__codename=_PERMISSION)
    people = User.objects.filter(held, is_active=True).distinct().order_by("email")
    return list(people.values_list("email", flat=True))


def send_digest() -> int:
    """Mail the officers what waits, once a working day from 7 o'clock; returns the mails sent."""
    now = timezone.localtime()
    day = now.date()
    if now.hour < _DIGEST_HOUR or not is_working_day(day, FeedbackSettings.current().days_off_set()):
        return 0
    if FeedbackDigest.objects.filter(day=day).exists():
        return 0
    waiting = Feedback.objects.open()
    counts: dict[str, object] = {
        "fresh": waiting.filter(state=Feedback.State.RECEIVED).count(),
        "waiting": waiting.count(),
        "overdue": waiting.overdue(day).count(),
        "soon": waiting.filter(due_on__range=(day, day + datetime.timedelta(days=1))).count(),
    }
    recipients = officers()
    if not counts["waiting"] or not recipients or not _claim(day):
        return 0
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Feedback that waits: %(number)s") % {"number": counts["waiting"]}
        body = _render("digest", {**counts, "queue": reverse("feedback_admin:index")})
    mails = [EmailMessage(subject, body, to=[address]) for address in recipients]
    return get_connection().send_messages(mails) or 0


def _claim(day: datetime.date) -> bool:
    """Return whether this process is the one that sends today's digest."""
    try:
        with transaction.atomic():
            FeedbackDigest.objects.create(day=day)
    except IntegrityError:
        return False
    return True
