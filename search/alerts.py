"""Mails about searches that people follow: the confirmation, and once a day what is new.

What is new is put into a small index of its own and asked there, so that the mail depends neither
on the live index nor on a server, and costs the same for a million old things.
"""

import logging
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from search.analysis import analyse, normalise_query
from search.engines.embedded.engine import EmbeddedEngine
from search.models import SavedSearch, SearchDocument
from search.query import SearchQuery
from search.saving import end_token, query_of, take_confirmation
from search.searching import engine_query
from search.synonyms import current_vocabulary
from search.table import table_state

logger = logging.getLogger(__name__)

# The hour of the day from which mails are sent.
SEND_FROM_HOUR = 6
# What one run looks at; the rest follows with the next task.
_BATCH = 200
_MAX_NEW = 2000
_LISTED = 20


def _address(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def search_name(query: SearchQuery) -> str:
    """Return how mails and pages call a search: its words on one line, or "" when it has only filters."""
    return normalise_query(query.text)[:100]


def _message(
    row: SavedSearch, template: str, context: Mapping[str, object], headers: Mapping[str, str]
) -> EmailMessage:
    query = query_of(row.parameters)
    context = {
        **context,
        "name": search_name(query),
        "search_url": f"{settings.SITE_URL}{reverse('search')}?{row.parameters}",
        "site": settings.WAGTAIL_SITE_NAME,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"search/email/{template}_subject.txt", context).split())
        body = render_to_string(f"search/email/{template}_message.txt", context).strip() + "\n"
    message = EmailMessage(subject, body, to=[row.email], headers=dict(headers))
    message.content_subtype = "plain"
    return message


def send_confirmation_mail(pk: int) -> bool:
    """Send the mail that asks whether the address wants it, at most once; raises when the server refuses."""
    taken = take_confirmation(pk)
    if taken is None:
        return False
    row, token = taken
    context = {"confirm_url": _address("saved_search_confirm", token)}
    try:
        _message(row, "confirm", context, {"Auto-Submitted": "auto-generated"}).send()
    except (SMTPException, OSError):
        SavedSearch.objects.filter(pk=pk).update(token_hash="")
        raise
    return True


def send_due_alerts() -> bool:
    """Send today's mails of up to 200 searches; returns whether more are due."""
    now = timezone.localtime()
    if now.hour < SEND_FROM_HOUR:
        return False
    due = SavedSearch.objects.filter(confirmed_at__isnull=False)
    due = due.filter(Q(checked_on=None) | Q(checked_on__lt=now.date())).order_by("last_sent_sequence", "pk")
    rows = list(due[: _BATCH + 1])
    batch = rows[:_BATCH]
    if batch:
        until = table_state().sequence
        new = _new_things(min(row.last_sent_sequence for row in batch), until)
        found = _matches(batch, new) if new else {}
        for row in batch:
            _tell(row, found.get(row.pk, ()), until)
    return len(rows) > _BATCH


def _new_things(since: int, until: int) -> dict[str, SearchDocument]:
    """Return the things first published after ``since``, the newest when there are very many."""
    rows = SearchDocument.objects.visible().filter(added__gt=since, added__lte=until)
    return {row.key: row for row in rows.order_by("-added").prefetch_related("passages")[:_MAX_NEW]}


def _matches(
    batch: Sequence[SavedSearch], new: Mapping[str, SearchDocument]
) -> dict[int, Sequence[SearchDocument]]:
    """Return, for each search, what it finds among the new things that it has not been told of."""
    found: dict[int, Sequence[SearchDocument]] = {}
    with tempfile.TemporaryDirectory(prefix="alerts-") as folder:
        engine = EmbeddedEngine(Path(folder))
        engine.rebuild((row.to_document(row.passages.all()) for row in new.values()), table_state())
        for saved in batch:
            query = query_of(saved.parameters)
            asked = SearchQuery(query.text, query.kinds, query.filters, page_size=100, passages_per_hit=0)
            hits = engine.search(engine_query(asked, analyse(asked.text, current_vocabulary()))).hits
            things = [new[hit.key] for hit in hits]
            found[saved.pk] = [t for t in things if (t.added or 0) > saved.last_sent_sequence]
    return found


def _tell(row: SavedSearch, things: Sequence[SearchDocument], until: int) -> None:
    """Send one mail, unless another worker has taken the search or there is nothing to tell.

    The search is taken before the mail is sent: a killed worker costs a mail, never sends it twice.
    """
    taken = SavedSearch.objects.filter(pk=row.pk, checked_on=row.checked_on).update(
        checked_on=timezone.localdate(), last_sent_sequence=until
    )
    if not taken or not things:
        return
    end_url = _address("saved_search_end", end_token(row))
    items = [{"title": t.title, "url": _absolute(t.url)} for t in things[:_LISTED]]
    context = {"items": items, "more": max(len(things) - _LISTED, 0), "end_url": end_url}
    headers = {
        "List-Unsubscribe": f"<{end_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    try:
        _message(row, "alert", context, headers).send()
    except (SMTPException, OSError) as error:
        logger.error("A mail about a search was not sent, it is tried again tomorrow: %s", error)
        SavedSearch.objects.filter(pk=row.pk).update(last_sent_sequence=row.last_sent_sequence)


def _absolute(url: str) -> str:
    return settings.SITE_URL + url if url.startswith("/") else url


def alerts_are_due() -> bool:
    """Return whether somebody's mail of today has not been looked at."""
    now = timezone.localtime()
    yesterday = now.date() - timedelta(days=1)
    due = SavedSearch.objects.filter(confirmed_at__isnull=False)
    return (
        now.hour >= SEND_FROM_HOUR and due.filter(Q(checked_on=None) | Q(checked_on__lte=yesterday)).exists()
    )
