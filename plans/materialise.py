"""From the StreamField of a plan to its clauses: pure, so that it can be tested without a page."""

import hashlib
import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from lxml import html as lxml_html

from core.text import nfc, squeeze


@dataclass(frozen=True)
class ClauseRow:
    """One clause ready to be stored; ``html`` is safe to show, ``text`` is what search reads."""

    anchor: str
    level: str
    depth: int
    label: str
    title: str
    html: str
    text: str

    @property
    def text_hash(self) -> str:
        """SHA-256 of number, heading and words: equal clauses of two versions are equal here."""
        return hashlib.sha256("\n".join((self.label, self.title, self.text)).encode()).hexdigest()


def plain_text(markup: str) -> str:
    """Return the words of ``markup``, with a space between blocks."""
    if not markup.strip():
        return ""
    tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    return squeeze(nfc(" ".join(tree.itertext())))


def table_html(rows: list[list[str | None]], caption: str) -> str:
    """Return an accessible table; the first row is the header."""
    if not rows:
        return ""
    head = [html.unescape(str(cell or "")) for cell in rows[0]]
    # Stacked on a phone, where CSS takes the table's own roles away: they are written out.
    columns = "".join(f'<th scope="col" role="columnheader">{escape(cell)}</th>' for cell in head)
    parts = [
        '<table class="table table--stacked" role="table">',
        f"<caption>{escape(caption)}</caption>" if caption else "",
    ]
    parts.append(f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>')
    parts.append('<tbody role="rowgroup">')
    for row in rows[1:]:
        cells = "".join(
            f'<td role="cell" data-label="{escape(name)}">{escape(cell or "")}</td>'
            for name, cell in zip(head, row, strict=False)
        )
        parts.append(f'<tr role="row">{cells}</tr>')
    parts.append("</tbody></table>")
    return "".join(parts)


def clause_rows(blocks: Iterable[Any]) -> Iterator[ClauseRow]:
    """Yield the rows of the bound blocks of a plan's body."""
    for block in blocks:
        value = block.value
        if block.block_type == "table":
            rows = (value["table"] or {}).get("data") or []
            text = squeeze(nfc(" ".join(str(cell or "") for row in rows for cell in row)))
            markup = table_html(rows, value["title"])
            yield ClauseRow(value["anchor"], "table", 1, "", value["title"], markup, text)
            continue
        markup = str(value["text"]) if value["text"] else ""
        yield ClauseRow(
            anchor=value["anchor"],
            level=value["level"],
            depth=value["depth"] or 0,
            label=value["label"],
            title=value["title"],
            html=markup,
            text=plain_text(value["text"].source if value["text"] else ""),
        )
