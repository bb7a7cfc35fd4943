"""Content security policies. Public pages: nothing inline, nothing from elsewhere."""

from collections.abc import Iterable
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE


def public_policy(media_origins: Iterable[str], content_origin: str) -> dict[str, Any]:
    """Return the policy of every page outside the admin."""
    media = [SELF, *media_origins]
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": media,
            "font-src": [SELF],
            "media-src": media,
            "connect-src": media,
            "frame-src": [SELF, content_origin] if content_origin else [SELF],
            "worker-src": [SELF],
            "manifest-src": [SELF],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [SELF],
        }
    }


# Wagtail 7.4's admin writes small inline scripts in its date, inline and chooser panels
# (docs/decisions/0005-admin-content-policy.md); it still may load nothing from elsewhere.
ADMIN_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "manifest-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}
