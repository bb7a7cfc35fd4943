"""Where words stand on a PDF page: lines of text, and cells of ruled tables."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

# A rule is a path thinner than this; edges closer than this are one edge (points).
_THIN = 2.5
_SNAP = 3.0
_MIN_LENGTH = 8.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box and the number of the text line that the PDF engine put it on."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    line: int

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: ``xs`` rising, ``ys`` falling (from the top)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return (row, column) of a point, or None when it lies outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = max(i for i, edge in enumerate(self.xs[:-1]) if edge <= x)
        row = max(i for i, edge in enumerate(self.ys[:-1]) if edge >= y)
        return row, column


def find_grids(boxes: Sequence[tuple[float, float, float, float]]) -> list[Grid]:
    """Return the ruled tables made by thin paths (and the edges of box paths), the uppermost first."""
    vertical: list[tuple[float, float, float]] = []  # x, bottom, top
    horizontal: list[tuple[float, float, float]] = []  # y, left, right
    for left, bottom, right, top in boxes:
        width, height = right - left, top - bottom
        if width <= _THIN and height >= _MIN_LENGTH:
            vertical.append(((left + right) / 2, bottom, top))
        elif height <= _THIN and width >= _MIN_LENGTH:
            horizontal.append(((bottom + top) / 2, left, right))
        elif width >= _MIN_LENGTH and height >= _MIN_LENGTH:
            vertical += [(left, bottom, top), (right, bottom, top)]
            horizontal += [(bottom, left, right), (top, left, right)]
    grids = []
    for low, high in _spans([(bottom, top) for _, bottom, top in vertical]):
        xs = _edges([x for x, bottom, top in vertical if bottom >= low - _SNAP and top <= high + _SNAP])
        ys = _edges([y for y, _, _ in horizontal if low - _SNAP <= y <= high + _SNAP])
        if len(xs) >= 4 and len(ys) >= 3:
            grids.append(Grid(tuple(xs), tuple(reversed(ys))))
    return sorted(grids, key=lambda grid: -grid.top)


def _spans(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join intervals that touch."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(intervals):
        if joined and low <= joined[-1][1] + _SNAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def place_words(
    words: Sequence[Word], grids: Sequence[Grid]
) -> tuple[list[Word], list[dict[tuple[int, int], str]]]:
    """Return the words outside all tables, and for each table its cells' text."""
    free: list[Word] = []
    inside: list[dict[tuple[int, int], list[Word]]] = [{} for _ in grids]
    for word in words:
        for index, grid in enumerate(grids):
            place = grid.cell(*word.middle)
            if place is not None:
                inside[index].setdefault(place, []).append(word)
                break
        else:
            free.append(word)
    return free, [{place: _cell_text(found) for place, found in cells.items()} for cells in inside]


def _cell_text(words: list[Word]) -> str:
    return " ".join(text.strip() for text, _ in lines_of_words(words))


def rows_of_words(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into visual lines from the top down, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.middle[1]):
        if rows and _same_row(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.left)
    return rows


def lines_of_words(words: Sequence[Word]) -> list[tuple[str, float]]:
    """Group words into visual lines; return (text, top edge), from the top down.

    Words of one visual line keep a gap of three spaces where they stand more than two letters apart.
    """
    lines = []
    for row in rows_of_words(words):
        text = row[0].text
        for before, word in itertools.pairwise(row):
            height = max(4.0, word.top - word.bottom, before.top - before.bottom)
            text += ("   " if word.left - before.right > 2.2 * height else " ") + word.text
        lines.append((text, max(word.top for word in row)))
    return lines


def _same_row(first: Word, word: Word) -> bool:
    """Centres closer than half a line: accents and descenders move a word's box a little."""
    height = max(6.0, first.top - first.bottom, word.top - word.bottom)
    return abs(first.middle[1] - word.middle[1]) < 0.45 * height
