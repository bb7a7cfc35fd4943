"""The project's own rules as system checks."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.fields import StreamField
from wagtail.models import Page


def page_models() -> list[type[Page]]:
    """Return the page types of the project (not Wagtail's own base)."""
    return [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]


@register()
def check_page_templates(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Every page type has its template."""
    for model in page_models():
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            yield Error(
                f"{model.__name__}: template {model.template} does not exist.", obj=model, id="portal.E001"
            )


@register()
def check_stream_fields(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Every StreamField is bounded, so that one page cannot grow without end."""
    for model in page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and field.stream_block.meta.max_num is None:
                yield Error(
                    f"{model.__name__}.{field.name}: StreamField without max_num.",
                    obj=model,
                    id="portal.E002",
                )


@register()
def check_private_default(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Files are private unless somebody says otherwise."""
    default, public = settings.STORAGES["default"], settings.STORAGES["public"]
    if default["OPTIONS"].get("location") == public["OPTIONS"].get("location"):
        yield Error("STORAGES: the default storage is the public one.", id="portal.E003")


@register(deploy=True)
def check_site_url(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Links in e-mails and feeds need the address that readers use."""
    if "localhost" in settings.SITE_URL:
        yield Warning("SITE_URL still points at localhost.", id="portal.W001")
