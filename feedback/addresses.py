"""What a message is about: a path of this site with a title. The app knows no other content."""

import re

MAX_LENGTH = 500
# One path with query and fragment; no scheme, no host, no backslash, no white space, no controls.
_PATH = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f<>\"'`]*")


def own_path(text: str) -> str:
    """Return ``text`` when it is a path of this site (``/ke-hoach/x/#II.2.a``), else an empty text."""
    return text if len(text) <= MAX_LENGTH and _PATH.fullmatch(text) else ""
