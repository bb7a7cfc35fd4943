"""What citizens write to the department, and how it is answered."""

import datetime
from pathlib import PurePath
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.storage import private_storage

TEXT_LIMIT = 5000
ANSWER_LIMIT = 10_000


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def published(self) -> Self:
        """Return what anybody may read: answered, agreed to, and made public."""
        return self.exclude(published_at=None).order_by("-published_at", "-pk")

    def open(self) -> Self:
        """Return what still waits for an answer."""
        return self.filter(state__in=Feedback.OPEN_STATES)

    def overdue(self, day: datetime.date) -> Self:
        """Return what should have been answered before ``day``."""
        return self.open().filter(due_on__lt=day)

    def closed_before(self, moment: datetime.datetime) -> Self:
        """Return what was closed before ``moment`` and still holds what the sender wrote."""
        return self.filter(closed_at__lt=moment, erased_at=None)


class Feedback(models.Model):
    """One message of a citizen: question, idea, error report or complaint.

    The sender keeps a code, the database only its keyed hash. Personal data goes some time after
    closing (``erased_at``); what was published was rewritten by an officer and stays.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("A question")
        IDEA = "idea", _("An idea or a wish")
        ERROR = "error", _("Something on this portal is wrong")
        COMPLAINT = "complaint", _("A complaint")

    class State(models.TextChoices):
        RECEIVED = "received", _("Message received")
        ASSIGNED = "assigned", _("With a unit")
        ANSWERED = "answered", _("Message answered")
        CLOSED = "closed", _("Message closed")

    OPEN_STATES = (State.RECEIVED, State.ASSIGNED)

    kind = models.CharField(_("kind of message"), max_length=10, choices=Kind)
    text = models.TextField(_("message text"), max_length=TEXT_LIMIT, blank=True)
    about_title = models.CharField(_("about"), max_length=200, blank=True)
    about_address = models.CharField(_("address of what it is about"), max_length=500, blank=True)
    name = models.CharField(_("sender's name"), max_length=120, blank=True)
    email = models.EmailField(_("sender's e-mail"), blank=True)
    phone = models.CharField(_("sender's phone"), max_length=20, blank=True)
    consent_text = models.TextField(_("consent as worded"), blank=True)
    consent_at = models.DateTimeField(_("consent given at"), null=True, blank=True)
    publication_agreed = models.BooleanField(_("sender agrees to publication"), default=False)
    attachment = models.FileField(_("attachment"), storage=private_storage, upload_to="feedback", blank=True)
    attachment_name = models.CharField(_("name of the attachment"), max_length=200, blank=True)
    attachment_type = models.CharField(max_length=100, blank=True, editable=False)

    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    submission = models.CharField(max_length=64, editable=False, db_index=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField(_("received on"), default=timezone.now, db_index=True)
    due_on = models.DateField(_("answer due on"))
    unit = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("answering unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_at = models.DateTimeField(_("assigned on"), null=True, blank=True)
    answer = models.TextField(_("answer to the sender"), max_length=ANSWER_LIMIT, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    closing_reason = models.CharField(_("reason for closing"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data erased on"), null=True, blank=True)

    public_title = models.CharField(_("public title"), max_length=160, blank=True)
    public_question = models.TextField(_("public wording of the message"), max_length=TEXT_LIMIT, blank=True)
    public_answer = models.TextField(_("public answer"), max_length=ANSWER_LIMIT, blank=True)
    change_text = models.TextField(_("what changed"), max_length=1000, blank=True)
    change_address = models.CharField(_("where the change can be seen"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("made public on"), null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback message")
        verbose_name_plural = _("feedback messages")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="feedback_state_due"),
            models.Index(fields=["-published_at"], name="feedback_published"),
            models.Index(
                fields=["closed_at"], condition=Q(erased_at=None), name="feedback_closed_not_erased"
            ),
        ]
        permissions = [
            ("answer_feedback", _("Can answer feedback")),
            ("publish_feedback", _("Can make answers public")),
            ("erase_feedback", _("Can erase personal data of feedback")),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Return the address of the public answer."""
        return reverse("feedback:answer", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in self.OPEN_STATES

    @property
    def is_overdue(self) -> bool:
        """Whether an answer is still to come and its day has passed."""
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def has_contact(self) -> bool:
        """Whether the sender can be reached."""
        return bool(self.name or self.email or self.phone)

    @property
    def excerpt(self) -> str:
        """The beginning of the text for lists; of an erased message its public title."""
        text = " ".join((self.text or self.public_title).split())
        return text if len(text) <= 110 else f"{text[:109].rstrip()}…"

    @property
    def attachment_ending(self) -> str:
        """The ending of the attachment in capitals: ``PDF``."""
        return PurePath(self.attachment_name).suffix.removeprefix(".").upper()


class FeedbackNote(models.Model):
    """A note among officers; the sender never sees it."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("internal note"), max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%d/%m/%Y %H:%M}"


class AnswerTemplate(models.Model):
    """An answer that officers begin with."""

    title = models.CharField(_("title of the template"), max_length=120)
    text = models.TextField(_("text of the template"), max_length=ANSWER_LIMIT)

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class FeedbackDigest(models.Model):
    """The day of a digest to the officers; the row keeps two workers from sending it twice."""

    day = models.DateField(unique=True)

    class Meta:
        verbose_name = _("feedback digest")
        verbose_name_plural = _("feedback digests")

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
