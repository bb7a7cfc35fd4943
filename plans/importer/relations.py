"""How a document stands to others: legal basis, what it implements, approves, amends, replaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.document_numbers import compact
from core.text import fold
from plans.importer.doubts import warn
from plans.importer.model import ParsedClause, ParsedDocument, ReadingWarning, Reference
from plans.importer.references import (
    direct_references,
    find_references,
    identity,
    quoted_names,
    same_document,
    split_outside_quotes,
    with_role,
)

# More documents than any plan cites; what is past it is a list or an attack.
_MAX_OTHERS = 500
_BASIS = re.compile(r"^(?:căn cứ|can cu)\b[:\s]*", re.IGNORECASE)
_IMPLEMENT = re.compile(
    r"^(?:(?:Để|Nhằm|Tiếp tục)\s)?(?:[Tt]hực hiện|[Tt]riển khai thực hiện|[Tt]riển khai|[Tt]hi hành|"
    r"[Cc]ụ thể h[óo][aá])\s"
)
_PROPOSAL = re.compile(r"^(?:Theo đề nghị|Xét đề nghị|Xét tờ trình|Xét Tờ trình|Theo Tờ trình|Xét )")
_BASIS_SECTION = re.compile(r"\b(?:can cu (?:xay dung|phap ly|ban hanh|lap)|co so phap ly|can cu$)")
_AMENDS = re.compile(r"sửa đổi,? bổ sung|điều chỉnh,? bổ sung|sửa đổi một số|điều chỉnh", re.IGNORECASE)
_REPLACES = re.compile(r"thay thế|bãi bỏ|hết hiệu lực", re.IGNORECASE)


@dataclass(slots=True)
class Relations:
    """What was found, with its warnings."""

    basis: list[Reference] = field(default_factory=list)
    basis_paragraphs: int = 0
    implements: list[Reference] = field(default_factory=list)
    proposed_by: Reference | None = None
    approves: Reference | None = None
    approved_by: Reference | None = None
    amends: list[Reference] = field(default_factory=list)
    replaces: list[Reference] = field(default_factory=list)
    others: list[Reference] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    conflicts: set[str] = field(default_factory=set)


def read_relations(document: ParsedDocument) -> Relations:
    """Read the relations from the title, the preamble and the body of a document."""
    relations = Relations()
    preamble = [clause for clause in document.clauses if clause.region == "preamble"]
    openings: list[Reference] = []
    for clause in preamble:
        _read_preamble(relations, clause, openings)
    in_body = _basis_sections(document.clauses)
    for clause in in_body:
        _add_basis(relations, clause, clause.text, "mục căn cứ")
    if not relations.basis:
        for reference in openings:
            relations.basis.append(reference)
        relations.basis_paragraphs = len({reference.line for reference in openings})
    _read_implements(relations, document, openings)
    _read_articles(relations, document)
    _read_others(relations, document)
    _check(relations)
    return relations


def _read_preamble(relations: Relations, clause: ParsedClause, openings: list[Reference]) -> None:
    text, line = clause.text, clause.lines[0]
    if _BASIS.match(text):
        _add_basis(relations, clause, _BASIS.sub("", text), "Căn cứ")
    elif _PROPOSAL.match(text):
        found = find_references(text, line, "Theo đề nghị")
        if found:
            proposer = re.search(r"(?:đề nghị của|của)\s+([^;,.]{3,120}?)\s+tại\b", text)
            issuer = proposer[1] if proposer else found[0].reference.issuer
            relations.proposed_by = replace(found[0].reference, issuer=issuer)
    elif text.startswith(("(Ban hành kèm theo", "(Kèm theo", "(Ban hành theo")):
        found = find_references(text, line, "Ban hành kèm theo")
        relations.approved_by = found[0].reference if found else None
    elif _IMPLEMENT.match(text):
        for position, piece in enumerate(split_outside_quotes(text)):
            if position and not find_references(piece[:60], line):
                break
            openings += direct_references(piece, line, "Thực hiện")


def _add_basis(relations: Relations, clause: ParsedClause, text: str, role: str) -> None:
    before = len(relations.basis)
    for piece in split_outside_quotes(text):
        for reference in direct_references(_BASIS.sub("", piece), clause.lines[0], role):
            known = {identity(item) for item in relations.basis[:_MAX_OTHERS]}
            if identity(reference) not in known and len(known) < _MAX_OTHERS:
                relations.basis.append(reference)
    if len(relations.basis) > before or role == "Căn cứ":
        relations.basis_paragraphs += 1


def _basis_sections(clauses: Sequence[ParsedClause]) -> list[ParsedClause]:
    """Return the items under a heading such as "CĂN CỨ XÂY DỰNG KẾ HOẠCH" (some plans keep it in the body)."""
    prefixes: list[str] = []
    found = []
    for clause in clauses:
        if clause.region != "body":
            continue
        if clause.is_heading and _BASIS_SECTION.search(fold(clause.title or clause.text)):
            prefixes.append(clause.anchor)
        elif any(clause.anchor.startswith((f"{p}.", f"{p}-")) for p in prefixes) and not clause.is_heading:
            found.append(clause)
    return found


def _read_implements(relations: Relations, document: ParsedDocument, openings: Sequence[Reference]) -> None:
    """A plan implements what its opening or its title says, and the scheme its title names."""
    chosen = list(openings)
    title = document.title or ""
    chosen += [
        found.reference for found in find_references(title, (document.title_lines or (1,))[0], "trích yếu")
    ]
    names = quoted_names(title) | quoted_names(title + "”")
    if not chosen and names:
        for reference in relations.basis:
            if quoted_names(reference.title or "") & names:
                chosen.append(with_role(reference, "trích yếu"))
    if document.type == "Quyết định":
        for clause in document.clauses:
            if clause.level == "dieu" and clause.label.rstrip(" .").endswith(" 1"):
                match = re.search(
                    r"(?<!kèm )\btheo (?=Quyết định|Kế hoạch|Nghị quyết|Chương trình|Đề án)", clause.text
                )
                if match and "hê duyệt" in clause.text[:60]:
                    found = find_references(clause.text[match.start() :], clause.lines[0], "Điều 1")
                    chosen += [
                        with_role(f.reference, "Điều 1", "approves plan implementing") for f in found[:1]
                    ]
    by_case = {fold(reference.number or ""): reference for reference in relations.basis if reference.number}
    for reference in chosen:
        best = by_case.get(fold(reference.number or ""), reference)
        if best.number and not any(same_document(best, known) for known in relations.implements):
            relations.implements.append(with_role(best, reference.role, reference.relation))


def _read_articles(relations: Relations, document: ParsedDocument) -> None:
    """Decisions: what they approve and enclose, amend or replace."""
    for clause in document.clauses:
        if clause.region == "preamble":
            continue
        text = clause.text
        if document.type in {"Quyết định", "Nghị quyết"} and relations.approves is None:
            match = re.search(
                r"(?:kèm|phê duyệt|ban hành)\s(?:[^.;]{0,50}?\s)?(?=(?:Kế hoạch|Đề án|Chương trình|"
                r"Quy chế)\s(?:số\s)?\d)",
                text,
                re.I,
            )
            found = find_references(text[match.end() :], clause.lines[0], "Kèm theo") if match else []
            if found and found[0].start < 25:
                relations.approves = found[0].reference
        if (match := _REPLACES.search(text)) and len(text) < 3000:
            kept = find_references(text[match.start() :][:500], clause.lines[0], "Thay thế")
            relations.replaces += [item.reference for item in kept[:3] if item.reference.number]
    if _AMENDS.search((document.title or "")[:120]):
        relations.amends += [
            found.reference
            for found in find_references(document.title or "", (document.title_lines or (1,))[0], "Sửa đổi")
        ]


def _read_others(relations: Relations, document: ParsedDocument) -> None:
    known = {identity(item): item for item in reversed(_all_known(relations))}
    own = compact(document.number or "")
    for clause in document.clauses:
        if clause.level == "table" or not any(char.isdigit() for char in clause.text):
            continue
        for found in find_references(clause.text, clause.lines[0], "viện dẫn"):
            reference = found.reference
            name = identity(reference)
            if name == own:
                continue
            if name in known:
                _note_conflict(relations, known[name], reference)
            elif len(relations.others) < _MAX_OTHERS:
                known[name] = reference
                relations.others.append(reference)


def _all_known(relations: Relations) -> list[Reference]:
    single = (relations.proposed_by, relations.approves, relations.approved_by)
    several = [*relations.basis, *relations.implements, *relations.amends, *relations.replaces]
    return [*several, *(item for item in single if item)]


def _note_conflict(relations: Relations, known: Reference, again: Reference) -> None:
    """One number with two dates in one text is an error that only the editor can settle."""
    if not known.number or not known.date or not again.date or known.date == again.date:
        return
    name = identity(known)
    if name in relations.conflicts:
        return
    relations.conflicts.add(name)
    relations.warnings.append(
        warn("reference_date_conflict", again.line, number=known.number, first=known.date, second=again.date)
    )
    for group in (relations.basis, relations.implements, relations.others):
        for position, item in enumerate(group):
            if same_document(item, known):
                group[position] = replace(item, date_conflict=again.date)


def _check(relations: Relations) -> None:
    for reference in relations.basis:
        if reference.number and reference.date is None:
            relations.warnings.append(warn("reference_no_date", reference.line, number=reference.number))
        if (
            reference.number
            and fold(reference.number).endswith("nq-cp")
            and reference.issuer == "Thủ tướng Chính phủ"
        ):
            relations.warnings.append(warn("reference_issuer", reference.line, issuer=reference.issuer))


def link_documents(documents: Sequence[ParsedDocument]) -> tuple[ParsedDocument, ...]:
    """Say of a plan that stands in one file with its decision by which decision it was approved."""
    linked = list(documents)
    for decision in documents:
        approved = decision.approves
        if approved is None or decision.number is None:
            continue
        for position, document in enumerate(linked):
            own = Reference("", document.number, None, None, None, "", 0)
            if document.number and document is not decision and same_document(own, approved):
                by = Reference(
                    decision.type or "", decision.number, decision.date, decision.issuer, decision.title, "",
                    decision.number_line or 1, "phê duyệt",
                )  # fmt: skip
                linked[position] = replace(document, approved_by=by)
    return tuple(linked)
