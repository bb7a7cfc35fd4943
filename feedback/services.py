"""The verbs of the officers: assign, answer, close, publish, erase. Permission first, one transaction, a log row."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import Organisation, User
from core.text import clean
from feedback.addresses import own_path
from feedback.models import Feedback, FeedbackNote
from feedback.models.messages import ANSWER_LIMIT, TEXT_LIMIT
from feedback.receiving import NewAttachment, NewFeedback, QueueFull, Receipt, find_by_code, receive_feedback
from feedback.tasks import send_answer
from search.services import sync

__all__ = [
    "NewAttachment",
    "NewFeedback",
    "QueueFull",
    "Receipt",
    "add_note",
    "answer_feedback",
    "assign_feedback",
    "close_feedback",
    "erase_personal_data",
    "find_by_code",
    "publish_answer",
    "receive_feedback",
    "withdraw_answer",
]

KIND = "feedback"


def _require(user: User | None, permission: str) -> None:
    """``None`` is the system itself; raises PermissionDenied."""
    if user is not None and not user.has_perm(f"feedback.{permission}"):
        raise PermissionDenied


def _locked(feedback: Feedback) -> Feedback:
    """Return the row as it stands now, held until the transaction ends."""
    return Feedback.objects.select_for_update().get(pk=feedback.pk)


def _log(feedback: Feedback, action: str, user: User | None, **data: Any) -> None:
    """Write who did what; the log holds no text and no data of the sender."""
    log(instance=feedback, action=f"feedback.{action}", user=user, data=data or None)


def _refuse_closed(feedback: Feedback) -> None:
    if feedback.state == Feedback.State.CLOSED:
        raise ValidationError(_("This message is closed."))


def _plain(text: str, limit: int) -> str:
    text = clean(text.replace("\r\n", "\n")).strip()
    if len(text) > limit:
        raise ValidationError(_("This text is too long: at most %(limit)s characters.") % {"limit": limit})
    return text


@transaction.atomic
def assign_feedback(
    *, feedback: Feedback, unit: Organisation | None, officer: User | None, user: User | None
) -> Feedback:
    """Hand a message to a unit and, if known, a person. Raises PermissionDenied, ValidationError."""
    _require(user, "change_feedback")
    row = _locked(feedback)
    _refuse_closed(row)
    if unit is None and officer is None:
        raise ValidationError(_("Choose a unit or a person."))
    row.unit, row.officer, row.assigned_at = unit, officer, timezone.now()
    if row.state == Feedback.State.RECEIVED:
        row.state = Feedback.State.ASSIGNED
    row.save(update_fields=["unit", "officer", "assigned_at", "state"])
    _log(row, "assign", user, unit=unit.code if unit else "")
    return row


@transaction.atomic
def add_note(*, feedback: Feedback, text: str, user: User | None) -> FeedbackNote:
    """Add an internal note. Raises PermissionDenied, ValidationError for an empty one."""
    _require(user, "change_feedback")
    text = _plain(text, 2000)
    if not text:
        raise ValidationError(_("Write the note first."))
    note = FeedbackNote.objects.create(feedback=feedback, author=user, text=text)
    _log(feedback, "note", user)
    return note


@transaction.atomic
def answer_feedback(*, feedback: Feedback, answer: str, user: User | None) -> Feedback:
    """Answer, or correct an answer; the sender gets a mail when there is an address.

    The same answer twice sends nothing. Raises PermissionDenied, ValidationError.
    """
    _require(user, "answer_feedback")
    row = _locked(feedback)
    _refuse_closed(row)
    answer = _plain(answer, ANSWER_LIMIT)
    if len(answer) < 20:
        raise ValidationError(_("An answer has 20 characters or more."))
    if row.answer == answer:
        return row
    was_answered = row.answered_at is not None
    row.answer, row.state = answer, Feedback.State.ANSWERED
    row.answered_at = row.answered_at or timezone.now()
    row.officer = row.officer or user
    row.save(update_fields=["answer", "state", "answered_at", "officer"])
    _log(row, "correct" if was_answered else "answer", user)
    if row.email:
        pk = row.pk
        transaction.on_commit(lambda: send_answer.enqueue(pk))
    return row


@transaction.atomic
def close_feedback(*, feedback: Feedback, user: User | None, reason: str = "") -> Feedback:
    """Close a message; without an answer a reason is needed, which the sender sees.

    Raises PermissionDenied, ValidationError.
    """
    _require(user, "answer_feedback")
    row = _locked(feedback)
    _refuse_closed(row)
    reason = _plain(reason, 300)
    if row.answered_at is None and not reason:
        raise ValidationError(_("Say why this message is closed without an answer."))
    row.state, row.closing_reason, row.closed_at = Feedback.State.CLOSED, reason, timezone.now()
    row.save(update_fields=["state", "closing_reason", "closed_at"])
    _log(row, "close", user)
    return row


@transaction.atomic
def publish_answer(
    *,
    feedback: Feedback,
    title: str,
    question: str,
    answer: str,
    user: User | None,
    change_text: str = "",
    change_address: str = "",
) -> Feedback:
    """Make an answer public in wording without personal data; also corrects what is public.

    Raises PermissionDenied; ValidationError when the sender did not agree or nothing was answered.
    """
    _require(user, "publish_feedback")
    row = _locked(feedback)
    if not row.publication_agreed:
        raise ValidationError(_("The sender did not agree to publication."))
    if row.answered_at is None:
        raise ValidationError(_("Answer the sender first."))
    row.public_title = _plain(title.replace("\n", " "), 160)
    row.public_question = _plain(question, TEXT_LIMIT)
    row.public_answer = _plain(answer, ANSWER_LIMIT)
    row.change_text = _plain(change_text, 1000)
    row.change_address = change_address.strip()
    if not (row.public_title and row.public_question and row.public_answer):
        raise ValidationError(_("A public answer needs a title, the message and the answer."))
    if row.change_address and not own_path(row.change_address):
        raise ValidationError(_("Write an address of this portal that begins with “/”."))
    row.published_at = row.published_at or timezone.now()
    row.save()
    _log(row, "publish", user)
    sync(KIND, row.pk)
    return row


@transaction.atomic
def withdraw_answer(*, feedback: Feedback, user: User | None) -> Feedback:
    """Take a public answer back; its wording stays for the officers. Raises PermissionDenied."""
    _require(user, "publish_feedback")
    row = _locked(feedback)
    if row.published_at is not None:
        row.published_at = None
        row.save(update_fields=["published_at"])
        _log(row, "withdraw", user)
        sync(KIND, row.pk)
    return row


@transaction.atomic
def erase_personal_data(*, feedback: Feedback, user: User | None) -> Feedback:
    """Erase what the sender wrote and who it was, the private answer, notes and the attachment.

    Kind, subject, dates, unit and what was published stay. Safe to run twice. ``user`` None is the
    retention job. Raises PermissionDenied; ValidationError while an answer is still to come.
    """
    _require(user, "erase_feedback")
    row = _locked(feedback)
    if row.is_open:
        raise ValidationError(_("Answer or close the message first."))
    if row.erased_at is not None:
        return row
    storage, stored = row.attachment.storage, row.attachment.name
    for name in ("text", "name", "email", "phone", "consent_text", "answer", "closing_reason"):
        setattr(row, name, "")
    row.consent_at, row.attachment, row.attachment_name, row.attachment_type = None, "", "", ""
    row.erased_at = timezone.now()
    row.save()
    row.notes.all().delete()
    _log(row, "erase", user)
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))
    return row
