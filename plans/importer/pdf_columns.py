"""Tables that a PDF draws without rules, told by white columns that run through all their lines.

Only a header that begins with "STT" or "TT" opens one, and every line must keep the white columns open:
running text closes them, so it can never be broken into cells.
"""

import itertools
from collections.abc import Sequence

from plans.importer.columns import is_number_head
from plans.importer.pdf_layout import Grid, Word, rows_of_words
from plans.importer.stream_rows import is_row_number, is_total

# Columns stand farther apart than words do (points); a space in 12-point text is about 3.
_COLUMN_GAP = 6.0
_MIN_COLUMNS = 3
_MIN_LINES = 3
# Lines farther apart than this many line heights belong to different blocks.
_MAX_STEP = 3.5

Span = tuple[float, float]


def find_open_tables(words: Sequence[Word]) -> list[Grid]:
    """Return the tables without rules among ``words``, the uppermost first."""
    rows = rows_of_words(words)
    grids: list[Grid] = []
    index = 0
    while index < len(rows):
        end = index + 1
        if is_number_head(rows[index][0].text, "") or _is_two_word_head(rows[index]):
            grid, end = _table_at(rows, index)
            if grid is not None:
                grids.append(grid)
        index = max(end, index + 1)
    return grids


def _is_two_word_head(row: Sequence[Word]) -> bool:
    return len(row) > 1 and is_number_head(f"{row[0].text} {row[1].text}", "")


def _table_at(rows: Sequence[list[Word]], start: int) -> tuple[Grid | None, int]:
    """Return the table whose header begins at ``start`` and the index after it, or None."""
    first = next(
        (
            position
            for position in range(start + 1, min(start + 5, len(rows)))
            if _is_numbered(rows[position])
        ),
        None,
    )
    if first is None:
        return None, start + 1
    covered = _covered([word for row in rows[start:first] for word in row])
    columns = len(covered)
    if columns < _MIN_COLUMNS:
        return None, start + 1
    end = first
    while end < len(rows) and _is_near(rows[end - 1], rows[end]):
        if is_total(" ".join(word.text for word in rows[end][:2])):
            end += 1
            break
        widened = _joined([*covered, *_covered(rows[end])])
        if len(widened) != columns:
            break
        covered = widened
        end += 1
    if end - start < _MIN_LINES or sum(_is_numbered(row) for row in rows[first:end]) < 2:
        return None, start + 1
    return _grid(rows[start:end], first - start, covered), end


def _is_numbered(row: Sequence[Word]) -> bool:
    return len(row) > 1 and is_row_number(row[0].text)


def _is_near(above: Sequence[Word], below: Sequence[Word]) -> bool:
    height = max(6.0, max(word.top - word.bottom for word in below))
    return min(word.bottom for word in above) - max(word.top for word in below) < _MAX_STEP * height


def _covered(words: Sequence[Word]) -> list[Span]:
    return _joined([(word.left, word.right) for word in words])


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Join spans that are nearer to each other than two columns are."""
    joined: list[Span] = []
    for left, right in sorted(spans):
        if joined and left - joined[-1][1] < _COLUMN_GAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _grid(rows: Sequence[list[Word]], header: int, covered: Sequence[Span]) -> Grid:
    """Return the cells: cut between the columns, and over each line that begins with a number."""
    cuts = [(before[1] + after[0]) / 2 for before, after in itertools.pairwise(covered)]
    right = max(word.right for row in rows for word in row)
    starts = [0, *(n for n in range(header, len(rows)) if n == header or _starts_row(rows[n], cuts[0]))]
    ys = [max(word.top for word in rows[n]) + 0.5 for n in starts]
    bottom = min(word.bottom for row in rows for word in row)
    return Grid((covered[0][0] - 1, *cuts, right + 1), (*ys, bottom - 1))


def _starts_row(row: Sequence[Word], edge: float) -> bool:
    """A line that fills the number column, or the total."""
    return row[0].middle[0] < edge or is_total(" ".join(word.text for word in row[:2]))
