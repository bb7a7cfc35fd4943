"""System checks of our own rules for the search."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from search.facets import facets

# Parameters of the results page and the API that no facet may take.
RESERVED_PARAMETERS = frozenset({"q", "kind", "sort", "trang", "page", "page_size"})


@register(Tags.compatibility)
def check_search_settings(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every installation has an embedded index: it answers alone, or stands in for a search server."""
    if not str(settings.SEARCH_INDEX_DIR).strip():
        return [Error("SEARCH_INDEX_DIR is empty.", hint="Name a folder on local disk.", id="search.E001")]
    return []


@register(Tags.compatibility)
def check_facet_parameters(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Each facet has a query parameter of its own."""
    used = Counter(facet.form_field for facet in facets())
    wrong = [name for name, count in used.items() if count > 1 or name in RESERVED_PARAMETERS]
    return [
        Error(f"The query parameter “{name}” of a facet is taken.", hint="Choose another.", id="search.E002")
        for name in wrong
    ]
