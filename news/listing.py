"""The list of news: filters from the address, pages of twelve."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

if TYPE_CHECKING:
    from news.models import NewsPage
    from news.models.news import NewsQuerySet

PAGE_SIZE = 12


def news_list(articles: "NewsQuerySet", request: HttpRequest) -> dict[str, object]:
    """Return the template context of the list for the filters ``muc``, ``the`` and ``nam``."""
    categories = apps.get_model("news", "NewsCategory").objects.all()
    category = categories.filter(slug=request.GET.get("muc", "")[:60]).first()
    tag = request.GET.get("the", "")[:100]
    year = request.GET.get("nam", "")
    all_articles = articles
    if category:
        articles = articles.filter(category=category)
    if tag:
        articles = articles.filter(tags__slug=tag)
    if year.isdigit() and len(year) == 4:
        articles = articles.filter(published_at__year=int(year))
    page: Page[NewsPage] = Paginator(articles, PAGE_SIZE).get_page(request.GET.get("trang"))
    years = all_articles.order_by().dates("published_at", "year", order="DESC")
    return {
        "page_obj": page,
        "articles": page.object_list,
        "categories": categories,
        "category": category,
        "tag": tag,
        "year": year,
        "years": [day.year for day in years],
    }


def related_articles(article: "NewsPage") -> list["NewsPage"]:
    """Return up to three newer-first articles of the same category."""
    others = type(article).objects.visible().newest_first().with_list_relations().exclude(pk=article.pk)
    if article.category_id:
        others = others.filter(category=article.category_id)
    return list(others[:3])
