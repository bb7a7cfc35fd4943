"""Who asks, as far as a request says: a person or a robot, from our own pages or elsewhere, how often.

No cookie is set and no address is kept: addresses are counted in memory only, under a keyed digest.
"""

import ipaddress
import re

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|facebookexternalhit|preview|monitor|curl|wget|python|go-http|java/|okhttp|headless",
    re.IGNORECASE,
)


def is_robot(agent: str) -> bool:
    """Return whether a User-Agent is none of a person's browser; none at all is a robot's."""
    return not agent or bool(_ROBOT.search(agent))


def is_reader(request: HttpRequest) -> bool:
    """Return whether a person's browser fetches a page to show it, as far as it says of itself."""
    prefetch = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return request.method == "GET" and not is_robot(agent) and "prefetch" not in prefetch


def is_from_own_page(request: HttpRequest) -> bool:
    """Return whether a browser sent this from a page of ours (Fetch Metadata, else the Origin header).

    It stands for the CSRF cookie where readers get none: no browser lets a foreign page forge these
    headers. A request that has neither is refused, and so is one whose two headers disagree.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site is not None
    own = f"{request.scheme}://{request.get_host()}"
    return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS


def client_address(request: HttpRequest) -> str:
    """Return the address of the reader: what the nearest proxy saw, when a proxy of ours asks.

    A proxy on this host or its private network adds the last part of X-Forwarded-For; the parts
    before it are the reader's own word.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    if not forwarded:
        return direct
    try:
        return forwarded if not direct or ipaddress.ip_address(direct).is_private else direct
    except ValueError:
        return forwarded


def within_limit(name: str, limit: int, seconds: int) -> bool:
    """Count one more of ``name`` and return whether there were at most ``limit`` within ``seconds``.

    Counted in this process: several processes allow as many times more. It keeps floods out; exact
    limits are counted in the database.
    """
    key = "limit:" + salted_hmac("core.visits", name).hexdigest()
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # It ran out between the two calls: this one opens a new span.
        cache.set(key, 1, timeout=seconds)
        return True
