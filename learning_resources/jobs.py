"""Files that were never read (a worker was killed, a queue was emptied) are put into the queue again."""

import datetime

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.periodic import register_job
from learning_resources.files.extraction import VERSION
from learning_resources.models import FileText, StoredFile
from learning_resources.tasks import read_file

EVERY = datetime.timedelta(minutes=10)
BATCH = 200


def queue_unread_files() -> int:
    """Queue files that wait for longer than ten minutes or that older readers read; returns how many.

    While reading tasks wait in the queue, nothing is added: what is slow is not lost.
    """
    if DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=read_file.module_path).exists():
        return 0
    unread = Q(text=None) | Q(text__state=FileText.State.WAITING) | Q(text__version__lt=VERSION)
    old = StoredFile.objects.filter(created_at__lt=timezone.now() - EVERY)
    waiting = list(old.filter(unread).order_by("created_at").values_list("pk", flat=True)[:BATCH])
    for pk in waiting:
        read_file.enqueue(str(pk))
    return len(waiting)


register_job("resources_read_files", EVERY, queue_unread_files)
