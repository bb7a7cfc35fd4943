from core.models.files import PortalDocument, PortalImage, PortalRendition
from core.models.menus import Menu, MenuItem
from core.models.pages import BasePage, HomePage, StandardPage
from core.models.settings import SiteSettings

__all__ = [
    "BasePage",
    "HomePage",
    "Menu",
    "MenuItem",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "SiteSettings",
    "StandardPage",
]
