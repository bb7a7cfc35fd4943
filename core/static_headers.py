"""Headers of static files, which leave before the middleware that sets the pages' policy."""

from collections.abc import MutableMapping


def add_static_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Give WhiteNoise's response for ``url`` a policy: opened by itself, a file runs nothing."""
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; sandbox"
