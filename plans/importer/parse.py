"""Puts the readings of one file together: lines → documents → header, clauses, lists, warnings."""

import hashlib
from dataclasses import replace

from plans.importer import marks
from plans.importer.chrome import site_facts
from plans.importer.doubts import warn
from plans.importer.errors import NotAPlanError
from plans.importer.header import Header, issuer_from_text, read_header
from plans.importer.labels import find_label
from plans.importer.model import ParsedDocument, ParsedFile, ReadingWarning, SourceLine
from plans.importer.outline import OutlineBuilder
from plans.importer.paragraphs import Paragraph, Wrapping, join_lines, measure
from plans.importer.relations import link_documents, read_relations
from plans.importer.recipients import read_recipients
from plans.importer.segmentation import DocumentSpan, Regions, find_regions, split_documents
from plans.importer.signature import read_signer
from plans.importer.source import Source
from plans.importer.targets import read_targets
from plans.importer.years import period_in

_COUNTED = ("phan", "chuong", "muc", "dieu", "roman", "arabic", "dotted", "letter", "dash_bullet", "plus_bullet")


def parse_source(source: Source, data: bytes, name: str) -> ParsedFile:
    """Return the reading of a whole file; raises NotAPlanError when nothing of a document is in it."""
    facts, chrome = site_facts(source.lines)
    lines = tuple(line for index, line in enumerate(source.lines) if index not in chrome)
    require_plan(lines)
    spans = split_documents(lines)
    documents = tuple(
        parse_document(lines, span, source, facts if len(spans) == 1 or span is spans[0] else {}) for span in spans
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


def require_plan(lines: tuple[SourceLine, ...]) -> None:
    """Refuse a text without any of the marks of an administrative document."""
    signals = 0
    labels = 0
    for line in lines:
        text = line.text
        if not text:
            continue
        signals += marks.has_motto(text) or marks.has_number(text) or marks.is_recipients(text)
        signals += marks.is_annex(text) is not None or marks.is_addressee(text)
        label = find_label(text)
        labels += label is not None and label.level != "bullet"
    if signals == 0 and labels < 3:
        raise NotAPlanError


def parse_document(
    lines: tuple[SourceLine, ...], span: DocumentSpan, source: Source, facts: dict[str, str]
) -> ParsedDocument:
    """Return the reading of the document that spans ``span``."""
    header = read_header(lines, span.start, span.end)
    regions = find_regions(lines, span, header.title_index, header.body)
    wrapping = measure(lines[span.start : span.end], structured=source.structured)
    builder = OutlineBuilder()
    body, notes = join_lines(lines[header.body : regions.body_end], wrapping)
    _build_body(builder, body)
    tail = lines[regions.body_end : regions.tail_end]
    _build_annexes(builder, lines, regions, wrapping)
    header = issuer_from_text(
        header, [(p.text, p.lines[0].number) for p in body[:12]], lines[regions.tail_end : regions.tail_end + 14]
    )
    recipients, recipient_lines = read_recipients(tail)
    signer = read_signer(tail)
    warnings = [*header.warnings, *builder.warnings]
    warnings += _missing(header, regions, signer is None, not recipients, lines)
    document = replace(
        _from_header(header),
        clauses=tuple(builder.clauses),
        counts={name: builder.counts.get(name, 0) for name in _COUNTED},
        signer=signer,
        recipients=recipients,
        recipient_lines=recipient_lines,
        footnotes=(*notes, *source.footnotes),
        site_metadata=facts,
        first_line=lines[span.start].number if span.start < len(lines) else 1,
        last_line=lines[span.end - 1].number if span.end else 1,
    )
    texts = {line.number: line.text for line in lines[span.start : span.end]}
    return _with_readings(document, warnings, texts)


def _with_readings(
    document: ParsedDocument, warnings: list[ReadingWarning], texts: dict[int, str]
) -> ParsedDocument:
    """Add what is read from the clauses: relations, targets, tasks, money, duties."""
    relations = read_relations(document)
    period, orientation = period_in(document.title or "")
    issued = int(document.date[:4]) if document.date else None
    reading = read_targets(document.clauses, period, issued, texts)
    warnings = [*warnings, *relations.warnings, *reading.warnings]
    return replace(
        document,
        period=period,
        orientation_year=orientation,
        targets=tuple(reading.targets),
        baselines=tuple(reading.baselines),
        basis=tuple(relations.basis),
        basis_paragraphs=relations.basis_paragraphs,
        implements=tuple(relations.implements),
        proposed_by=relations.proposed_by,
        approves=relations.approves,
        amends=tuple(relations.amends),
        replaces=tuple(relations.replaces),
        other_references=tuple(relations.others),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.line or 0)),
    )


def _build_body(builder: OutlineBuilder, body: list[Paragraph]) -> None:
    """Add preamble, headings and closing; the closing paragraph ("Trên đây là …") stands outside the tree."""
    first = next(
        (i for i, p in enumerate(body) if p.label is not None and p.label.level != "bullet"), len(body)
    )
    last = len(body)
    for position in range(len(body) - 1, max(first, len(body) - 4), -1):
        if body[position].label is None and body[position].text.startswith(("Trên đây là", "Trên đây")):
            last = position
    builder.add_preamble(body[:first])
    for paragraph in body[first:last]:
        builder.add_body(paragraph)
    builder.add_closing(body[last:])


def _build_annexes(
    builder: OutlineBuilder, lines: tuple[SourceLine, ...], regions: Regions, wrapping: Wrapping
) -> None:
    starts = [*regions.annexes, regions.end]
    for start, end in zip(starts, starts[1:], strict=False):
        match = marks.is_annex(lines[start].text)
        if match is None:
            continue
        number = match["no"]
        label = "PHỤ LỤC" if number is None else f"PHỤ LỤC {number}"
        paragraphs, _ = join_lines(lines[start + 1 : end], wrapping)
        title = match["rest"].strip(" .:-–")
        builder.open_annex(label, f"phu-luc-{number}" if number else "phu-luc", title, (lines[start].number,))
        for paragraph in paragraphs:
            builder.add_body(paragraph, "annex")


def _missing(
    header: Header, regions: Regions, no_signer: bool, no_recipients: bool, lines: tuple[SourceLine, ...]
) -> list[ReadingWarning]:
    last = lines[min(regions.body_end, len(lines)) - 1].number if lines else None
    found = []
    if no_signer:
        found.append(warn("signer_missing", last))
    if no_recipients:
        found.append(warn("recipients_missing", last))
    if not regions.closed_by_formula:
        found.append(warn("closing_missing", last))
    return found


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
