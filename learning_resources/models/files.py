"""Files of learning resources: immutable, known by their content, private until published."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.storage import private_storage

CAPTION_TYPES = frozenset({"text/vtt", "application/x-subrip"})


def storage_key(stored: "StoredFile", filename: str) -> str:
    """Return the opaque key under which the bytes lie; the original name is data only."""
    return f"resources/{stored.id.hex[:2]}/{stored.id.hex}"


class StoredFile(models.Model):
    """One file as it was received; a new version is a new StoredFile."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(_("file"), upload_to=storage_key, storage=private_storage)
    original_name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("type"), max_length=120)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, db_index=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    duration = models.PositiveIntegerField(_("duration in seconds"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.original_name

    @property
    def viewer(self) -> str:
        """Which viewer shows the file: pdf, image, audio, video, captions, or download."""
        main = self.media_type.split("/")[0]
        if self.media_type == "application/pdf":
            return "pdf"
        if self.media_type in CAPTION_TYPES:
            return "captions"
        return main if main in {"image", "audio", "video"} else "download"

    @property
    def extension(self) -> str:
        """The ending of the name in capitals, for readers: ``PDF``."""
        return self.original_name.rsplit(".", 1)[-1].upper() if "." in self.original_name else ""

    @property
    def url(self) -> str:
        """Where the file is shown or downloaded."""
        return reverse("learning_resources:file", args=[self.pk, self.original_name])

    @property
    def text_state(self) -> str:
        """For editors: whether the file has been read, or why it could not be."""
        read = getattr(self, "text", None)
        return str(read) if read else str(FileText.State.WAITING.label)


class FileText(models.Model):
    """How the reading of a file went; its words are in ``FilePassage``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        DONE = "done", _("Read for the search")
        FAILED = "failed", _("Could not be read")

    file = models.OneToOneField(
        StoredFile, verbose_name=_("file"), on_delete=models.CASCADE, related_name="text"
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING, db_index=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    duration = models.PositiveIntegerField(_("duration in seconds"), null=True, blank=True)
    extracted_at = models.DateTimeField(_("read at"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("version of the reader"), default=0)

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")

    def __str__(self) -> str:
        label = str(self.get_state_display())
        return f"{label}: {self.reason}" if self.reason else label


class FilePassage(models.Model):
    """A page, slide, section or second of a file, with its words.

    ``anchor`` is a URL fragment without ``#`` ("page=40", "t=751"), "" for the whole file.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    anchor = models.CharField(max_length=100, blank=True)
    label = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["file", "position"]
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="file_passage_position")]

    def __str__(self) -> str:
        return f"{self.label}: {self.text[:60]}"
