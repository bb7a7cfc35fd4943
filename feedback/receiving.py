"""What comes in: the message as the form understood it, its code, and how a code is looked up."""

import datetime
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from feedback.attachments import stored_name
from feedback.deadlines import add_working_days
from feedback.models import Feedback, FeedbackSettings
from feedback.tracking import make_code, read_code

_SALT = "feedback.code"
_TRIES = 5


@dataclass(frozen=True)
class NewAttachment:
    """A checked file: an open binary handle, the sender's name for it and its media type."""

    handle: IO[bytes]
    name: str
    media_type: str


@dataclass(frozen=True)
class NewFeedback:
    """A message that passed the form: clean NFC text in every field.

    ``nonce`` is the form's own random text: the same form sent twice with the same text is one message.
    """

    nonce: str
    kind: str
    text: str
    about_title: str = ""
    about_address: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    consent: bool = False
    publication_agreed: bool = False
    attachment: NewAttachment | None = None


@dataclass(frozen=True)
class Receipt:
    """What the sender gets: the code is shown once and stored nowhere."""

    feedback: Feedback
    code: str
    is_new: bool


class QueueFull(Exception):
    """More messages came within an hour than the department takes."""


@transaction.atomic
def receive_feedback(*, new: NewFeedback) -> Receipt:
    """Store one message and return its receipt; sent again, it gives the first receipt again.

    Anybody may write. Raises QueueFull, and ValueError for contact data without consent.
    """
    if (new.name or new.email or new.phone) and not new.consent:
        raise ValueError("Contact data needs consent (Law 91/2025/QH15).")
    now = timezone.now()
    rules = FeedbackSettings.current()
    submission = salted_hmac(
        "feedback.submission", f"{new.nonce}\n{new.kind}\n{new.text}", algorithm="sha256"
    ).hexdigest()
    known = Feedback.objects.filter(submission=submission).first()
    year = timezone.localtime(known.received_at if known else now).year % 100
    for attempt in range(_TRIES):
        code = _code_of(submission, attempt, year)
        holder = Feedback.objects.filter(code_hash=code_hash(code)).first()
        if holder is None:
            if _received_since(now - datetime.timedelta(hours=1)) >= rules.hourly_limit:
                raise QueueFull
            try:
                with transaction.atomic():
                    return Receipt(_store(new, submission, code, now, rules), code, True)
            except IntegrityError:
                # The same form, sent twice at once: the other one came first.
                holder = Feedback.objects.get(code_hash=code_hash(code))
        if holder.submission == submission:
            return Receipt(holder, code, False)
    raise QueueFull


def _received_since(moment: datetime.datetime) -> int:
    return Feedback.objects.filter(received_at__gte=moment).count()


def _code_of(submission: str, attempt: int, year: int) -> str:
    seed = salted_hmac("feedback.seed", f"{submission}:{attempt}", algorithm="sha256").digest()
    return make_code(seed, year)


def _store(
    new: NewFeedback, submission: str, code: str, now: datetime.datetime, rules: FeedbackSettings
) -> Feedback:
    has_contact = bool(new.name or new.email or new.phone)
    feedback = Feedback(
        kind=new.kind,
        text=new.text,
        about_title=new.about_title,
        about_address=new.about_address,
        name=new.name,
        email=new.email,
        phone=new.phone,
        consent_text=rules.consent_text if has_contact else "",
        consent_at=now if has_contact else None,
        publication_agreed=new.publication_agreed,
        code_hash=code_hash(code),
        submission=submission,
        received_at=now,
        due_on=add_working_days(timezone.localtime(now).date(), rules.answer_days, rules.days_off_set()),
    )
    if new.attachment:
        feedback.attachment_name = new.attachment.name
        feedback.attachment_type = new.attachment.media_type
        feedback.attachment.save(stored_name(new.attachment.name), File(new.attachment.handle), save=False)
    feedback.save()
    return feedback


def code_hash(code: str, secret: str | bytes | None = None) -> str:
    """Return the keyed hash under which a code is stored (64 hex digits)."""
    return salted_hmac(_SALT, code, secret=secret, algorithm="sha256").hexdigest()


def find_by_code(typed: str) -> Feedback | None:
    """Return the message of a code as typed, or None: malformed, wrong and unknown give the same.

    One indexed query by keyed hash either way, so that time tells nothing. Codes made with a former
    key (SECRET_KEY_FALLBACKS) are found too.
    """
    code = read_code(typed) or "-"
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    hashes = [code_hash(code, secret) for secret in secrets]
    found = Feedback.objects.filter(code_hash__in=hashes).select_related("unit").first()
    if found is None or not any(constant_time_compare(found.code_hash, value) for value in hashes):
        return None
    return found
