"""The demonstration's pages: settings, plain pages, news, the Digital Transformation Day."""

import datetime
import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Page, Site

from accounts.models import Organisation
from core.formats import format_number
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
from portal.demo.files.illustration import make_illustration

Row = Mapping[str, Any]


def body_blocks(blocks: Iterable[Row]) -> list[tuple[str, Any]]:
    """Return StreamField content of plain blocks: heading, paragraph, list, numbered, quote, table."""
    return [_block(block) for block in blocks]


def _block(block: Row) -> tuple[str, Any]:
    kind = block["type"]
    if kind == "heading":
        return "heading", {"text": block["text"], "level": str(block.get("level", 2))}
    if kind == "quote":
        return "quote", {"text": block["text"], "source": block.get("attribution", "")}
    if kind in {"list", "numbered"}:
        tag = "ol" if kind == "numbered" else "ul"
        items = "".join(f"<li>{escape(item)}</li>" for item in block["items"])
        return "paragraph", f"<{tag}>{items}</{tag}>"
    if kind == "table":
        data = [block["head"], *block["rows"]]
        return "table", {"data": data, "first_row_is_table_header": True, "first_col_is_header": False}
    if kind == "paragraph":
        return "paragraph", f"<p>{escape(block['text'])}</p>"
    raise ValueError(f"unknown block {kind!r}")


def _publish(parent: Page, page: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()


def load_settings(row: Row) -> None:
    """Fill the site's settings and the home page's words."""
    site = Site.objects.get(is_default_site=True)
    settings, _ = SiteSettings.objects.get_or_create(site=site)
    for name in ("site_name", "department", "tagline", "address", "phone", "email"):
        setattr(settings, name, row[name])
    settings.footer_note = " ".join((row["responsible"], row["footer_note"], row["demo_note"]))
    settings.save()
    home = HomePage.objects.get()
    home.heading = row["tagline"]
    home.search_examples = "học bạ số; 148/KH-SGDĐT; phan so bang nhau"
    home.save_revision().publish()


@transaction.atomic
def load_standard_pages(rows: list[Row]) -> int:
    """Publish the plain pages that are missing, put them into the footer, and return how many."""
    home = HomePage.objects.get()
    known = set(StandardPage.objects.values_list("slug", flat=True))
    fresh = [row for row in rows if row["slug"] not in known]
    for row in fresh:
        page = StandardPage(title=row["title"], slug=row["slug"], introduction=row["intro"])
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
        correction=(row.get("correction") or {}).get("text", ""),
        lead_image=_image(row["image"], row["title"]) if row.get("image") else None,
        lead_image_alt=row["image"]["alt"] if row.get("image") else "",
    )
    page.body = body_blocks(row["blocks"])
    page.tags.add(*row["tags"])
    _publish(index, page)
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)


def _image(spec: Row, title: str) -> PortalImage:
    image = PortalImage(title=title[:255], description=spec["alt"][:255], credit=spec.get("credit", ""))
    motif = spec["motif"] if "motif" in spec else spec["content"]["motif"]
    image.file = ImageFile(io.BytesIO(make_illustration(motif)), name=f"minh-hoa-{motif}.png")
    image.save()
    return image


@transaction.atomic
def load_dx_day(content: Row) -> int:
    """Publish this year's Digital Transformation Day and the themes of the years before; returns how many."""
    index = DXDayIndexPage.objects.get()
    known = set(DXDayPage.objects.values_list("year", flat=True))
    made = 0
    for row in content["themes"]:
        if row["year"] in known:
            continue
        _publish(index, _this_year(content) if row["year"] == content["year"] else _earlier_year(row))
        made += 1
    return made


def _earlier_year(row: Row) -> DXDayPage:
    """Return the page of a year of which only the national theme is known."""
    page = DXDayPage(
        title=f"Ngày Chuyển đổi số quốc gia 10/10/{row['year']}",
        slug=str(row["year"]),
        year=row["year"],
        theme=row["theme"],
        starts_at=datetime.datetime(row["year"], 10, 10, tzinfo=timezone.get_default_timezone()),
    )
    if row.get("note"):
        page.body = body_blocks([{"type": "paragraph", "text": row["note"]}])
    return page


def _this_year(content: Row) -> DXDayPage:
    units = {unit.code: unit for unit in Organisation.objects.all()}
    programme = content["programme"]
    page = DXDayPage(
        title=content["title"],
        slug=content["slug"],
        year=content["year"],
        slogan=content["slogan"],
        introduction=content["lead"],
        starts_at=_moment(programme[0]["starts"]),
        ends_at=_moment(programme[-1]["ends"]),
    )
    page.body = body_blocks([*content["intro"], *_results(content)])
    page.sessions = [
        DXDaySession(
            starts_at=_moment(row["starts"]),
            ends_at=_moment(row["ends"]),
            title=row["title"],
            place=row["place"],
            text=row["note"],
        )
        for row in programme
    ]
    page.activities = [
        DXDayActivity(unit=units.get(row["unit"]), title=row["title"], text=_activity_text(row))
        for row in content["activities"]
    ]
    return page


def _activity_text(row: Row) -> str:
    return ". ".join(part.rstrip(".") for part in (row["place"], row.get("result") or "") if part) + "."


def _results(content: Row) -> list[Row]:
    """Return the blocks with what came of the day and what is promised for the next."""
    rows = [
        [
            row["label"][:1].upper() + row["label"][1:],
            format_number(row["target"]),
            format_number(row["value"]),
        ]
        for row in content["results"]
    ]
    return [
        {"type": "heading", "text": "Kết quả"},
        {"type": "table", "head": ["Nội dung", "Mục tiêu", "Thực hiện"], "rows": rows},
        {"type": "heading", "text": "Cam kết cho năm sau"},
        {"type": "list", "items": content["commitments_next"]},
        {"type": "paragraph", "text": content["slogan_note"]},
        {"type": "paragraph", "text": f"Căn cứ: {content['legal_basis']}"},
    ]


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None
