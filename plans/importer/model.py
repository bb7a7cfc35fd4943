"""What the importer gives back: frozen records, each with its place in the source.

Shared conventions: all text is NFC; ``lines`` and ``line`` are 1-based numbers in the raw file
(paragraphs for docx and html, text lines for txt and pdf); dates are ISO strings; money is in tỷ đồng
(10^9 VND) whatever unit the document prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

LEVELS = (
    "phan",
    "chuong",
    "muc",
    "dieu",
    "roman",
    "arabic",
    "dotted",
    "letter",
    "bullet",
    "paragraph",
    "table",
)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The place of a line inside a table of the source file (0-based)."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source: ``raw`` as written (NFC), ``text`` cleaned and squeezed for reading."""

    number: int
    text: str
    raw: str
    page: int | None = None
    cell: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A doubt for the editor: a stable ``code``, the source line (or None) and a Vietnamese sentence."""

    code: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Signer:
    """The person who signed, as printed: ``authority_lines`` are the lines above the name."""

    name: str
    title: str
    authority_lines: tuple[str, ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that this one cites.

    ``role`` is the word or place that makes the relation: "Căn cứ", "Thực hiện", "mục căn cứ"...
    ``date_conflict`` holds another date that the same text gives to the same number.
    """

    type: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    raw: str
    line: int
    role: str | None = None
    relation: str | None = None
    date_conflict: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """One piece of the body in reading order.

    ``anchor`` is unique in the document; ``parent_anchor`` is "" at the top; ``depth`` starts at 1;
    ``path`` is the form used in JSON ("II/2/a)") and is that of the nearest labelled clause.
    """

    level: str
    label: str
    anchor: str
    parent_anchor: str
    depth: int
    title: str
    text: str
    lines: tuple[int, ...]
    table: tuple[tuple[str, ...], ...] | None
    is_heading: bool
    path: str
    region: str = "body"  # preamble, body, closing, annex


@dataclass(frozen=True, slots=True)
class Condition:
    """A number that qualifies a target and is none itself: "thời lượng trực tuyến chiếm hơn 50%"."""

    text: str
    value: Decimal
    comparator: str


@dataclass(frozen=True, slots=True)
class Target:
    """A number with a unit that commits to a future state.

    ``comparator``: eq, gt, gte, lt, lte or avg. A range keeps its lower end in ``value`` (gte) and its
    upper end in ``value_max``. ``year``: an int, a period "2022-2025" or None; ``year_source``:
    section_heading, inline, plan_period, table_header or None. ``parent`` is the id of the target it is a part of.
    """

    id: str
    section: str
    anchor: str
    line: int
    value: Decimal
    value_raw: str
    unit: str
    comparator: str
    comparator_raw: str
    subject: str
    year: int | str | None
    year_source: str | None
    value_max: Decimal | None = None
    parent: str | None = None
    condition: Condition | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts of one row by source, in tỷ đồng; None where the cell is blank or "-"."""

    total: Decimal | None = None
    central: Decimal | None = None
    province: Decimal | None = None
    district: Decimal | None = None
    commune: Decimal | None = None
    other: Decimal | None = None

    def by_source(self) -> dict[str, Decimal]:
        """Return the amounts that are present, without the total."""
        names = ("central", "province", "district", "commune", "other")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a task table; ``budget`` is None when the table has no money column."""

    no: str
    title: str
    lead: str | None
    partner: str | None
    time: str | None
    budget: Money | None
    budget_raw: tuple[str, ...]
    note: str | None
    product: str | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """A group row of a task table with its own subtotal and its tasks."""

    no: str
    title: str
    subtotal: Money | None
    tasks: tuple[Task, ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskTable:
    """All task rows of a document; ``items`` holds groups, and tasks that stand in no group."""

    columns: tuple[str, ...]
    items: tuple[TaskGroup | Task, ...]
    unit: str | None = None
    total: Money | None = None
    lines: tuple[int, ...] = ()

    def tasks(self) -> Iterator[Task]:
        """Yield every task, groups flattened."""
        for item in self.items:
            if isinstance(item, TaskGroup):
                yield from item.tasks
            else:
                yield item

    def groups(self) -> tuple[TaskGroup, ...]:
        """Return the group rows."""
        return tuple(item for item in self.items if isinstance(item, TaskGroup))


@dataclass(frozen=True, slots=True)
class Budget:
    """The money of the whole plan; ``sums_check`` names each check that could be made and its outcome."""

    total: Decimal | None
    by_source: dict[str, Decimal]
    unit: str
    in_words: str | None = None
    in_words_value: Decimal | None = None
    sums_check: dict[str, bool] = field(default_factory=dict)
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    """Who reports to whom. ``deadline`` is "--12-15" (every year) or an ISO date; ``before`` = no later than."""

    who: str
    to: tuple[str, ...]
    via: str | None
    frequency: str | None
    deadline: str | None
    deadline_raw: str | None
    before: bool
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote with the mark that calls it."""

    mark: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """An appendix: in the file (``present``) or only promised by the text."""

    label: str
    title: str
    present: bool
    line: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The reading of one document of a file."""

    type: str | None = None
    number: str | None = None
    number_line: int | None = None
    number_parts: dict[str, str | int | None] = field(default_factory=dict)
    date: str | None = None
    date_lines: tuple[int, ...] = ()
    date_raw: str | None = None
    place: str | None = None
    issuer: str | None = None
    issuer_parent: str | None = None
    issuer_level: str | None = None
    issuer_lines: tuple[int, ...] = ()
    issuing_authority_line: str | None = None
    title: str | None = None
    title_lines: tuple[int, ...] = ()
    period: str | None = None
    orientation_year: int | None = None
    effective: str | None = None
    effective_raw: str | None = None
    signer: Signer | None = None
    basis: tuple[Reference, ...] = ()
    basis_paragraphs: int = 0
    implements: tuple[Reference, ...] = ()
    proposed_by: Reference | None = None
    approves: Reference | None = None
    approved_by: Reference | None = None
    amends: tuple[Reference, ...] = ()
    replaces: tuple[Reference, ...] = ()
    other_references: tuple[Reference, ...] = ()
    clauses: tuple[ParsedClause, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    baselines: tuple[Target, ...] = ()
    tasks: TaskTable | None = None
    budget: Budget | None = None
    reporting: tuple[ReportingDuty, ...] = ()
    feedback_channel: str | None = None
    recipients: tuple[str, ...] = ()
    recipient_lines: tuple[int, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)
    site_metadata: dict[str, str] = field(default_factory=dict)
    first_line: int = 1
    last_line: int = 1
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The reading of one file: its documents in order and the lines they were read from."""

    name: str
    kind: str  # txt, docx, pdf, html
    sha256: str
    size: int
    documents: tuple[ParsedDocument, ...]
    source_lines: tuple[SourceLine, ...]
    warnings: tuple[ReadingWarning, ...] = ()
