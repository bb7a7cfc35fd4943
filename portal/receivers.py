"""Keeps plain pages in step with search."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from core.models import StandardPage
from search.services import sync


@receiver(page_published, sender=StandardPage)
@receiver(page_unpublished, sender=StandardPage)
@receiver(page_slug_changed, sender=StandardPage)
@receiver(post_delete, sender=StandardPage)
def sync_standard_page(sender: type[StandardPage], instance: StandardPage, **kwargs: Any) -> None:
    """Write or drop the search row in the transaction of the change."""
    sync("page", instance.pk)
