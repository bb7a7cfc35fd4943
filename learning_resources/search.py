"""How learning resources appear in search, and the facets that narrow them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import log1p

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from learning_resources.models import (
    EducationLevel,
    FilePassage,
    Grade,
    Language,
    LearningResource,
    Licence,
    MaterialType,
    Subject,
)
from learning_resources.shown import landings, shown_items
from search.documents import Document, Passage
from search.facets import Facet, Labels, register_facet
from search.sources import register

KIND = "resource"

# What one resource brings into the search at most.
MAX_PASSAGES = 2_000
MAX_PASSAGE_CHARS = 1_000_000


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
            passages=resource_passages(obj),
        )


def resource_passages(resource: LearningResource) -> tuple[Passage, ...]:
    """Return the pages, slides, sections and seconds of all files of a published resource, in their order.

    Neighbours are joined where there are more than MAX_PASSAGES, so that all words are found, if less
    exactly. One query a resource rather than one for a whole batch: a book takes megabytes.
    """
    items = list(resource.items.all())
    if not items:
        return ()
    own = resource.get_absolute_url()
    places = landings(shown_items(resource))
    order = {item.file_id: number for number, item in enumerate(items)}
    addresses = {item.file_id: item.url for item in items}
    rows = FilePassage.objects.filter(file__in=order).iterator(chunk_size=500)
    found: list[Passage] = []
    for row in sorted(rows, key=lambda passage: (order[passage.file_id], passage.position)):
        landing = places.get(row.file_id)
        url = landing.address(row.anchor) if landing else addresses[row.file_id]
        # Without an anchor the place is the page itself: "#" alone is no address.
        found.append(Passage(row.anchor, row.label, row.text, 0, url or ("" if row.anchor else own)))
    return bounded(found)


def bounded(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return at most MAX_PASSAGES passages of MAX_PASSAGE_CHARS characters in all, numbered from 0."""
    share = -(-len(passages) // MAX_PASSAGES) or 1
    made: list[Passage] = []
    room = MAX_PASSAGE_CHARS
    for start in range(0, len(passages), share):
        first, *others = passages[start : start + share]
        text = " ".join(passage.text for passage in (first, *others))[:room]
        if not text:
            break
        room -= len(text)
        made.append(replace(first, text=text, position=len(made)))
    return tuple(made)


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
    register_facet(
        Facet("level", _("Education level"), "cap", (KIND,), 10, _by_slug(EducationLevel), "given")
    )
    register_facet(Facet("grade", _("Grade"), "lop", (KIND,), 20, _by_slug(Grade), "given"))
    register_facet(Facet("subject", _("Subject"), "mon", (KIND,), 30, subject_labels))
    register_facet(Facet("type", _("Type"), "loai", (KIND,), 40, _by_slug(MaterialType)))
    register_facet(Facet("licence", _("Licence"), "giay_phep", (KIND,), 70, _by_code(Licence), "given"))
    register_facet(Facet("language", _("Language"), "ngon_ngu", (KIND,), 80, _by_code(Language), "given"))


register_all()
