"""A reading as JSON: the field names and shapes that ``import_plan --json`` prints."""

from decimal import Decimal
from typing import Any

from plans.importer.model import (
    Budget,
    Money,
    ParsedClause,
    ParsedDocument,
    ParsedFile,
    ReadingWarning,
    Reference,
    ReportingDuty,
    Target,
    Task,
    TaskGroup,
    TaskTable,
)

Json = dict[str, Any]

_OUTLINE_LEVELS = frozenset({"phan", "chuong", "muc", "dieu", "roman", "arabic", "dotted", "letter"})
_OUTLINE_TEXT = 160


def to_json(parsed: ParsedFile) -> Json:
    """Return the whole file as plain JSON values; amounts are numbers in tỷ đồng."""
    return {
        "file": {"name": parsed.name, "kind": parsed.kind, "sha256": parsed.sha256, "size": parsed.size},
        "documents": [
            {**document_json(document), "document": index} for index, document in enumerate(parsed.documents)
        ],
        "warnings": [_warning(warning) for warning in parsed.warnings],
    }


def document_json(document: ParsedDocument) -> Json:
    """Return one document."""
    return {
        **_header(document),
        **_relations(document),
        "sections": {"counts": document.counts, "outline": _outline(document.clauses)},
        "clauses": [_clause(clause) for clause in document.clauses],
        "targets": [_target(target) for target in document.targets],
        "target_count": len(document.targets),
        "baselines_not_targets": [_target(target) for target in document.baselines],
        "tasks": _tasks(document.tasks),
        "budget": _budget(document.budget),
        "reporting": [_duty(duty) for duty in document.reporting],
        "dated_deadlines": [duty.deadline for duty in document.reporting if duty.deadline],
        "feedback_channel": document.feedback_channel,
        "recipients": list(document.recipients),
        "recipient_count": len(document.recipients),
        "footnotes": [{"mark": n.mark, "text": n.text, "line": n.line} for n in document.footnotes],
        "attachments": [
            {"label": a.label, "title": a.title, "present": a.present, "line": a.line}
            for a in document.attachments
        ],
        "abbreviations": document.abbreviations,
        "site_metadata": document.site_metadata,
        "lines": [document.first_line, document.last_line],
        "warnings": [_warning(warning) for warning in document.warnings],
    }


def _header(document: ParsedDocument) -> Json:
    signer = document.signer
    return {
        "type": document.type,
        "number": document.number,
        "number_line": document.number_line,
        "number_parts": document.number_parts,
        "date": document.date,
        "date_lines": list(document.date_lines),
        "date_raw": document.date_raw,
        "place": document.place,
        "issuer": document.issuer,
        "issuer_parent": document.issuer_parent,
        "issuer_level": document.issuer_level,
        "issuer_lines": list(document.issuer_lines),
        "issuing_authority_line": document.issuing_authority_line,
        "title": document.title,
        "title_lines": list(document.title_lines),
        "period": document.period,
        "orientation_year": document.orientation_year,
        "effective": document.effective,
        "effective_raw": document.effective_raw,
        "signer": {
            "name": signer.name,
            "title": signer.title,
            "authority_lines": list(signer.authority_lines),
            "lines": list(signer.lines),
        }
        if signer
        else None,
    }


def _relations(document: ParsedDocument) -> Json:
    return {
        "basis": [_reference(item) for item in document.basis],
        "basis_paragraphs": document.basis_paragraphs,
        "implements": [_reference(item) for item in document.implements],
        "proposed_by": _reference(document.proposed_by),
        "approves": _reference(document.approves),
        "approved_by": _reference(document.approved_by),
        "amends": [_reference(item) for item in document.amends],
        "replaces": [_reference(item) for item in document.replaces],
        "other_references": [_reference(item) for item in document.other_references],
    }


def _outline(clauses: tuple[ParsedClause, ...]) -> list[Json]:
    outline = []
    for clause in clauses:
        if clause.region == "body" and clause.level in _OUTLINE_LEVELS:
            text = f"{clause.label} {clause.text}".strip()
            short = text if len(text) <= _OUTLINE_TEXT else f"{text[: _OUTLINE_TEXT - 2].rstrip()} …"
            outline.append(
                {
                    "path": clause.path,
                    "level": clause.level,
                    "line": clause.lines[0],
                    "text": short,
                    "anchor": clause.anchor,
                }
            )
    return outline


