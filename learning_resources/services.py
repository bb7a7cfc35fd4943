"""What changes the library: files are stored, resources are published and counted."""

import codecs
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import IO

import puremagic
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from core.text import clean, squeeze
from learning_resources.models import FileText, LearningResource, ResourceItem, ResourceUse, StoredFile
from learning_resources.processing import extract_text
from learning_resources.tasks import read_file

__all__ = [
    "NewItem",
    "count_download",
    "count_view",
    "extract_text",
    "media_type_of",
    "publish_resource",
    "safe_file_name",
    "store_file",
]

# Types that the library takes, by the ending that people know them by.
MEDIA_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "gif": "image/gif",
    "h5p": "application/zip",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "srt": "application/x-subrip",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_TEXT_TYPES = frozenset({"text/csv", "text/plain", "text/vtt", "application/x-subrip"})
_ZIP_TYPES = frozenset(media for media in MEDIA_TYPES.values() if "openxml" in media or "zip" in media)
# Other names under which the signature of a type is known.
_OTHER_NAMES = {
    "audio/mpeg": {"audio/mp3", "audio/mpegapplication/octet-stream"},
    "audio/mp4": {"audio/x-m4a", "audio/m4a", "video/mp4", "application/mp4"},
    "audio/ogg": {"application/ogg", "video/ogg"},
    "audio/wav": {"audio/x-wav", "audio/wave", "audio/vnd.wave"},
    "video/mp4": {"application/mp4", "video/quicktime", "video/x-m4v", "audio/mp4"},
    "video/webm": {"video/x-matroska", "audio/webm"},
}
_CHUNK = 1024 * 1024


def safe_file_name(name: str) -> str:
    """Return the last part of ``name``: NFC, no controls or direction marks, at most 200 characters."""
    name = squeeze(clean(name).replace("\\", "/").rsplit("/", 1)[-1])
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{dot}{ending}" if dot and stem else name[:200] or "tep"


def media_type_of(name: str, head: bytes) -> str:
    """Return the media type of a file by its content, checked against its ending.

    Raises ValidationError with a sentence for the person who brought the file.
    """
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    expected = MEDIA_TYPES.get(ending)
    if expected is None:
        raise ValidationError(
            _("Files of the type “%(ending)s” are not accepted.") % {"ending": ending or name}
        )
    if expected in _TEXT_TYPES:
        if b"\x00" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise ValidationError(_("“%(name)s” is not a text file.") % {"name": name})
        return expected
    if expected in _ZIP_TYPES:
        if not head.startswith(b"PK"):
            raise ValidationError(_("The content of “%(name)s” does not match its ending.") % {"name": name})
        return expected
    found = {match.mime_type for match in _matches(head)}
    if not found & {expected, *_OTHER_NAMES.get(expected, ())}:
        raise ValidationError(_("The content of “%(name)s” does not match its ending.") % {"name": name})
    return expected


def _matches(head: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return list(puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return []


def store_file(
    *, handle: IO[bytes], name: str, user: User | None, pages: int | None = None, duration: int | None = None
) -> StoredFile:
    """Store one file and return it; the same content of the same owner is stored once.

    Raises ValidationError for a type that is not accepted or a content that does not match.
    """
    name = safe_file_name(name)
    head = handle.read(8192)
    if not head:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name})
    media_type = media_type_of(name, head)
    digest, size = hashlib.sha256(head), len(head)
    while chunk := handle.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    known = StoredFile.objects.filter(sha256=digest.hexdigest(), owner=user, original_name=name).first()
    if known:
        return known
    handle.seek(0)
    stored = StoredFile(
        id=uuid.uuid4(),
        original_name=name,
        media_type=media_type,
        size=size,
        sha256=digest.hexdigest(),
        owner=user,
        pages=pages,
        duration=duration,
    )
    stored.file.save(name, File(handle), save=False)
    with transaction.atomic():
        stored.save(force_insert=True)
        FileText.objects.create(file=stored)
        transaction.on_commit(partial(_queue_reading, stored.pk))
    return stored


def _queue_reading(file_id: uuid.UUID) -> None:
    """Have the file read in the background, unless whoever stored it has done so already."""
    if FileText.objects.filter(file=file_id, state=FileText.State.WAITING).exists():
        read_file.enqueue(str(file_id))


@dataclass(frozen=True)
class NewItem:
    """A stored file on its way into a resource."""

    file: StoredFile
    title: str = ""
    purpose: str = ResourceItem.Purpose.MAIN


@transaction.atomic
def publish_resource(
    *, resource: LearningResource, items: Iterable[NewItem] | None = None, user: User | None
) -> LearningResource:
    """Publish ``resource`` as it stands (and with ``items`` as its files); returns it.

    ``user`` None is the system itself. Raises PermissionDenied without the right to publish.
    """
    if user is not None and not user.has_perm("learning_resources.publish_learningresource"):
        raise PermissionDenied
    if items is not None:
        resource.items = [
            ResourceItem(file=item.file, title=item.title, purpose=item.purpose, sort_order=order)
            for order, item in enumerate(items)
        ]
    if resource.pk is None:
        resource.live = False
        resource.save()
    ResourceUse.objects.get_or_create(resource=resource)
    resource.save_revision(user=user).publish(user=user)
    resource.refresh_from_db()
    return resource


def count_view(resource: LearningResource) -> None:
    """Count one view; nothing about the reader is kept."""
    _count(resource, "views")


def count_download(resource: LearningResource) -> None:
    """Count one download; nothing about the reader is kept."""
    _count(resource, "downloads")


def _count(resource: LearningResource, field: str) -> None:
    changed = ResourceUse.objects.filter(resource=resource).update(**{field: F(field) + 1})
    if not changed:
        ResourceUse.objects.get_or_create(resource=resource, defaults={field: 1})
