"""Keeps clauses and the search table in step with what is published."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from plans.models import PlanIndexPage, PlanPage
from plans.services import materialise_clauses, remove_clauses
from search.services import sync


@receiver(page_published, sender=PlanPage)
def publish_plan(sender: type[PlanPage], instance: PlanPage, **kwargs: Any) -> None:
    """Write the clauses and the search row in the transaction of the publication."""
    materialise_clauses(instance)
    sync("plan", instance.pk)


@receiver(page_unpublished, sender=PlanPage)
def unpublish_plan(sender: type[PlanPage], instance: PlanPage, **kwargs: Any) -> None:
    remove_clauses(instance)
    sync("plan", instance.pk)


@receiver(post_delete, sender=PlanPage)
def delete_plan(sender: type[PlanPage], instance: PlanPage, **kwargs: Any) -> None:
    sync("plan", instance.pk)


@receiver(page_slug_changed, sender=PlanPage)
def readdress_plan(sender: type[PlanPage], instance: PlanPage, **kwargs: Any) -> None:
    sync("plan", instance.pk)


@receiver(page_slug_changed, sender=PlanIndexPage)
@receiver(post_page_move, sender=PlanIndexPage)
def readdress_all_plans(sender: type[PlanIndexPage], instance: PlanIndexPage, **kwargs: Any) -> None:
    """A new address of the list is a new address of every plan."""
    for pk in PlanPage.objects.child_of(instance).values_list("pk", flat=True):
        sync("plan", pk)
