"""Reading stored files in the background, and telling the search when their words are there."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.storage import LocalStorage
from learning_resources.files.extraction import VERSION, ExtractedText, ExtractionError, extract
from learning_resources.files.extraction.dispatch import is_readable
from learning_resources.files.extraction.result import MAX_INPUT, TooLargeError
from learning_resources.files.media import is_recording, measure_recording
from learning_resources.files.sandbox import extract_in_sandbox
from learning_resources.models import FilePassage, FileText, LearningResource, StoredFile
from search.services import sync_many


def extract_text(file_id: UUID | str, *, in_process: bool = False) -> str:
    """Read the words of a stored file, keep them, and return the state it is in now.

    Nothing happens when this version of the readers has been at it. What is killed half-way leaves the
    file waiting; two at the same time write the same. ``in_process`` is for files that we made ourselves:
    without the limits, and quick. Raises StoredFile.DoesNotExist, and OSError when the storage fails.
    """
    stored = StoredFile.objects.select_related("text").get(pk=file_id)
    known = getattr(stored, "text", None)
    if known is not None and known.version == VERSION and known.state != FileText.State.WAITING:
        return str(known.state)
    try:
        found = _read(stored, in_process)
    except ExtractionError as error:
        return _keep(stored, ExtractedText(None, None, ()), FileText.State.FAILED, error.reason)
    return _keep(stored, found, FileText.State.DONE, "")


def _read(stored: StoredFile, in_process: bool) -> ExtractedText:
    recording = is_recording(stored.media_type)
    if not recording and not is_readable(stored.media_type):
        return ExtractedText(None, None, ())
    if recording and stored.size > MAX_INPUT and not _is_local(stored):
        return ExtractedText(None, None, ())  # a film is not copied from far away for its length alone
    with _local_path(stored) as path:
        if recording:
            return measure_recording(path)
        read = extract if in_process else extract_in_sandbox
        return read(path, stored.media_type)


def _is_local(stored: StoredFile) -> bool:
    return isinstance(stored.file.storage, LocalStorage)


@contextmanager
def _local_path(stored: StoredFile) -> Iterator[Path]:
    """Give a path of the bytes on this machine: the file itself, or a copy that is removed afterwards."""
    if _is_local(stored):
        yield Path(stored.file.path)
        return
    if stored.size > MAX_INPUT:
        raise TooLargeError("Tệp lớn hơn 300 MB nên hệ thống không đọc nội dung bên trong")
    with tempfile.NamedTemporaryFile(prefix="reading-") as copy, stored.file.open("rb") as source:
        shutil.copyfileobj(source, copy, 1024 * 1024)
        copy.flush()
        yield Path(copy.name)


@transaction.atomic
def _keep(stored: StoredFile, found: ExtractedText, state: str, reason: str) -> str:
    row, _made = FileText.objects.get_or_create(file=stored)
    # The lock lets two workers write one after the other.
    FileText.objects.select_for_update().get(pk=row.pk)
    FilePassage.objects.filter(file=stored).delete()
    FilePassage.objects.bulk_create(
        (
            FilePassage(file=stored, position=p.position, anchor=p.anchor, label=p.label, text=p.text)
            for p in found.passages
        ),
        batch_size=200,
    )
    FileText.objects.filter(pk=row.pk).update(
        state=state,
        reason=reason[:300],
        pages=found.pages,
        duration=found.duration,
        extracted_at=timezone.now(),
        version=VERSION,
    )
    _complete_facts(stored, found)
    users = LearningResource.objects.filter(live=True, items__file=stored).distinct()
    sync_many("resource", users.values_list("pk", flat=True))
    return state


def _complete_facts(stored: StoredFile, found: ExtractedText) -> None:
    """Fill in the pages and the length that nobody gave; captions are as long as their recording."""
    if found.pages is not None:
        StoredFile.objects.filter(pk=stored.pk, pages=None).update(pages=found.pages)
    if found.duration is not None and is_recording(stored.media_type):
        StoredFile.objects.filter(pk=stored.pk, duration=None).update(duration=found.duration)
