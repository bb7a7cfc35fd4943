"""The library's vocabulary from JSON: levels, grades, subjects, strands, outcomes, types, licences."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from learning_resources.models import (
    EducationLevel,
    Grade,
    Language,
    Licence,
    MaterialType,
    Outcome,
    Strand,
    Subject,
)

DATA = Path(__file__).parent / "data" / "taxonomy.json"
Rows = list[dict[str, Any]]


@transaction.atomic
def load_taxonomy(path: Path = DATA) -> int:
    """Add the terms of ``path`` that are missing and return how many; known ones stay as staff left them."""
    data: dict[str, Rows] = json.loads(path.read_text(encoding="utf-8"))
    before = _count()
    _simple_terms(data)
    levels = {level.slug: level for level in EducationLevel.objects.all()}
    for row in data["grades"]:
        defaults = {"name": row["name"], "order": row["order"], "level": levels[row["level"]]}
        Grade.objects.get_or_create(slug=row["slug"], defaults=defaults)
    subjects = _subjects(data["subjects"], levels)
    for row in data["strands"]:
        defaults = {"name": row["name"], "order": row["order"], "verified": row["verified"]}
        subject = subjects[row["level"], row["subject"]]
        Strand.objects.get_or_create(subject=subject, slug=row["slug"], defaults=defaults)
    _outcomes(data["outcomes"], subjects)
    return _count() - before


def _count() -> int:
    models = (EducationLevel, Grade, Subject, Strand, Outcome, MaterialType, Licence, Language)
    return sum(model.objects.count() for model in models)


def _simple_terms(data: dict[str, Rows]) -> None:
    for row in data["levels"]:
        EducationLevel.objects.get_or_create(slug=row["slug"], defaults=_without(row, "slug"))
    for row in data["material_types"]:
        MaterialType.objects.get_or_create(slug=row["slug"], defaults=_without(row, "slug"))
    for row in data["licences"]:
        Licence.objects.get_or_create(code=row["code"], defaults=_without(row, "code"))
    for order, row in enumerate(data["languages"]):
        Language.objects.get_or_create(code=row["code"], defaults={"name": row["name"], "order": order})


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def _subjects(rows: Rows, levels: dict[str, EducationLevel]) -> dict[tuple[str, str], Subject]:
    grades = {grade.slug: grade for grade in Grade.objects.all()}
    found = {(s.level.slug, s.slug): s for s in Subject.objects.select_related("level")}
    fresh = []
    for row in rows:
        key = (row["level"], row["slug"])
        if key in found:
            continue
        found[key] = Subject.objects.create(
            level=levels[row["level"]],
            slug=row["slug"],
            name=row["name"],
            short_name=row["short_name"],
            order=row["order"],
            compulsory=row["compulsory"],
            periods=row["periods"],
            pattern=row["pattern"],
        )
        fresh.append(row)
    for row in fresh:
        subject = found[row["level"], row["slug"]]
        subject.grades.set([grades[slug] for slug in row["grades"]])
        subject.predecessors.set([found[level, slug] for level, slug in row["predecessors"]])
        if row["parent"]:
            subject.parent = found[row["level"], row["parent"]]
            subject.save(update_fields=["parent"])
    return found


def _outcomes(rows: Rows, subjects: dict[tuple[str, str], Subject]) -> None:
    grades = {grade.slug: grade for grade in Grade.objects.all()}
    strands = {(s.subject_id, s.slug): s for s in Strand.objects.all()}
    for row in rows:
        subject = subjects[row["level"], row["subject"]]
        defaults = {
            "text": row["text"],
            "subject": subject,
            "grade": grades[row["grade"]] if row["grade"] else None,
            "strand": strands.get((subject.pk, row["strand"])) if row["strand"] else None,
        }
        Outcome.objects.get_or_create(code=row["code"], defaults=defaults)
