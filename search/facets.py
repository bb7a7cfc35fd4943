"""Facets: one object names the form field, the filter, the aggregation, the labels and the order."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text import sort_key

Labels = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Facet:
    """One way to narrow results.

    ``name`` is the key in ``Document.facets`` (``[a-z_]+``), ``form_field`` the query parameter,
    ``kinds`` the kinds it applies to (empty: all), ``order`` its place in the panel. ``labels``
    turns slugs into readers' words; its order decides when ``value_order`` is "given". ``size`` caps
    the values shown.
    """

    name: str
    label: str | Promise
    form_field: str
    kinds: tuple[str, ...]
    order: int
    labels: Labels
    value_order: Literal["count", "label", "given"] = "count"
    size: int = 50

    def applies_to(self, kinds: Collection[str]) -> bool:
        """Return whether the facet is worth showing for results of ``kinds`` (empty: all kinds)."""
        return not self.kinds or not kinds or bool(set(self.kinds) & set(kinds))


@dataclass(frozen=True)
class FacetValue:
    """One choice with the number of results that choosing it would give."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetResult:
    """A facet with its choices, ready to show."""

    name: str
    label: str
    form_field: str
    values: tuple[FacetValue, ...]

    @property
    def has_selection(self) -> bool:
        """Return whether the reader has chosen one of its values."""
        return any(value.selected for value in self.values)


def _same_labels(values: Collection[str]) -> Mapping[str, str]:
    return {value: value for value in sorted(values, reverse=True)}


YEAR = Facet("year", _("Year"), "nam", (), 900, _same_labels, value_order="given")

_FACETS: dict[str, Facet] = {YEAR.name: YEAR}


def register_facet(facet: Facet) -> None:
    """Make ``facet`` known; a second one of the same name replaces the first."""
    if not facet.name.isidentifier() or facet.name == "kind":
        raise ValueError(f"A facet's name is a plain identifier other than “kind”, not “{facet.name}”.")
    _FACETS[facet.name] = facet


def unregister_facet(name: str) -> None:
    """Forget a facet (tests)."""
    _FACETS.pop(name, None)


def facets() -> tuple[Facet, ...]:
    """Return every facet, in the order of the panel."""
    return tuple(sorted(_FACETS.values(), key=lambda facet: (facet.order, facet.name)))


def facets_for(kinds: Collection[str]) -> tuple[Facet, ...]:
    """Return the facets worth showing for results of ``kinds`` (empty: all kinds)."""
    return tuple(facet for facet in facets() if facet.applies_to(kinds))


def _ordered(facet: Facet, values: Iterable[FacetValue], given: Sequence[str]) -> list[FacetValue]:
    if facet.value_order == "given":
        rank = {value: index for index, value in enumerate(given)}
        return sorted(values, key=lambda v: (rank.get(v.value, len(rank)), v.value))
    if facet.value_order == "label":
        return sorted(values, key=lambda v: sort_key(v.label))
    return sorted(values, key=lambda v: (-v.count, sort_key(v.label)))


def present(facet: Facet, counts: Mapping[str, int], chosen: Collection[str]) -> FacetResult:
    """Return ``facet`` with labelled, ordered values; values without results show only when chosen."""
    wanted = {value for value, count in counts.items() if count > 0} | set(chosen)
    labels = facet.labels(wanted)
    values = [
        FacetValue(value, str(labels.get(value, value)), counts.get(value, 0), value in chosen)
        for value in wanted
        if value in labels or value in counts
    ]
    return FacetResult(
        facet.name,
        str(facet.label),
        facet.form_field,
        tuple(_ordered(facet, values, list(labels))[: facet.size]),
    )
