"""Defence against floods without a third party and without a cookie: time stamp, limits, no addresses kept."""

import ipaddress
import secrets

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

from core.visits import client_address, within_limit

_SIGNER = signing.TimestampSigner(salt="feedback.form")
# Nobody reads and fills the form faster; a page that lay open for longer is from another day.
FASTEST_SECONDS = 3
OLDEST_SECONDS = 24 * 3600

# A school shares one address, so that these are wide for one person and narrow for a program.
TRIES = (30, 600)
SENT = (10, 3600)
LOOKUPS = (20, 600)
# All addresses together, in each process.
ALL_TRIES = (600, 60)
ALL_LOOKUPS = (600, 60)


class TooFast(Exception):
    """The form came back faster than a person types."""


class TooOld(Exception):
    """The form's stamp is older than a day, or none of ours."""


def new_stamp() -> str:
    """Return a signed moment with 128 random bits that name this form."""
    return _SIGNER.sign(secrets.token_urlsafe(16))


def read_stamp(stamp: str) -> str:
    """Return the form's name (its nonce); raises TooFast, TooOld."""
    try:
        nonce = _SIGNER.unsign(stamp, max_age=OLDEST_SECONDS)
    except signing.BadSignature as error:
        raise TooOld from error
    try:
        _SIGNER.unsign(stamp, max_age=FASTEST_SECONDS)
    except signing.SignatureExpired:
        return nonce
    raise TooFast


def network_of(address: str) -> str:
    """Return what counts as one sender: an IPv4 address, or the /64 that one IPv6 customer has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _within(request: HttpRequest, name: str, limit: tuple[int, int]) -> bool:
    # The day is part of the digest: what is counted today cannot be matched with tomorrow.
    sender = f"{timezone.localdate()}:{network_of(client_address(request))}"
    return within_limit(f"feedback:{name}:{sender}", *limit)


def may_try(request: HttpRequest) -> bool:
    """Count one try to send and return whether it is within the limits."""
    return _within(request, "try", TRIES) and within_limit("feedback:tries", *ALL_TRIES)


def may_send(request: HttpRequest) -> bool:
    """Count one message that is in order and return whether its sender may send it."""
    return _within(request, "sent", SENT)


def may_look_up(request: HttpRequest) -> bool:
    """Count one look-up and return whether it is within the limits."""
    return _within(request, "lookup", LOOKUPS) and within_limit("feedback:lookups", *ALL_LOOKUPS)
