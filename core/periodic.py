"""Jobs that run by the clock, without a scheduler of their own.

A task called ``tick`` waits in the queue; when it is due it runs the jobs and puts the next one
there. The ``worker`` command makes sure that one waits. Each worker keeps its own watch, so that
a job may run in two of them: jobs are safe to run twice.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

logger = logging.getLogger(__name__)

TICK = datetime.timedelta(seconds=60)


@dataclass(frozen=True)
class PeriodicJob:
    """A job and how long it rests between two runs."""

    name: str
    every: datetime.timedelta
    run: Callable[[], object]


_jobs: dict[str, PeriodicJob] = {}


def register_job(name: str, every: datetime.timedelta, run: Callable[[], object]) -> None:
    """Have ``run()`` called about every ``every``; it must be safe to run twice."""
    _jobs[name] = PeriodicJob(name, every, run)


def run_due_jobs() -> list[str]:
    """Run the jobs that are due and return their names; one that fails does not stop the others."""
    done = []
    for job in _jobs.values():
        key = f"periodic:{job.name}"
        now = timezone.now()
        if cache.get(key, now) > now:
            continue
        cache.set(key, now + job.every - TICK / 2, timeout=None)
        try:
            job.run()
        except Exception:  # a job's failure is logged with its trace; the clock goes on
            logger.exception("Periodic job %s failed", job.name)
        else:
            done.append(job.name)
    return done
