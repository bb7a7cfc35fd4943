"""What the reading page shows: clauses with their number, targets beside them, contents, neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plans.materialise import clause_rows
from plans.models.clauses import Clause
from plans.tracking import TrackedTarget

if TYPE_CHECKING:
    from plans.models import PlanPage

_TOC_DEPTH = 2


@dataclass(frozen=True)
class ReadingClause:
    """A clause with what the page shows around it.

    ``number`` counts the clauses that are not headings, for the margin; ``heading_level`` is 2–4.
    """

    clause: Clause
    number: int | None
    heading_level: int
    targets: Sequence[TrackedTarget]


@dataclass
class TocEntry:
    """One entry of the table of contents."""

    anchor: str
    text: str
    children: list["TocEntry"] = field(default_factory=list)


def clauses_of(plan: "PlanPage", *, drafted: bool = False) -> list[Clause]:
    """Return the stored clauses, or with ``drafted`` those of a page that is only previewed."""
    if not drafted:
        return list(plan.clauses.all())
    rows = enumerate(clause_rows(plan.body))
    return [Clause(plan=plan, position=place, text_hash=row.text_hash, **row.__dict__) for place, row in rows]


def reading_clauses(clauses: Iterable[Clause], targets: Iterable[TrackedTarget]) -> list[ReadingClause]:
    """Return the clauses in reading order; targets stand at the clause that they come from."""
    by_anchor: dict[str, list[TrackedTarget]] = defaultdict(list)
    for item in targets:
        by_anchor[item.target.clause_anchor].append(item)
    result, number = [], 0
    for clause in clauses:
        is_text = not clause.is_heading and clause.level != "table"
        number += is_text
        level = min(max(clause.depth, 1) + 1, 4)
        result.append(
            ReadingClause(clause, number if is_text else None, level, by_anchor.get(clause.anchor, ()))
        )
    return result


def table_of_contents(clauses: Iterable[Clause]) -> list[TocEntry]:
    """Return the headings as a tree of two levels."""
    entries: list[TocEntry] = []
    top: int | None = None
    for clause in clauses:
        if not clause.is_heading:
            continue
        entry = TocEntry(clause.anchor, " ".join(part for part in (clause.label, clause.title) if part))
        top = clause.depth if top is None else min(top, clause.depth)
        if clause.depth == top or not entries:
            entries.append(entry)
        elif clause.depth - top < _TOC_DEPTH:
            entries[-1].children.append(entry)
    return entries


@dataclass(frozen=True)
class Neighbours:
    """The plans before and after one in the list."""

    previous: "PlanPage | None"
    next: "PlanPage | None"


def neighbours(plan: "PlanPage") -> Neighbours:
    """Return the newer and the older readable plan beside ``plan`` (one query over ids)."""
    order = list(type(plan).objects.sibling_of(plan).visible().newest_first().values_list("pk", flat=True))
    if plan.pk not in order:
        return Neighbours(None, None)
    place = order.index(plan.pk)
    wanted = [pk for pk in (order[place - 1] if place else None, *order[place + 1 : place + 2]) if pk]
    pages = type(plan).objects.defer("body").in_bulk(wanted)
    before = pages.get(order[place - 1]) if place else None
    after = pages.get(order[place + 1]) if place + 1 < len(order) else None
    return Neighbours(before, after)
