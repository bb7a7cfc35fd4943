"""What a resource's page shows beyond its fields."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learning_resources.models import LearningResource, ResourceItem

RELATED = 4


@dataclass(frozen=True)
class ShownItem:
    """A file with the captions that belong to it."""

    item: "ResourceItem"
    captions: "ResourceItem | None"

    @property
    def viewer(self) -> str:
        return self.item.file.viewer


def shown_items(resource: "LearningResource") -> list[ShownItem]:
    """Return the files in order; caption files stand with the recording before them, not alone."""
    items = list(resource.items.all())
    captions = [item for item in items if item.file.viewer == "captions"]
    shown = []
    for item in items:
        if item.file.viewer == "captions":
            continue
        takes_captions = item.file.viewer in {"video", "audio"}
        shown.append(ShownItem(item, captions.pop(0) if takes_captions and captions else None))
    return shown


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
    shown = shown_items(resource)
    return {
        "resource": resource,
        "shown_items": shown,
        "main_item": shown[0] if shown else None,
        "outcomes": list(resource.outcomes.all()),
        "keywords": list(resource.tags.all()),
        "related": related_resources(resource),
    }
