"""Loads what every installation needs besides its own content."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.loading import load_organisations
from learning_resources.loading import load_taxonomy
from portal.site_tree import ensure_site_tree


class Command(BaseCommand):
    help = "Add units, the curriculum's vocabulary and the fixed pages where they are missing; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        units = load_organisations()
        terms = load_taxonomy()
        ensure_site_tree()
        self.stdout.write(f"Reference data: {units} units and {terms} terms added.")
