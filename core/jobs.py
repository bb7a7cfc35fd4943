"""The periodic jobs that need no content app."""

import datetime

from django.core.management import call_command

from core.periodic import register_job


def publish_scheduled() -> None:
    """Carry out what editors scheduled: publish and expire."""
    call_command("publish_scheduled", verbosity=0)


def tidy() -> None:
    """Remove sessions that ended and results of tasks that nobody reads."""
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0, min_age_days=7)


register_job("publish_scheduled", datetime.timedelta(minutes=1), publish_scheduled)
register_job("tidy", datetime.timedelta(hours=24), tidy)
