"""What core adds to the Wagtail admin, and takes away."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import Menu


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    list_display = ["title", "place", "sort_order"]
    add_to_settings_menu = True


register_snippet(MenuViewSet)


@hooks.register("construct_main_menu")
def hide_foreign_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help menu leads to pages in English on other sites."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("insert_global_admin_css")
def admin_style(**kwargs: Any) -> SafeString:
    """The portal's colours and its typeface for Vietnamese in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
