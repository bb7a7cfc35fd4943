"""Asking to follow a search by mail.

Only who reads the mailbox can confirm (double opt-in), and the answer to a request never tells
whether an address is known. What bounds the mails is in the database, the same for all processes.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from search.alert_tasks import send_confirmation
from search.models import SavedSearch

# Of one address: all its searches, and what it may be asked to confirm in a day.
_MAX_OF_ADDRESS = 20
_MAX_ASKED_OF_ADDRESS = 3
# Of everybody in a day: a flood fills neither the mail server nor the table.
_MAX_ASKED = 500
_ASK_AGAIN = timedelta(hours=1)


def ask_to_follow(*, email: str, parameters: str) -> None:
    """Note that ``email`` may want to follow a search and have a confirmation mail sent.

    Nothing happens when it follows already, was asked within the hour, or a bound is reached; the
    caller answers the same in any case. ``parameters`` are canonical.
    """
    email, now = email.strip().lower(), timezone.now()
    with transaction.atomic():
        row = SavedSearch.objects.select_for_update().filter(email=email, parameters=parameters).first()
        if row and (row.confirmed_at or row.asked_at > now - _ASK_AGAIN):
            return
        if _is_full(email, now - timedelta(days=1)):
            return
        row = row or SavedSearch(email=email, parameters=parameters)
        row.asked_at, row.token_hash = now, ""
        row.save()
        send_confirmation.enqueue(row.pk)


def _is_full(email: str, since: datetime) -> bool:
    own = SavedSearch.objects.filter(email=email)
    asked = SavedSearch.objects.filter(confirmed_at=None, asked_at__gt=since)
    return (
        own.count() >= _MAX_OF_ADDRESS
        or asked.filter(email=email).count() >= _MAX_ASKED_OF_ADDRESS
        or asked.count() >= _MAX_ASKED
    )
