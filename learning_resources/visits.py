"""What counts as use: people, not robots; no cookie and no address is kept."""

import re

from django.http import HttpRequest

_ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|facebookexternalhit|preview|monitor|curl|wget|python|go-http|java/|okhttp|headless",
    re.IGNORECASE,
)


def is_reader(request: HttpRequest) -> bool:
    """Return whether the request comes from a person's browser, as far as it says of itself."""
    agent = request.headers.get("User-Agent", "")
    prefetch = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return request.method == "GET" and bool(agent) and not _ROBOT.search(agent) and "prefetch" not in prefetch
