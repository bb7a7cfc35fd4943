"""schema.org data as JSON-LD: a data block, which a strict content policy allows and no browser runs."""

import datetime
import json
from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What would end the script element or open a comment in it (as django.utils.html.json_script does).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Promise | SafeString):
        return str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


@register.simple_tag
def schema(kind: str, **properties: Any) -> dict[str, Any]:
    """Return one schema.org thing as a dict; properties without a value are left out."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return {"@type": kind, **known}


@register.simple_tag
def schema_list(values: Any, kind: str = "", attribute: str = "") -> list[Any]:
    """Return ``values`` (or an ``attribute`` of each) as texts, or as things of ``kind`` with that name."""
    texts = [str(getattr(value, attribute) if attribute else value) for value in values]
    return [{"@type": kind, "name": text} for text in texts] if kind else texts


@register.simple_tag
def json_ld(thing: dict[str, Any]) -> SafeString:
    """Render a thing of ``schema`` as a JSON-LD data block."""
    text = json.dumps({"@context": "https://schema.org", **_plain(thing)}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_ESCAPES)),  # noqa: S308  (every character that could end the element is escaped)
    )
