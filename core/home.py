"""What the home page shows beyond its own fields.

The content apps register a provider in ``AppConfig.ready()``; core knows none of them.
"""

from collections.abc import Callable

from django.http import HttpRequest

HomeSection = Callable[[HttpRequest], object]

_sections: dict[str, HomeSection] = {}


def register_home_section(name: str, provider: HomeSection) -> None:
    """Offer ``provider(request)`` to the home page's template under ``name``."""
    _sections[name] = provider


def home_sections(request: HttpRequest) -> dict[str, object]:
    """Return every section's content, by name."""
    return {name: provider(request) for name, provider in _sections.items()}