def _clause(clause: ParsedClause) -> Json:
    return {
        "level": clause.level,
        "label": clause.label,
        "anchor": clause.anchor,
        "parent_anchor": clause.parent_anchor,
        "depth": clause.depth,
        "path": clause.path,
        "region": clause.region,
        "title": clause.title,
        "text": clause.text,
        "is_heading": clause.is_heading,
        "lines": list(clause.lines),
        "table": [list(row) for row in clause.table] if clause.table is not None else None,
    }


def _reference(item: Reference | None) -> Json | None:
    if item is None:
        return None
    shape: Json = {
        "number": item.number,
        "date": item.date,
        "issuer": item.issuer,
        "type": item.type,
        "title": item.title,
        "line": item.line,
        "raw": item.raw,
    }
    for name in ("role", "relation", "date_conflict"):
        if getattr(item, name) is not None:
            shape[name] = getattr(item, name)
    return shape


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _target(target: Target) -> Json:
    shape: Json = {
        "id": target.id,
        "section": target.section,
        "anchor": target.anchor,
        "line": target.line,
        "value": _number(target.value),
        "value_raw": target.value_raw,
        "unit": target.unit,
        "comparator_raw": target.comparator_raw,
        "comparator": target.comparator,
        "subject": target.subject,
        "year": target.year,
        "year_source": target.year_source,
        "text": target.text,
    }
    if target.value_max is not None:
        shape["value_max"] = _number(target.value_max)
    if target.parent is not None:
        shape["parent"] = target.parent
    if target.condition is not None:
        condition = target.condition
        shape["condition"] = {
            "text": condition.text,
            "value": _number(condition.value),
            "comparator": condition.comparator,
        }
    return shape


def _money(money: Money | None) -> Json | None:
    if money is None:
        return None
    shape = {"total": _amount(money.total)}
    for name in ("central", "province", "district", "commune", "other"):
        value = getattr(money, name)
        if value is not None or name in {"province", "district", "other"}:
            shape[name] = _amount(value)
    return shape


def _amount(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _task(task: Task) -> Json:
    shape: Json = {
        "no": task.no,
        "title": task.title,
        "lead": task.lead,
        "partner": task.partner,
        "time": task.time,
        "budget": _money(task.budget),
        "note": task.note,
        "lines": list(task.lines),
    }
    if task.budget_raw:
        shape["budget_raw"] = list(task.budget_raw)
    if task.product is not None:
        shape["product"] = task.product
    return shape


def _group(group: TaskGroup) -> Json:
    return {
        "no": group.no,
        "title": group.title,
        "subtotal": _money(group.subtotal),
        "tasks": [_task(task) for task in group.tasks],
        "lines": list(group.lines),
    }


def _tasks(table: TaskTable | None) -> Json:
    if table is None:
        return {"present": False, "rows": 0}
    return {
        "present": True,
        "rows": sum(1 for _ in table.tasks()),
        "groups": len(table.groups()),
        "columns": list(table.columns),
        "unit": table.unit,
        "total": _money(table.total),
        "items": [_group(item) if isinstance(item, TaskGroup) else _task(item) for item in table.items],
    }


def _budget(budget: Budget | None) -> Json | None:
    if budget is None:
        return None
    return {
        "present": True,
        "unit": "tỷ đồng",
        "unit_raw": budget.unit,
        "total": _amount(budget.total),
        "by_source": {name: float(value) for name, value in budget.by_source.items()},
        "in_words": budget.in_words,
        "in_words_value": _amount(budget.in_words_value),
        "sums_check": budget.sums_check,
        "lines": list(budget.lines),
    }


def _duty(duty: ReportingDuty) -> Json:
    return {
        "who": duty.who,
        "to": list(duty.to),
        "via": duty.via,
        "frequency": duty.frequency,
        "deadline": duty.deadline,
        "deadline_raw": duty.deadline_raw,
        "before": duty.before,
        "line": duty.line,
        "text": duty.text,
    }


def _warning(warning: ReadingWarning) -> Json:
    return {"code": warning.code, "line": warning.line, "message": warning.message}
