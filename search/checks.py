"""System checks of the search settings."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


def search_server_available() -> bool:
    """Return whether this installation can talk to a search server."""
    return find_spec("search.engines.elasticsearch") is not None


@register(Tags.compatibility)
def check_search_settings(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to start with a search server that nothing here can talk to."""
    errors: list[CheckMessage] = []
    if settings.SEARCH_URL and not search_server_available():
        errors.append(
            Error(
                "SEARCH_URL is set, but this release has no search server engine.",
                hint="Leave SEARCH_URL empty: the embedded engine then searches in SEARCH_INDEX_DIR.",
                id="search.E001",
            )
        )
    if not str(settings.SEARCH_INDEX_DIR):
        errors.append(
            Error("SEARCH_INDEX_DIR is empty.", hint="Name a folder on local disk.", id="search.E002")
        )
    return errors
