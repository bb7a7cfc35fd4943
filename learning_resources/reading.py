"""What a resource's page shows beyond its fields."""

from typing import TYPE_CHECKING

from learning_resources.shown import shown_items, with_lines
from search.services import related

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from learning_resources.models import LearningResource

RELATED = 4
# The kind of resources in search; learning_resources.search, which says so, is loaded after the models.
KIND = "resource"


def related_resources(resource: "LearningResource") -> list["LearningResource"]:
    """Return up to four published resources: of the same subject and grades, then alike in words, then of the subject."""
    if resource.pk is None:
        return []
    others = type(resource).objects.published().with_card_relations().exclude(pk=resource.pk)
    same = others.filter(subject=resource.subject_id) if resource.subject_id else others.none()
    grades = [grade.pk for grade in resource.grades.all()]
    close = list(same.filter(grades__in=grades).distinct()[:RELATED])
    if len(close) < RELATED:
        close += _alike(resource, others, close)
    if len(close) < RELATED:
        known = [item.pk for item in close]
        close += list(same.exclude(pk__in=known)[: RELATED - len(close)])
    return close


def _alike(
    resource: "LearningResource", others: "QuerySet[LearningResource]", known: list["LearningResource"]
) -> list["LearningResource"]:
    """Return resources that share words of title and keywords, as many as are missing, best first."""
    keys = related(f"{KIND}:{resource.pk}", (KIND,), RELATED + len(known))
    wanted = [int(key.partition(":")[2]) for key in keys]
    found = others.exclude(pk__in=[item.pk for item in known]).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found][: RELATED - len(known)]


def resource_context(resource: "LearningResource") -> dict[str, object]:
    """Return the template context of a resource's page."""
    shown = with_lines(shown_items(resource))
    return {
        "resource": resource,
        "shown_items": shown,
        "main_item": shown[0] if shown else None,
        "outcomes": list(resource.outcomes.all()),
        "keywords": list(resource.tags.all()),
        "related": related_resources(resource),
    }
