"""How plans appear in search: the plan, and each clause as a place to land on."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core.text import sort_key
from plans.models import Clause, PlanPage
from search.documents import Document, Passage
from search.facets import Facet, register_facet
from search.sources import register

# What the first word of an anchor stands for; anchors are written without marks (plans/importer).
_ANCHOR_WORDS = {
    "mo-dau": "Mở đầu, đoạn",
    "ket-thuc": "Kết thúc, đoạn",
    "phu-luc": "Phụ lục",
    "phan": "Phần",
    "chuong": "Chương",
    "dieu": "Điều",
}


def clause_label(clause: Clause) -> str:
    """Return what a link to the clause says: ``Mục II.2.a``, ``Phần II.III.1``, ``Mở đầu, đoạn 4``."""
    if clause.level == "table":
        return str(_("Annex table"))
    for beginning, words in _ANCHOR_WORDS.items():
        if clause.anchor == beginning or clause.anchor.startswith(f"{beginning}-"):
            return f"{words} {clause.anchor[len(beginning) + 1 :].replace('-', ', ')}".strip()
    return str(_("Clause %(anchor)s") % {"anchor": clause.anchor.replace("-", ", ")})


class PlanSource:
    """Live, public plans with their clauses."""

    kind = "plan"
    label = _("Plans")
    order = 10

    def queryset(self) -> QuerySet[PlanPage]:
        return PlanPage.objects.visible().select_related("issuer").prefetch_related("clauses")

    def to_document(self, obj: PlanPage) -> Document:
        passages = tuple(
            Passage(
                anchor=clause.anchor,
                label=clause_label(clause),
                text=" ".join(part for part in (clause.title, clause.text) if part),
                position=clause.position,
            )
            for clause in obj.clauses.all()
            if clause.title or clause.text
        )
        issuer = (obj.issuer.code,) if obj.issuer else ()
        return Document(
            key=f"plan:{obj.pk}",
            kind=self.kind,
            url=obj.url or "",
            title=obj.title,
            summary=obj.summary,
            keywords=" ".join(part for part in (obj.document_type, obj.issuer_name, obj.signer_name) if part),
            date=obj.signed_on,
            facets={
                "organisation": issuer,
                "year": (str(obj.signed_on.year),) if obj.signed_on else (),
            },
            passages=passages,
            numbers=(obj.number,) if obj.number else (),
        )


def organisation_labels(values: Collection[str]) -> Mapping[str, str]:
    """Return the names of units by code, in Vietnamese order."""
    names = dict(Organisation.objects.filter(code__in=values).values_list("code", "name"))
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1])))


register(PlanSource())
register_facet(Facet("organisation", _("Unit"), "don_vi", (), 60, organisation_labels, "count", 20))
