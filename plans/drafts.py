"""From an importer's reading to the fields of a plan page: pure, no database."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import escape

from core.text import squeeze
from plans.importer.model import ParsedClause, ParsedDocument, Reference, Target, Task

_PAGE_TITLE = 255
# Clauses that the reading page shows elsewhere: in the head of the document and below it.
_SHOWN_REGIONS = frozenset({"preamble", "body", "annex"})
_RELATIONS = ("basis", "implements", "amends", "replaces")


@dataclass(frozen=True)
class DraftClause:
    """A clause for the StreamField."""

    anchor: str
    level: str
    depth: int
    label: str
    title: str
    text: str
    table: tuple[tuple[str, ...], ...] | None = None

    @property
    def block_type(self) -> str:
        return "table" if self.table else "clause"

    def block_value(self) -> dict[str, Any]:
        """Return the value that StreamField takes for this clause."""
        if self.table:
            rows = [list(row) for row in self.table]
            table = {
                "data": rows,
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "cell": [],
            }
            return {"anchor": self.anchor, "title": self.title, "table": table}
        text = f"<p>{escape(self.text)}</p>" if self.text else ""
        return {
            "anchor": self.anchor,
            "level": self.level,
            "depth": self.depth,
            "label": self.label,
            "title": self.title,
            "text": text,
        }


@dataclass(frozen=True)
class PlanDraft:
    """Everything that a plan page takes from a file."""

    document_type: str
    number: str
    title: str
    issuer: str
    issuer_parent: str
    place: str
    signed_on: datetime.date | None
    effective_from: datetime.date | None
    period: tuple[int | None, int | None]
    orientation_year: int | None
    signer_name: str
    signer_title: str
    summary: str
    sha256: str
    clauses: tuple[DraftClause, ...]
    targets: tuple[dict[str, Any], ...] = ()
    tasks: tuple[dict[str, Any], ...] = ()
    references: tuple[dict[str, Any], ...] = ()

    def page_fields(self) -> dict[str, Any]:
        """Return the plain fields by their name on PlanPage."""
        return {
            "title": self.title,
            "draft_title": self.title,
            "document_type": self.document_type,
            "number": self.number,
            "issuer_as_printed": self.issuer,
            "issuer_parent_as_printed": self.issuer_parent,
            "place": self.place,
            "signed_on": self.signed_on,
            "effective_from": self.effective_from,
            "period_start": self.period[0],
            "period_end": self.period[1],
            "orientation_year": self.orientation_year,
            "signer_name": self.signer_name,
            "signer_title": self.signer_title,
            "summary": self.summary,
        }


def draft_from_reading(document: ParsedDocument, *, sha256: str, summary: str = "") -> PlanDraft:
    """Return the draft of one read document; what the file does not say stays empty."""
    number = document.number or ""
    kind = document.type or "Kế hoạch"
    title = _sentence_case(squeeze(document.title or "")) or squeeze(f"{kind} {number}")
    start, end = _period(document.period)
    return PlanDraft(
        document_type=kind[:60],
        number=number[:60],
        title=title[:_PAGE_TITLE],
        issuer=(document.issuer or "")[:200],
        issuer_parent=(document.issuer_parent or "")[:200],
        place=(document.place or "")[:80],
        signed_on=_date(document.date),
        effective_from=_date(document.effective),
        period=(start, end),
        orientation_year=document.orientation_year,
        signer_name=(document.signer.name if document.signer else "")[:120],
        signer_title=(document.signer.title if document.signer else "")[:120],
        summary=summary,
        sha256=sha256,
        clauses=tuple(_clauses(document.clauses)),
        targets=tuple(_target(index, target) for index, target in enumerate(document.targets, 1)),
        tasks=tuple(_task(task) for task in document.tasks.tasks()) if document.tasks else (),
        references=tuple(_references(document)),
    )


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _period(text: str | None) -> tuple[int | None, int | None]:
    """``"2022-2025"`` → (2022, 2025); ``"2023"`` → (2023, 2023)."""
    years = [int(part) for part in (text or "").split("-") if part.strip().isdigit()]
    return (years[0], years[-1]) if years else (None, None)


# Names that keep their capitals when a title in capitals becomes a sentence.
_NAMES = (
    "Việt Nam", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Giáo dục và Đào tạo", "Ủy ban nhân dân",
    "Hội đồng nhân dân", "Nhà nước", "Đảng", "Tết",
)  # fmt: skip
# The share of capitals from which a title counts as written in capitals (“QĐ-TTg” may stand in it).
_CAPITALS = 0.9
_BEFORE_A_PLACE = frozenset({"tỉnh", "huyện", "xã", "phường", "phố", "quận"})


def _sentence_case(title: str) -> str:
    """Return a title in capitals as a sentence; the signed form stays in the source file.

    Only a title that is nearly all in capitals changes. Numbers of documents keep theirs, so do the two
    words after "tỉnh", "thành phố" and the like, and the names that are listed above.
    """
    letters = [c for c in title if c.isalpha()]
    if sum(c.isupper() for c in letters) < _CAPITALS * len(letters):
        return title[:1].upper() + title[1:]
    result: list[str] = []
    place = 0
    for word in title.split(" "):
        small = word.lower()
        if any(c.isdigit() for c in word) and any(c in "/-" for c in word):
            result.append(word.replace("TTG", "TTg"))
        elif place or not result or word.startswith("“"):
            head = 2 if word.startswith("“") else 1
            result.append(small[:head].upper() + small[head:])
        else:
            result.append(small)
        place = 2 if small in _BEFORE_A_PLACE else max(0, place - 1)
    sentence = " ".join(result)
    for name in _NAMES:
        sentence = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", name, sentence)
    return sentence


def _clauses(clauses: Iterable[ParsedClause]) -> Iterator[DraftClause]:
    for clause in clauses:
        if clause.region not in _SHOWN_REGIONS:
            continue
        title = clause.title if clause.is_heading else ""
        text = "" if clause.is_heading and clause.text == clause.title else clause.text
        yield DraftClause(
            anchor=clause.anchor,
            level=clause.level,
            depth=min(clause.depth, 12),
            label=clause.label[:40],
            title=title[:1000],
            text=text,
            table=clause.table,
        )


def _target(index: int, target: Target) -> dict[str, Any]:
    goals = [(target.year, target.value)] if isinstance(target.year, int) else []
    return {
        "code": f"CT-{index:02d}",
        "clause_anchor": target.anchor,
        "name": target.subject[:500],
        "unit": target.unit[:40],
        "comparator": target.comparator,
        "direction": "down" if target.comparator in {"lt", "lte"} else "up",
        "goals": goals,
    }


def _task(task: Task) -> dict[str, Any]:
    # The importer reads money in tỷ đồng (10^9); tasks are tracked in triệu đồng (10^6).
    total = task.budget.total if task.budget else None
    return {
        "code": task.no[:20],
        "title": task.title[:1000],
        "lead": (task.lead or "")[:300],
        "partner": (task.partner or "")[:500],
        "time_as_printed": (task.time or "")[:100],
        "planned_money": total * Decimal(1000) if total is not None else None,
        "note": task.note or "",
    }


def _references(document: ParsedDocument) -> Iterator[dict[str, Any]]:
    for relation in _RELATIONS:
        for reference in getattr(document, relation):
            yield _reference(relation, reference)
    for relation, single in (("approves", document.approves), ("approved_by", document.approved_by)):
        if single:
            yield _reference(relation, single)


def _reference(relation: str, reference: Reference) -> dict[str, Any]:
    return {
        "relation": relation,
        "document_type": (reference.type or "")[:60],
        "number": (reference.number or "")[:60],
        "issued_on": _date(reference.date),
        "issuer": (reference.issuer or "")[:200],
        "title": reference.title or "",
    }
