"""Paragraphs → the tree of clauses with stable anchors.

A label opens a clause under the nearest open clause of a higher level; anchors are made of the printed
labels ("II.2.a"), so that a link outlives a new import of the same text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plans.importer.doubts import warn
from plans.importer.labels import HEADING_LEVELS, LEVEL_RANK, Label, follows
from plans.importer.model import ParsedClause, ReadingWarning
from plans.importer.paragraphs import Paragraph

_TERMINALS = (".", ";", "!", "?", "./.", ",")
# Levels whose whole text is a heading whatever its length.
_ALWAYS_HEADINGS = frozenset({"phan", "chuong", "muc"})
_LONG_HEADING = 260


@dataclass(slots=True)
class _Open:
    """A clause that can still take children."""

    rank: int
    anchor: str
    path: str
    depth: int
    level: str
    ordinal: str
    last: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    children: int = 0


@dataclass(slots=True)
class OutlineBuilder:
    """Builds the clauses of one document: preamble, body, closing and appendices in one anchor space."""

    clauses: list[ParsedClause] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    _anchors: set[str] = field(default_factory=set)
    _repeats: dict[str, int] = field(default_factory=dict)
    _stack: list[_Open] = field(default_factory=list)
    _free: dict[str, int] = field(default_factory=dict)
    _top: _Open = field(default_factory=lambda: _Open(-9, "", "", 0, "root", ""))

    def add_preamble(self, paragraphs: Iterable[Paragraph]) -> None:
        """Add what stands before the first heading: ``mo-dau-1``, ``mo-dau-2``…"""
        for paragraph in paragraphs:
            self._add_free(paragraph, "mo-dau", "preamble")

    def add_closing(self, paragraphs: Iterable[Paragraph]) -> None:
        """Add the closing paragraph, which belongs to no heading: ``ket-thuc-1``."""
        self._stack.clear()
        for paragraph in paragraphs:
            self._add_free(paragraph, "ket-thuc", "closing")

    def add_body(self, paragraph: Paragraph, region: str = "body") -> None:
        """Add a paragraph of the body or of an appendix."""
        label = paragraph.label
        if label is None or (label.level == "bullet" and not label.rest):
            self._add_plain(paragraph, region)
        elif label.level == "bullet":
            self._add_bullet(paragraph, label, region)
        else:
            self._add_labelled(paragraph, label, region)

    def add_table(self, rows: tuple[tuple[str, ...], ...], lines: tuple[int, ...], region: str) -> None:
        """Add a table under the open heading."""
        self._close_bullets()
        parent = self._stack[-1] if self._stack else None
        anchor = self._child_anchor(parent, "phu-luc" if region == "annex" else "mo-dau")
        text = "\n".join("\t".join(row) for row in rows)
        self._emit("table", "", anchor, parent, "", text, lines, region, table=rows)

    def open_annex(self, label: str, piece: str, title: str, lines: tuple[int, ...]) -> None:
        """Open an appendix: ``phu-luc``, ``phu-luc-II``."""
        self._stack.clear()
        anchor = self._unique(piece)
        self._emit(
            "phan", label, anchor, None, title, title or label, lines, "annex", heading=True, path=label
        )
        self._stack.append(_Open(-1, anchor, label, 1, "annex", label))

    def _add_free(self, paragraph: Paragraph, prefix: str, region: str) -> None:
        self._free[prefix] = self._free.get(prefix, 0) + 1
        anchor = self._unique(f"{prefix}-{self._free[prefix]}")
        label = paragraph.label
        level = "bullet" if label is not None and label.level == "bullet" else "paragraph"
        printed = label.label if label is not None and level == "bullet" else ""
        text = label.rest if label is not None and level == "bullet" else paragraph.text
        self._emit(level, printed, anchor, None, "", text, paragraph.numbers, region)

    def _add_labelled(self, paragraph: Paragraph, label: Label, region: str) -> None:
        rank = label.rank
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        siblings = parent or self._root()
        path, anchor = self._names(label, siblings, parent)
        self._check_order(label, siblings, parent, paragraph, path)
        siblings.last[label.level] = label.ordinal
        heading = is_heading(label, paragraph.text)
        title = label.rest if heading else ""
        if region == "body":
            self._count(label.level)
        self._emit(
            label.level, label.label, anchor, parent, title, label.rest, paragraph.numbers, region,
            heading=heading, path=path,
        )  # fmt: skip
        depth = parent.depth + 1 if parent else 1
        self._stack.append(_Open(rank, anchor, path, depth, label.level, label.ordinal))

    def _names(self, label: Label, siblings: _Open, parent: _Open | None) -> tuple[str, str]:
        """Return the JSON path and the anchor of a labelled clause; a repeated label gets its count."""
        name = f"{label.level}:{label.path}"
        siblings.counts[name] = count = siblings.counts.get(name, 0) + 1
        piece = label.path if count == 1 else f"{label.path}[{count}]"
        path = f"{parent.path}/{piece}" if parent else piece
        if parent is None:
            anchor = label.anchor
        elif label.level == "dotted" and parent.level in {"arabic", "dotted"}:
            above = (
                parent.anchor.rsplit(".", parent.ordinal.count(".") + 1)[0] if "." in parent.anchor else ""
            )
            anchor = f"{above}.{label.anchor}" if above else label.anchor
        else:
            anchor = f"{parent.anchor}.{label.anchor}"
        return path, self._unique(anchor if count == 1 else f"{anchor}_{count}")

    def _check_order(
        self, label: Label, siblings: _Open, parent: _Open | None, paragraph: Paragraph, path: str
    ) -> None:
        line = paragraph.lines[0].number
        before = siblings.last.get(label.level)
        if label.level == "dotted" and parent is not None and parent.level in {"arabic", "dotted"}:
            if not label.ordinal.startswith(f"{parent.ordinal}."):
                self.warnings.append(warn("label_parent", line, label=label.label, parent=parent.ordinal))
        if path.endswith("]"):
            self.warnings.append(warn("label_repeated", line, label=label.label, path=path))
        elif label.level == "dieu" and before is None:
            return  # Articles count through chapters: their first number under a chapter says nothing.
        elif not follows(before, label):
            if before is None:
                self.warnings.append(warn("label_first", line, label=label.label))
            else:
                self.warnings.append(warn("label_skipped", line, before=before, label=label.label))

    def _add_bullet(self, paragraph: Paragraph, label: Label, region: str) -> None:
        while self._stack and self._stack[-1].rank >= label.rank:
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        if region == "body":
            self._count("plus_bullet" if label.rank > LEVEL_RANK["bullet"] else "dash_bullet")
        anchor = self._child_anchor(parent, "muc")
        heading = not label.rest.endswith((*_TERMINALS, ":")) and len(label.rest) < 120
        self._emit(
            "bullet", label.label, anchor, parent, "", label.rest, paragraph.numbers, region,
            path=parent.path if parent else "",
        )  # fmt: skip
        depth = parent.depth + 1 if parent else 1
        takes_plain = heading or label.rest.endswith(":")
        self._stack.append(
            _Open(
                label.rank,
                anchor,
                parent.path if parent else "",
                depth,
                "bullet" if takes_plain else "item",
                "",
            )
        )

    def _add_plain(self, paragraph: Paragraph, region: str) -> None:
        """A paragraph without a label belongs to the heading, or to the "- Về …:" line that opens a list."""
        while self._stack and self._stack[-1].level == "item":
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        anchor = self._child_anchor(parent, "doan")
        self._emit(
            "paragraph", "", anchor, parent, "", paragraph.text, paragraph.numbers, region,
            path=parent.path if parent else "",
        )  # fmt: skip

    def _close_bullets(self) -> None:
        while self._stack and self._stack[-1].rank >= LEVEL_RANK["bullet"]:
            self._stack.pop()

    def _root(self) -> _Open:
        return self._top

    def _child_anchor(self, parent: _Open | None, prefix: str) -> str:
        owner = parent or self._root()
        owner.children += 1
        return self._unique(f"{parent.anchor}-{owner.children}" if parent else f"{prefix}-{owner.children}")

    def _unique(self, anchor: str) -> str:
        anchor = anchor.replace(" ", "-")
        candidate, count = anchor, self._repeats.get(anchor, 1)
        while candidate in self._anchors:
            count += 1
            candidate = f"{anchor}_{count}"
        self._repeats[anchor] = count
        self._anchors.add(candidate)
        return candidate

    def _count(self, level: str) -> None:
        self.counts[level] = self.counts.get(level, 0) + 1

    def _emit(
        self,
        level: str,
        label: str,
        anchor: str,
        parent: _Open | None,
        title: str,
        text: str,
        lines: tuple[int, ...],
        region: str,
        *,
        heading: bool = False,
        path: str | None = None,
        table: tuple[tuple[str, ...], ...] | None = None,
    ) -> None:
        own = path if path is not None else (parent.path if parent else "")
        depth = parent.depth + 1 if parent else 1
        self.clauses.append(
            ParsedClause(
                level=level,
                label=label,
                anchor=anchor,
                parent_anchor=parent.anchor if parent else "",
                depth=depth,
                title=title,
                text=text,
                lines=lines,
                table=table,
                is_heading=heading,
                path=own,
                region=region,
            )
        )


def is_heading(label: Label, text: str) -> bool:
    """Return whether a labelled line names what follows rather than being a sentence of the text."""
    rest = label.rest
    if label.level in _ALWAYS_HEADINGS:
        return True
    if not rest or label.level not in HEADING_LEVELS:
        return not rest
    if label.level == "roman" and rest.upper() == rest:
        return True
    return len(rest) <= _LONG_HEADING and not rest.endswith(_TERMINALS) and not rest.endswith(("”.", ")."))
