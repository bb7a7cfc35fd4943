"""The clock of the background work (see ``core.periodic``)."""

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from core.periodic import TICK, run_due_jobs


@task()
def tick() -> list[str]:
    """Run what is due, then put the next tick in the queue."""
    try:
        return run_due_jobs()
    finally:
        ensure_tick()


def ensure_tick() -> bool:
    """Put a tick in the queue unless one waits already; returns whether it did."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=tick.module_path)
    if waiting.exists():
        return False
    tick.using(run_after=timezone.now() + TICK).enqueue()
    return True
