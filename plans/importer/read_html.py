"""HTML pages: blocks become lines, tables stay tables, what is not content is left out."""

from lxml import etree, html
from lxml.etree import _Element as Element

from plans.importer.errors import EmptyFileError, TruncatedFileError
from plans.importer.line_writer import LineWriter, TableCell
from plans.importer.source import Source

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "iframe",
        "svg",
        "form",
        "button",
        "select",
        "option",
        "canvas",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
        "body",
        "html",
        "address",
        "figure",
        "figcaption",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "hr",
    ]
)
_MAX_DEPTH = 200


def read_html(text: str) -> Source:
    """Return the lines of an HTML page, one for each block."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise EmptyFileError("Trang HTML không có nội dung") from error
    reader = _Reader()
    reader.read(root, 0)
    reader.flush()
    if not any(line.text for line in reader.writer.lines):
        raise EmptyFileError("Trang HTML không có nội dung")
    return Source("html", tuple(reader.writer.lines), structured=True)


class _Reader:
    """Walks the tree; inline text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self.writer = LineWriter()
        self._parts: list[str] = []
        self._counters: list[int | None] = []

    def flush(self) -> None:
        """Write the gathered text as a line."""
        text = "".join(self._parts)
        self._parts = []
        if text.strip():
            self.writer.add_paragraph("\n".join(" ".join(piece.split()) for piece in text.split("\x1e")))

    def read(self, element: Element, depth: int) -> None:
        """Read an element and the text after it."""
        if depth > _MAX_DEPTH:
            raise TruncatedFileError("Trang HTML lồng quá nhiều lớp")
        tag = element.tag
        if isinstance(tag, str) and tag.lower() not in _SKIPPED:
            self._element(element, tag.lower(), depth)
        if element.tail:
            self._parts.append(element.tail)

    def _element(self, element: Element, tag: str, depth: int) -> None:
        if tag == "br":
            self._parts.append("\x1e")
            return
        if tag == "table":
            self.flush()
            self.writer.add_table(_rows(element))
            return
        block = tag in _BLOCKS
        if block:
            self.flush()
        if tag in {"ul", "ol"}:
            self._counters.append(0 if tag == "ol" else None)
        if tag == "li":
            self._parts.append(self._item())
        if element.text:
            self._parts.append(element.text)
        for child in element:
            self.read(child, depth + 1)
        if tag in {"ul", "ol"}:
            self._counters.pop()
        if block:
            self.flush()

    def _item(self) -> str:
        if not self._counters or self._counters[-1] is None:
            return "- "
        self._counters[-1] += 1
        return f"{self._counters[-1]}. "


def _rows(table: Element) -> list[list[TableCell]]:
    """Return the cells of a table with row and column spans laid out on a grid; inner tables are flattened."""
    rows: list[list[TableCell]] = []
    taken: dict[int, int] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells: list[TableCell] = []
        column = 0
        blocked = {c for c, left in taken.items() if left > 0}
        taken = {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while column in blocked:
                column += 1
            span, height = _span(cell, "colspan"), _span(cell, "rowspan")
            cells.append(TableCell(_cell_texts(cell), column, span))
            if height > 1:
                taken.update({column + offset: height - 1 for offset in range(span)})
            column += span
        rows.append(cells)
    return rows


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(60, int(value))) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _cell_texts(cell: Element) -> tuple[str, ...]:
    parts: list[str] = []
    _cell_text(cell, parts, 0)
    lines = ("".join(parts)).split("\x1e")
    return tuple(text for line in lines if (text := " ".join(line.split())))


def _cell_text(element: Element, parts: list[str], depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else "script"
        if tag not in _SKIPPED:
            block = tag in _BLOCKS or tag == "br"
            if block:
                parts.append("\x1e")
            _cell_text(child, parts, depth + 1)
            if block:
                parts.append("\x1e")
        if child.tail:
            parts.append(child.tail)
