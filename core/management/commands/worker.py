"""Runs background work and, through it, the clock."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from core.tasks import ensure_tick


class Command(db_worker.Command):
    help = "Run background tasks and periodic jobs; may be stopped at any moment."

    def handle(self, **options: Any) -> None:
        ensure_tick()
        super().handle(**options)
