"""The demonstration's pages: settings, plain pages, news, the Digital Transformation Day."""

import datetime
import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.html import escape
from wagtail.models import Page, Site

from accounts.models import Organisation
from core.models import HomePage, Menu, MenuItem, PortalImage, SiteSettings, StandardPage
from news.models import (
    DXDayActivity,
    DXDayIndexPage,
    DXDayPage,
    DXDaySession,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
)
from portal.demo.files import make_file

Row = Mapping[str, Any]


def body_blocks(blocks: Iterable[Row]) -> list[tuple[str, Any]]:
    """Return StreamField content of plain blocks: heading, paragraph, list, quote, callout."""
    result: list[tuple[str, Any]] = []
    for block in blocks:
        kind = block["type"]
        if kind == "heading":
            result.append(("heading", {"text": block["text"], "level": str(block.get("level", 2))}))
        elif kind == "quote":
            result.append(("quote", {"text": block["text"], "source": block.get("source", "")}))
        elif kind == "list":
            items = "".join(f"<li>{escape(item)}</li>" for item in block["items"])
            result.append(("paragraph", f"<ul>{items}</ul>"))
        elif kind == "callout":
            result.append(("callout", {"title": block.get("title", ""), "text": f"<p>{escape(block['text'])}</p>"}))
        else:
            result.append(("paragraph", f"<p>{escape(block['text'])}</p>"))
    return result


def _publish(parent: Page, page: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()


def load_settings(row: Row) -> None:
    """Fill the site's settings and the home page's words."""
    site = Site.objects.get(is_default_site=True)
    settings, _ = SiteSettings.objects.get_or_create(site=site)
    for name in ("site_name", "department", "tagline", "address", "phone", "email", "footer_note"):
        setattr(settings, name, row[name])
    settings.save()
    home = HomePage.objects.get()
    home.heading = row.get("heading") or "Kế hoạch công khai, học liệu mở cho mọi lớp học"
    home.search_examples = row.get("search_examples") or "học bạ số; 148/KH-SGDĐT; phan so bang nhau"
    home.save_revision().publish()


@transaction.atomic
def load_standard_pages(rows: list[Row]) -> int:
    """Publish the plain pages that are missing, put them into the footer, and return how many."""
    home = HomePage.objects.get()
    known = set(StandardPage.objects.values_list("slug", flat=True))
    fresh = [row for row in rows if row["slug"] not in known]
    for row in fresh:
        page = StandardPage(title=row["title"], slug=row["slug"], introduction=row.get("introduction", ""))
        page.body = body_blocks(row["blocks"])
        _publish(home, page)
    if fresh:
        menu = Menu(title="Về cổng này", place=Menu.Place.FOOTER, sort_order=1)
        pages = StandardPage.objects.order_by("pk")
        menu.items = [MenuItem(page=page, sort_order=order) for order, page in enumerate(pages)]
        menu.save()
    return len(fresh)


def load_news(content: Row) -> int:
    """Publish the articles that are missing and return how many."""
    for order, row in enumerate(content["categories"]):
        NewsCategory.objects.get_or_create(slug=row["slug"], defaults={"name": row["name"], "order": order})
    categories = {category.slug: category for category in NewsCategory.objects.all()}
    index = NewsIndexPage.objects.get()
    known = set(NewsPage.objects.values_list("slug", flat=True))
    fresh = [row for row in content["items"] if row["slug"] not in known]
    for row in fresh:
        with transaction.atomic():
            _load_article(index, row, categories)
    return len(fresh)


def _load_article(index: NewsIndexPage, row: Row, categories: Mapping[str, NewsCategory]) -> None:
    moment = datetime.datetime.fromisoformat(row["published"])
    page = NewsPage(
        title=row["title"],
        slug=row["slug"],
        published_at=moment,
        category=categories[row["category"]],
        lead=row["lead"],
        correction=row.get("correction") or "",
        lead_image=_image(row["image"], row["title"]) if row.get("image") else None,
        lead_image_alt=row["image"]["alt"] if row.get("image") else "",
    )
    page.body = body_blocks(row["blocks"])
    page.tags.add(*row["tags"])
    _publish(index, page)
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)


def _image(spec: Row, title: str) -> PortalImage:
    made = make_file({**spec, "kind": "png", "name": spec.get("name", "minh-hoa.png"), "title": title})
    assert made is not None
    image = PortalImage(title=title[:255], description=spec["alt"][:255], credit=spec.get("credit", ""))
    image.file = ImageFile(io.BytesIO(made.data), name=made.name)
    image.save()
    return image


@transaction.atomic
def load_dx_day(content: Row) -> int:
    """Publish the Digital Transformation Day of the content's year, if it is missing."""
    index = DXDayIndexPage.objects.get()
    made = 0
    for row in content["years"]:
        if DXDayPage.objects.filter(year=row["year"]).exists():
            continue
        _load_year(index, row)
        made += 1
    return made


def _load_year(index: DXDayIndexPage, row: Row) -> None:
    units = {unit.code: unit for unit in Organisation.objects.all()}
    page = DXDayPage(
        title=row["title"],
        slug=str(row["year"]),
        year=row["year"],
        theme=row.get("theme") or "",
        slogan=row.get("slogan") or "",
        introduction=row.get("introduction") or "",
        starts_at=_moment(row.get("starts_at")),
        ends_at=_moment(row.get("ends_at")),
    )
    page.body = body_blocks(row.get("blocks", ()))
    page.sessions = [
        DXDaySession(
            starts_at=_moment(session["starts_at"]),
            ends_at=_moment(session.get("ends_at")),
            title=session["title"],
            place=session.get("place", ""),
            text=session.get("text", ""),
        )
        for session in row.get("sessions", ())
    ]
    page.activities = [
        DXDayActivity(unit=units.get(a["unit"]), title=a["title"], text=a.get("text", ""))
        for a in row.get("activities", ())
    ]
    _publish(index, page)


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None
