"""How learning resources appear in search, and the facets that narrow them."""

from collections.abc import Collection, Mapping
from math import log1p

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from learning_resources.models import (
    EducationLevel,
    Grade,
    Language,
    LearningResource,
    Licence,
    MaterialType,
    Subject,
)
from search.documents import Document
from search.facets import Facet, Labels, register_facet
from search.sources import register

KIND = "resource"


class ResourceSource:
    """Published resources."""

    kind = KIND
    label = _("Learning resources")
    order = 20

    def queryset(self) -> QuerySet[LearningResource]:
        return LearningResource.objects.published().with_card_relations().prefetch_related("tags", "outcomes")

    def to_document(self, obj: LearningResource) -> Document:
        subject = obj.subject
        words = [obj.material_type.name, obj.level.name, obj.contributor]
        words += [grade.name for grade in obj.grades.all()]
        words += [tag.name for tag in obj.tags.all()]
        words += [subject.name] if subject else []
        words += [obj.organisation.name] if obj.organisation else []
        use = getattr(obj, "use", None)
        published = obj.first_published_at
        return Document(
            key=f"{KIND}:{obj.pk}",
            kind=KIND,
            url=obj.get_absolute_url(),
            title=obj.title,
            summary=obj.description,
            body=" ".join(outcome.text for outcome in obj.outcomes.all()),
            keywords=" ".join(words),
            language=obj.language.code,
            date=published.date() if published else None,
            facets={
                "level": (obj.level.slug,),
                "grade": tuple(grade.slug for grade in obj.grades.all()),
                "subject": (subject.key,) if subject else (),
                "type": (obj.material_type.slug,),
                "licence": (obj.licence.code,),
                "language": (obj.language.code,),
                "organisation": (obj.organisation.code,) if obj.organisation else (),
                "year": (str(published.year),) if published else (),
            },
            weight=log1p(use.downloads * 3 + use.views) if use else 0.0,
        )


def _by_slug(model: type[EducationLevel] | type[Grade] | type[MaterialType]) -> Labels:
    def read(values: Collection[str]) -> Mapping[str, str]:
        return dict(model.objects.filter(slug__in=values).values_list("slug", "name"))

    return read


def _by_code(model: type[Licence] | type[Language]) -> Labels:
    def read(values: Collection[str]) -> Mapping[str, str]:
        return dict(model.objects.filter(code__in=values).values_list("code", "name"))

    return read


def subject_labels(values: Collection[str]) -> Mapping[str, str]:
    """Return the names of subjects by ``level-slug``; the level is named where a name stands twice."""
    wanted = set(values)
    subjects = [s for s in Subject.objects.select_related("level") if s.key in wanted]
    names = [s.name for s in subjects]
    return {
        s.key: f"{s.name} ({s.level.short_name})" if names.count(s.name) > 1 else s.name for s in subjects
    }


def register_all() -> None:
    """Register the source and its facets."""
    register(ResourceSource())
    register_facet(Facet("level", _("Level"), "cap", (KIND,), 10, _by_slug(EducationLevel), "given"))
    register_facet(Facet("grade", _("Grade"), "lop", (KIND,), 20, _by_slug(Grade), "given"))
    register_facet(Facet("subject", _("Subject"), "mon", (KIND,), 30, subject_labels))
    register_facet(Facet("type", _("Type"), "loai", (KIND,), 40, _by_slug(MaterialType)))
    register_facet(Facet("licence", _("Licence"), "giay_phep", (KIND,), 70, _by_code(Licence), "given"))
    register_facet(Facet("language", _("Language"), "ngon_ngu", (KIND,), 80, _by_code(Language), "given"))


register_all()
