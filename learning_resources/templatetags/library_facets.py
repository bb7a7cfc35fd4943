"""The hierarchy of the programme in a facet's choices: grades and subjects stand under their level."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django import template

from learning_resources.models import Grade, Subject
from search.facets import FacetValue

register = template.Library()


@dataclass
class LevelGroup:
    """The choices of one level, in their order; ``label`` is "" where a facet knows no levels."""

    label: str
    values: list[FacetValue] = field(default_factory=list)


def _grades(values: Sequence[FacetValue]) -> list[tuple[str, str, str]]:
    wanted = Grade.objects.filter(slug__in=[value.value for value in values])
    rows = wanted.order_by("level__order", "order", "pk").values_list("slug", "level__name", "name")
    return list(rows)


def _subjects(values: Sequence[FacetValue]) -> list[tuple[str, str, str]]:
    wanted = {value.value for value in values}
    subjects = Subject.objects.select_related("level")
    # Under its level a subject needs no level in its name.
    return [(s.key, s.level.name, s.name) for s in subjects if s.key in wanted]


_READERS = {"lop": _grades, "mon": _subjects}


@register.filter
def by_level(values: Sequence[FacetValue], form_field: str) -> list[LevelGroup]:
    """Return the choices of a facet under their levels; one group without a label for any other facet.

    The programme's order, not the count, rules within a level. A choice that is no longer in the
    vocabulary, or whose level is the only one, stands in a group without a label.
    """
    reader = _READERS.get(form_field)
    rows = reader(values) if reader else []
    if len({level for _key, level, _name in rows}) < 2:
        return [LevelGroup("", list(values))]
    by_key = {value.value: value for value in values}
    groups: dict[str, LevelGroup] = {}
    for key, level, name in rows:
        groups.setdefault(level, LevelGroup(level)).values.append(replace(by_key.pop(key), label=name))
    rest = [LevelGroup("", list(by_key.values()))] if by_key else []
    return [*groups.values(), *rest]
