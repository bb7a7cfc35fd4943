"""The search app: one search over everything that readers may see."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers checks and receivers; no index is opened and no query runs at start."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks, receivers and periodic jobs."""
        from search import checks, jobs, receivers  # noqa: F401
