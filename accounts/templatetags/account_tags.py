"""What the account pages ask of allauth that it does not give to its templates."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def signup_is_open(context: dict[str, Any]) -> bool:
    """Return whether people may make an account themselves; the adapter decides."""
    return bool(get_adapter().is_open_for_signup(context["request"]))
