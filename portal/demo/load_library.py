"""The demonstration materials: real small files, published through the library's own services."""

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from learning_resources.models import (
    EducationLevel,
    Grade,
    Language,
    LearningResource,
    Licence,
    MaterialType,
    Outcome,
    ResourceUse,
    Strand,
    Subject,
)
from learning_resources.services import NewItem, extract_text, publish_resource, store_file
from portal.demo.files import make_file
from search.services import sync_many

Row = Mapping[str, Any]
_BATCH = 1000


class Vocabulary:
    """The taxonomy by key, read once."""

    def __init__(self) -> None:
        self.levels = {term.slug: term for term in EducationLevel.objects.all()}
        self.grades = {term.slug: term for term in Grade.objects.all()}
        self.subjects = {(s.level.slug, s.slug): s for s in Subject.objects.select_related("level")}
        self.strands = {(s.subject_id, s.slug): s for s in Strand.objects.all()}
        self.types = {term.slug: term for term in MaterialType.objects.all()}
        self.licences = {term.code: term for term in Licence.objects.all()}
        self.languages = {term.code: term for term in Language.objects.all()}
        self.outcomes = {term.code: term for term in Outcome.objects.all()}
        self.units = {unit.code: unit for unit in Organisation.objects.all()}

    def resource(self, row: Row) -> LearningResource:
        """Return an unsaved resource of ``row``; raises KeyError for an unknown term."""
        subject = self.subjects[row["level"], row["subject"]] if row["subject"] else None
        return LearningResource(
            title=row["title"],
            slug=row["slug"][:120],
            external_id=f"demo:{row['slug']}"[:120],
            description=row["description"],
            level=self.levels[row["level"]],
            subject=subject,
            strand=self.strands[subject.pk, row["strand"]] if subject and row["strand"] else None,
            material_type=self.types[row["type"]],
            licence=self.licences[row["licence"]],
            language=self.languages[row["language"]],
            contributor=row["contributor"],
            organisation=self.units[row["organisation"]] if row["organisation"] else None,
            accessibility=list(row["accessibility"]),
            link=row["link"] or "",
        )


def load_resources(rows: Iterable[Row]) -> int:
    """Publish the resources of ``rows`` that are missing and return how many."""
    words = Vocabulary()
    known = set(LearningResource.objects.values_list("external_id", flat=True))
    fresh = [row for row in rows if f"demo:{row['slug']}"[:120] not in known]
    for row in fresh:
        with transaction.atomic():
            _publish(row, words)
    return len(fresh)


def _publish(row: Row, words: Vocabulary) -> None:
    resource = words.resource(row)
    resource.grades = [words.grades[slug] for slug in row["grades"]]
    resource.outcomes = [words.outcomes[code] for code in row["outcomes"]]
    resource.tags.add(*row["keywords"])
    publish_resource(resource=resource, items=list(_items(row)), user=None)
    moment = published_at(row)
    LearningResource.objects.filter(pk=resource.pk).update(
        first_published_at=moment, last_published_at=moment
    )
    ResourceUse.objects.filter(resource=resource).update(views=row["views"], downloads=row["downloads"])
    sync_many("resource", [resource.pk])


def _items(row: Row) -> Iterator[NewItem]:
    for spec in row["files"]:
        made = make_file(spec)
        if made is None:
            continue
        stored = store_file(
            handle=io.BytesIO(made.data),
            name=made.name,
            user=None,
            pages=getattr(made, "pages", None),
            duration=getattr(made, "duration", None),
        )
        # Our own file: read here and now, so that the first search lands on its pages.
        extract_text(stored.pk, in_process=True)
        yield NewItem(stored, spec["title"], "captions" if spec["kind"] == "vtt" else "main")


def published_at(row: Row) -> datetime.datetime:
    """Return the moment of publication: eight in the morning of the row's day, here."""
    day = datetime.date.fromisoformat(row["published"])
    return datetime.datetime.combine(day, datetime.time(8), tzinfo=timezone.get_default_timezone())


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def load_scale(rows: Iterable[Row]) -> int:
    """Write many resources without files at once, for load tests; returns how many.

    The quick way past revisions: rows go straight into the tables, then into search.
    """
    words, total = Vocabulary(), 0
    through = LearningResource.grades.through
    for batch in _batches(rows):
        resources = []
        for row in batch:
            resource = words.resource(row)
            moment = published_at(row)
            resource.live = True
            resource.first_published_at = resource.last_published_at = min(moment, timezone.now())
            resources.append(resource)
        with transaction.atomic():
            made = LearningResource.objects.bulk_create(resources, ignore_conflicts=False)
            links = [
                through(learningresource_id=resource.pk, grade_id=words.grades[slug].pk)
                for resource, row in zip(made, batch, strict=True)
                for slug in row["grades"]
            ]
            through.objects.bulk_create(links)
            uses = [ResourceUse(resource=r, views=row["views"], downloads=row["downloads"])
                    for r, row in zip(made, batch, strict=True)]  # fmt: skip
            ResourceUse.objects.bulk_create(uses)
            sync_many("resource", [resource.pk for resource in made])
        total += len(batch)
    return total
