"""The search app: one search over everything that readers may see."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the system checks; no index is opened and no query runs at start."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks."""
        from search import checks  # noqa: F401
