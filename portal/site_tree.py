"""The pages that every installation has: home, plans, news, Digital Transformation Day, and menus."""

from typing import TypeVar

from django.db import transaction
from wagtail.models import Page, Site

from core.models import HomePage, Menu, MenuItem, SiteSettings
from news.models import DXDayIndexPage, NewsIndexPage
from plans.models import PlanIndexPage

P = TypeVar("P", bound=Page)

_HEADER = ("Danh mục chính", (("Kế hoạch", "/ke-hoach/"), ("Học liệu mở", "/hoc-lieu/"), ("Tin tức", "/tin-tuc/"),
                              ("Góp ý, tra cứu", "/gop-y/"),
                              ("Ngày Chuyển đổi số 10/10", "/ngay-chuyen-doi-so/"), ("Tìm kiếm", "/tim-kiem/")))  # fmt: skip
_FOOTER = ("Tra cứu", (("Kế hoạch đang thực hiện", "/ke-hoach/"), ("Học liệu theo lớp, theo môn", "/hoc-lieu/"),
                       ("Tin tức", "/tin-tuc/"), ("Tra mã góp ý", "/gop-y/tra-cuu/"),
                       ("Kênh RSS tin tức", "/tin-tuc/rss/")))  # fmt: skip


@transaction.atomic
def ensure_site_tree() -> HomePage:
    """Make what is missing of the fixed pages and menus, and return the home page."""
    home = HomePage.objects.get()
    plans = PlanIndexPage(
        title="Kế hoạch",
        slug="ke-hoach",
        introduction="Kế hoạch và quyết định đã ban hành: toàn văn theo từng mục, chỉ tiêu và tiến độ thực hiện.",
    )
    news = NewsIndexPage(
        title="Tin tức", slug="tin-tuc", introduction="Hoạt động của ngành Giáo dục trong tỉnh."
    )
    day = DXDayIndexPage(
        title="Ngày Chuyển đổi số",
        slug="ngay-chuyen-doi-so",
        introduction="Ngày Chuyển đổi số quốc gia 10 tháng 10 hằng năm (Quyết định số 505/QĐ-TTg ngày 22/4/2022).",
    )
    for page in (plans, news, day):
        _ensure(home, page)
    if not Menu.objects.exists():
        _make_menu(Menu.Place.HEADER, *_HEADER)
        _make_menu(Menu.Place.FOOTER, *_FOOTER)
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.get_or_create(site=site)
    return home


def _ensure(parent: Page, page: P) -> None:
    if type(page).objects.exists():
        return
    page.show_in_menus = True
    parent.add_child(instance=page)
    page.save_revision().publish()


def _make_menu(place: str, title: str, items: tuple[tuple[str, str], ...]) -> Menu:
    menu = Menu(place=place, title=title)
    menu.items = [
        MenuItem(title=label, address=address, sort_order=n) for n, (label, address) in enumerate(items)
    ]
    menu.save()
    return menu
