"""Puts the readings of one file together: lines → documents → header, clauses, lists, warnings."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from plans.importer import marks
from plans.importer.abbreviations import read_abbreviations
from plans.importer.attachments import missing_attachments
from plans.importer.body import Body, read_body
from plans.importer.budget import read_budget
from plans.importer.chrome import metadata_warnings, site_facts
from plans.importer.doubts import warn
from plans.importer.effect import read_effect
from plans.importer.errors import NotAPlanError, TooManyPagesError
from plans.importer.header import Header, read_header
from plans.importer.issuer import issuer_from_text
from plans.importer.labels import find_label
from plans.importer.model import ParsedDocument, ParsedFile, ReadingWarning, SourceLine
from plans.importer.paragraphs import measure
from plans.importer.recipients import read_recipients
from plans.importer.relations import link_documents, read_relations
from plans.importer.reporting import read_feedback_channel, read_reporting
from plans.importer.segmentation import DocumentSpan, Regions, find_regions, split_documents
from plans.importer.signature import read_signer
from plans.importer.source import Source
from plans.importer.target_tables import numbered, read_target_table
from plans.importer.targets import read_targets
from plans.importer.tasks import read_tasks
from plans.importer.vocabulary import title_line
from plans.importer.years import binding_year, period_in

MAX_DOCUMENTS = 60
_COUNTED = (
    "phan",
    "chuong",
    "muc",
    "dieu",
    "roman",
    "arabic",
    "dotted",
    "letter",
    "dash_bullet",
    "plus_bullet",
)


def parse_source(source: Source, data: bytes, name: str) -> ParsedFile:
    """Return the reading of a whole file; raises NotAPlanError when nothing of a document is in it."""
    facts, chrome = site_facts(source.lines)
    lines = tuple(line for index, line in enumerate(source.lines) if index not in chrome)
    require_plan(lines)
    spans = split_documents(lines)
    if len(spans) > MAX_DOCUMENTS:
        raise TooManyPagesError("Tệp gộp quá nhiều văn bản; hãy tách ra rồi tải lại")
    documents = tuple(
        parse_document(lines, span, source, facts if span is spans[-1] else {}) for span in spans
    )
    return ParsedFile(
        name=name,
        kind=source.kind,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        documents=link_documents(documents),
        source_lines=source.lines,
        warnings=source.warnings,
    )


def require_plan(lines: Sequence[SourceLine]) -> None:
    """Refuse a text without any of the marks of an administrative document."""
    labels = 0
    for line in lines:
        text = line.text
        if not text:
            continue
        if marks.has_motto(text) or marks.has_number(text) or marks.is_recipients(text):
            return
        if marks.is_annex(text) is not None or marks.is_addressee(text):
            return
        title = title_line(text)
        if title is not None and not title[1]:
            return
        label = find_label(text)
        labels += label is not None and label.level != "bullet"
    if labels < 3:
        raise NotAPlanError


def parse_document(
    lines: tuple[SourceLine, ...], span: DocumentSpan, source: Source, facts: dict[str, str]
) -> ParsedDocument:
    """Return the reading of the document that spans ``span``."""
    header = read_header(lines, span.start, span.end)
    regions = find_regions(lines, span, header.title_index, header.body)
    body = read_body(
        lines, header.body, regions, measure(lines[span.start : span.end], structured=source.structured)
    )
    tail = lines[regions.body_end : regions.tail_end]
    annex_header = lines[regions.tail_end : regions.tail_end + 14]
    header = issuer_from_text(header, [(p.text, p.lines[0].number) for p in body.opening], annex_header)
    recipients, recipient_lines = read_recipients(tail)
    last = lines[min(regions.body_end, len(lines)) - 1].number if lines else None
    document = replace(
        _from_header(header),
        clauses=tuple(body.builder.clauses),
        counts={name: body.builder.counts.get(name, 0) for name in _COUNTED},
        signer=read_signer(tail),
        recipients=recipients,
        recipient_lines=recipient_lines,
        footnotes=(*body.footnotes, *(source.footnotes if span.start == 0 else ())),
        site_metadata=facts,
        first_line=lines[span.start].number if span.start < len(lines) else 1,
        last_line=lines[span.end - 1].number if span.end else 1,
        warnings=(
            *header.warnings,
            *body.builder.warnings,
            *(warn("footnote_moved", note.line) for note in body.footnotes),
        ),
    )
    document = _with_gaps(document, regions, last)
    return _with_readings(document, body, lines[span.start : span.end])


def _with_gaps(document: ParsedDocument, regions: Regions, last: int | None) -> ParsedDocument:
    """Add a warning for each box of the layout that is missing."""
    found: list[ReadingWarning] = []
    if document.signer is None:
        found.append(warn("signer_missing", last))
    if not document.recipients:
        found.append(warn("recipients_missing", last))
    if not regions.closed_by_formula:
        found.append(warn("closing_missing", last))
    return replace(document, warnings=(*document.warnings, *found, *metadata_warnings(document)))


def _with_readings(document: ParsedDocument, body: Body, lines: Sequence[SourceLine]) -> ParsedDocument:
    """Add what is read from the clauses: relations, targets, tasks, money, duties."""
    document = _with_relations(document)
    document = _with_targets(document, body, lines)
    tasks, task_warnings = read_tasks(body.tables)
    money = read_budget(tasks, document.clauses, lines)
    duties, duty_warnings = read_reporting(document.clauses)
    attachments, attachment_warnings = missing_attachments(document.clauses, body.attachments)
    effective, effective_raw = read_effect(document)
    warnings = [
        *document.warnings, *task_warnings, *money.warnings, *duty_warnings, *attachment_warnings,
    ]  # fmt: skip
    return replace(
        document,
        effective=effective,
        effective_raw=effective_raw,
        tasks=tasks,
        budget=money.budget,
        reporting=tuple(duties),
        feedback_channel=read_feedback_channel(document.clauses),
        attachments=tuple(attachments),
        abbreviations=read_abbreviations(document.clauses),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.line or 0)),
    )


def _with_relations(document: ParsedDocument) -> ParsedDocument:
    """Add the documents to which this one stands in a relation."""
    relations = read_relations(document)
    return replace(
        document,
        basis=tuple(relations.basis),
        basis_paragraphs=relations.basis_paragraphs,
        implements=tuple(relations.implements),
        proposed_by=relations.proposed_by,
        approves=relations.approves,
        approved_by=relations.approved_by,
        amends=tuple(relations.amends),
        replaces=tuple(relations.replaces),
        other_references=tuple(relations.others),
        warnings=(*document.warnings, *relations.warnings),
    )


def _with_targets(document: ParsedDocument, body: Body, lines: Sequence[SourceLine]) -> ParsedDocument:
    """Add the period, and the targets of the sentences and of the tables."""
    period, orientation = period_in(document.title or "")
    issued = int(document.date[:4]) if document.date else None
    binding = binding_year(document.title or "", period)
    reading = read_targets(document.clauses, binding, issued, {line.number: line.text for line in lines})
    clauses = [clause for clause in document.clauses if clause.level == "table"]
    for table, clause in zip(body.tables, clauses, strict=True):
        if reading.is_full():
            break
        targets, baselines = read_target_table(table, clause, issued)
        reading.targets += numbered(targets, len(reading.targets) + 1)
        reading.baselines += baselines
    return replace(
        document,
        period=period,
        orientation_year=orientation,
        targets=tuple(reading.targets),
        baselines=tuple(reading.baselines),
        warnings=(*document.warnings, *reading.warnings),
    )


def _from_header(header: Header) -> ParsedDocument:
    return ParsedDocument(
        type=header.type,
        number=header.number,
        number_line=header.number_line,
        number_parts=header.number_parts,
        date=header.date,
        date_lines=header.date_lines,
        date_raw=header.date_raw,
        place=header.place,
        issuer=header.issuer,
        issuer_parent=header.issuer_parent,
        issuer_level=header.issuer_level,
        issuer_lines=header.issuer_lines,
        issuing_authority_line=header.authority_line,
        title=header.title,
        title_lines=header.title_lines,
    )
