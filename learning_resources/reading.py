"""What a resource's page shows beyond its fields."""

from typing import TYPE_CHECKING

from learning_resources.shown import shown_items, with_lines

if TYPE_CHECKING:
    from learning_resources.models import LearningResource

RELATED = 4


def related_resources(resource: "LearningResource") -> list["LearningResource"]:
    """Return up to four published resources of the same subject and grades, else of the subject."""
    if resource.subject_id is None or resource.pk is None:
        return []
    same = type(resource).objects.published().with_card_relations().exclude(pk=resource.pk)
    same = same.filter(subject=resource.subject_id)
    grades = [grade.pk for grade in resource.grades.all()]
    close = list(same.filter(grades__in=grades).distinct()[:RELATED])
    if len(close) < RELATED:
        known = [item.pk for item in close]
        close += list(same.exclude(pk__in=known)[: RELATED - len(close)])
    return close


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
