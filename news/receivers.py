"""Keeps the search table in step with what the news publish."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from news.models import DXDayPage, NewsIndexPage, NewsPage
from search.services import sync


@receiver(page_published, sender=NewsPage)
@receiver(page_unpublished, sender=NewsPage)
@receiver(page_slug_changed, sender=NewsPage)
@receiver(post_delete, sender=NewsPage)
def sync_article(sender: type[NewsPage], instance: NewsPage, **kwargs: Any) -> None:
    """Write or drop the search row in the transaction of the change."""
    sync("news", instance.pk)


@receiver(page_published, sender=DXDayPage)
@receiver(page_unpublished, sender=DXDayPage)
@receiver(page_slug_changed, sender=DXDayPage)
@receiver(post_delete, sender=DXDayPage)
def sync_dx_day(sender: type[DXDayPage], instance: DXDayPage, **kwargs: Any) -> None:
    sync("dx_day", instance.pk)


@receiver(page_slug_changed, sender=NewsIndexPage)
@receiver(post_page_move, sender=NewsIndexPage)
def readdress_all_articles(sender: type[NewsIndexPage], instance: NewsIndexPage, **kwargs: Any) -> None:
    """A new address of the list is a new address of every article."""
    for pk in NewsPage.objects.child_of(instance).values_list("pk", flat=True):
        sync("news", pk)
