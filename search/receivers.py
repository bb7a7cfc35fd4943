"""Signals of the search's own tables."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from search.models import Synonym
from search.synonyms import forget_vocabulary


@receiver(post_save, sender=Synonym)
@receiver(post_delete, sender=Synonym)
def synonyms_changed(sender: type[Synonym], **kwargs: Any) -> None:
    """Make a change effective at once in the process that made it; others read it within half a minute."""
    forget_vocabulary()
