"""What every template may use."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from core.models import Menu, MenuItem, SiteSettings


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
    """Return all menus with their items (one query); a page that is not live is left out."""
    menus: dict[int, dict[str, Any]] = {}
    items = MenuItem.objects.select_related("menu", "page").order_by(
        "menu__place", "menu__sort_order", "menu", "sort_order"
    )
    for item in items:
        menu = menus.setdefault(
            item.menu_id, {"title": item.menu.title, "place": item.menu.place, "items": []}
        )
        if item.page and not item.page.live:
            continue
        url = (item.page.get_url(request) if item.page else item.address) or "/"
        current = url != "/" and request.path.startswith(url)
        menu["items"].append({"title": item.label, "url": url, "is_current": current})
    return list(menus.values())
