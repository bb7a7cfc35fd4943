"""Keeps the search table in step with what the library publishes."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from learning_resources.models import LearningResource
from search.services import sync


@receiver(published, sender=LearningResource)
@receiver(unpublished, sender=LearningResource)
@receiver(post_delete, sender=LearningResource)
def sync_resource(sender: type[LearningResource], instance: LearningResource, **kwargs: Any) -> None:
    """Write or drop the search row in the transaction of the change."""
    sync("resource", instance.pk)
