"""A place in a list of results as opaque text, for walking further than pages reach."""

import base64
import binascii
import json
import math

from search.query import Position, Sort

_VERSION = 1
_MAX_CHARS = 600
_MAX_KEY_CHARS = 120
_INTEGER_BOUND = 2**63


class CursorError(ValueError):
    """The text is no cursor of ours."""


def write_cursor(position: Position) -> str:
    """Return ``position`` as text that fits an address. It holds nothing that its reader did not see."""
    packed = json.dumps([_VERSION, position.sort, position.value, position.key, position.seen])
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Position:
    """Return the position of a cursor; raises CursorError for anything else, whoever wrote it."""
    if len(text) > _MAX_CHARS:
        raise CursorError("too long")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        version, sort, value, key, seen = json.loads(packed)
        order = Sort(sort)
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise CursorError("unreadable") from error
    if version != _VERSION or type(seen) is not int or not 0 <= seen < _INTEGER_BOUND:
        raise CursorError("another version")
    if not isinstance(key, str) or not key.isprintable() or len(key) > _MAX_KEY_CHARS:
        raise CursorError("no key")
    if order is Sort.RELEVANCE:
        if type(value) not in {int, float} or not math.isfinite(value):
            raise CursorError("no score")
        return Position(order, float(value), key, seen)
    if type(value) is not int or not 0 <= value < _INTEGER_BOUND:
        raise CursorError("no order number")
    return Position(order, value, key, seen)
