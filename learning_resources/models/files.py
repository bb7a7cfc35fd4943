"""Files of learning resources: immutable, known by their content, private until published."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.storage import private_storage


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
        if self.media_type == "text/vtt":
            return "captions"
        return main if main in {"image", "audio", "video"} else "download"

    @property
    def extension(self) -> str:
        """The ending of the name in capitals, for readers: ``PDF``."""
        return self.original_name.rsplit(".", 1)[-1].upper() if "." in self.original_name else ""
