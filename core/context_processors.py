"""What every template may use."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from core.models import Menu, SiteSettings


def portal_context(request: HttpRequest) -> dict[str, Any]:
    """Return the site's settings, alert and menus, read once per request and only when used."""
    settings = SiteSettings.for_request(request) if Site.find_for_request(request) else SiteSettings()
    alert = (
        {"level": settings.alert_level, "title": settings.alert_title, "text": settings.alert_text}
        if settings.alert_is_on
        else None
    )
    menus = _menus(request)
    return {
        "site_settings": settings,
        "alert": alert,
        "main_menu": [item for menu in menus if menu["place"] == Menu.Place.HEADER for item in menu["items"]],
        "footer_menus": [menu for menu in menus if menu["place"] == Menu.Place.FOOTER],
    }


def _menus(request: HttpRequest) -> list[dict[str, Any]]:
    """Return all menus with their items; a page that is not live is left out."""
    menus = []
    for menu in Menu.objects.prefetch_related("items__page"):
        items = []
        for item in menu.items.all():
            if item.page and not item.page.live:
                continue
            url = item.page.get_url(request) if item.page else item.address
            current = bool(url) and url != "/" and request.path.startswith(url)
            items.append({"title": item.label, "url": url or "/", "is_current": current})
        menus.append({"title": menu.title, "place": menu.place, "items": items})
    return menus
