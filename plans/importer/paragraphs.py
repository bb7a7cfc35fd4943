"""Physical lines → paragraphs: joins what a page or an editor cut, and nothing else.

Two habits are told apart by measuring the file: one paragraph a line, or text wrapped at some 80
columns. A wrapped line that begins with "- " inside "dạy - học" is no bullet.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.text import fold
from plans.importer import marks
from plans.importer.labels import Label, find_label, follows
from plans.importer.model import Footnote, SourceLine
from plans.importer.vocabulary import is_caps

_TERMINAL = re.compile(r"[.;:!?…][”\"’')\]]?$|\./\.?$")
_BRACKET_NOTE = re.compile(r"^\[(\d{1,3}|\*)\]\s*(.*)$")
_PLAIN_NOTE = re.compile(r"^(\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])\s+(?=[A-ZĐÀ-Ỹ])(.*)$")
_WORD_ARTEFACT = re.compile(r"\[bookmark: [^\]]{0,60}\]")
# Words after which no Vietnamese sentence or heading ends.
_OPEN_WORDS = frozenset(
    [
        "và",
        "hoặc",
        "của",
        "với",
        "cho",
        "tại",
        "trong",
        "đến",
        "các",
        "những",
        "về",
        "theo",
        "do",
        "bởi",
        "từ",
        "là",
        "số",
        "sở",
        "bộ",
        "phòng",
        "ngày",
        "tháng",
        "để",
        "được",
        "bằng",
        "trên",
        "dưới",
        "giữa",
        "gồm",
        "như",
        "mỗi",
        "một",
        "việc",
        "vào",
        "nhằm",
        "khi",
        "qua",
        "công",
        "kế",
        "thủ",
    ]
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a document are broken: ``width`` is the wrap column, None when nothing is wrapped.

    ``short_first_lines``: some converters break the first line of every paragraph far before the column.
    """

    width: int | None
    structured: bool = False
    short_first_lines: bool = False


@dataclass(slots=True)
class Paragraph:
    """A logical line: its text, the source lines it was joined from, and its label if any."""

    text: str
    lines: list[SourceLine]
    label: Label | None
    after_blank: bool = False
    joined_over_break: bool = field(default=False)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The source line numbers."""
        return tuple(line.number for line in self.lines)


def measure(lines: Iterable[SourceLine], *, structured: bool) -> Wrapping:
    """Return whether the lines are wrapped, and where."""
    if structured:
        return Wrapping(None, structured=True)
    texts = [line.text for line in lines if line.cell is None]
    filled = [text for text in texts if len(text) > 20]
    if len(filled) < 6:
        return Wrapping(None)
    pairs = broken = 0
    for here, following in itertools.pairwise(texts):
        if len(here) > 20 and following:
            pairs += 1
            broken += not _TERMINAL.search(here) and (following[0].islower() or following[0].isdigit())
    lengths = sorted(map(len, filled))
    width = lengths[int(len(lengths) * 0.97)] if len(lengths) > 1 else lengths[0]
    if width <= 180 and pairs and broken / pairs >= 0.12:
        return Wrapping(width, short_first_lines=_first_lines_are_short(texts, width))
    return Wrapping(None)


def _first_lines_are_short(texts: Sequence[str], width: int) -> bool:
    labelled = cut = 0
    for here, following in itertools.pairwise(texts):
        if following and find_label(here) and not find_label(following):
            labelled += 1
            cut += len(here) < 0.6 * width and following[0].islower()
    return labelled >= 5 and cut / labelled > 0.4


def join_lines(lines: Sequence[SourceLine], wrapping: Wrapping) -> tuple[list[Paragraph], list[Footnote]]:
    """Return the paragraphs of a region and the footnotes that stood between their lines."""
    paragraphs: list[Paragraph] = []
    footnotes: list[Footnote] = []
    blank = True
    seen: dict[str, str] = {}
    index = 0
    while index < len(lines):
        line = lines[index]
        text = _WORD_ARTEFACT.sub("", line.text).strip()
        note = _footnote(lines, index, paragraphs)
        if note is not None:
            footnotes.append(note[0])
            index = note[1]
            continue
        index += 1
        if not text or marks.is_noise(text) or marks.is_page_number(text):
            blank = blank or not text
            continue
        label = find_label(text)
        if paragraphs and _continues(paragraphs[-1], text, label, blank, wrapping, seen):
            _append(paragraphs[-1], line, text, blank)
        else:
            paragraphs.append(Paragraph(text, [line], label, blank))
            if label is not None and label.level != "bullet":
                seen[label.level] = label.ordinal
        blank = False
    return paragraphs, footnotes


def _append(paragraph: Paragraph, line: SourceLine, text: str, blank: bool) -> None:
    paragraph.text = f"{paragraph.text} {text}"
    paragraph.lines.append(line)
    paragraph.joined_over_break = paragraph.joined_over_break or blank
    paragraph.label = find_label(paragraph.text) or paragraph.label


def _continues(
    last: Paragraph, text: str, label: Label | None, blank: bool, wrapping: Wrapping, seen: dict[str, str]
) -> bool:
    """Return whether ``text`` goes on with the paragraph ``last``."""
    tail = last.lines[-1].text
    if marks.is_end(tail):
        return False
    if last.label is not None and not last.label.rest and label is None:
        return last.label.level != "bullet"
    if wrapping.structured:
        return False
    if label is not None:
        return wrapping.width is not None and _wrapped_label(
            last, tail, text, label, blank, wrapping.width, seen
        )
    if blank or wrapping.width is None:
        ends = _TERMINAL.search(tail) is not None
        return text[0].islower() and not ends and len(tail) > 30
    return _continues_wrapped(last, tail, text, wrapping)


def _wrapped_label(
    last: Paragraph, tail: str, text: str, label: Label, blank: bool, width: int, seen: dict[str, str]
) -> bool:
    """Return whether what looks like a label is the inside of a sentence cut by the wrap."""
    if blank or _TERMINAL.search(tail):
        return False
    if label.level == "bullet" and label.rest[:1].islower():
        return not (last.label is not None and last.label.level == "bullet" and last.label.rest[:1].islower())
    if not _is_full(tail, text, width) and not _is_open(last.text):
        return False
    if label.level == "bullet":
        return _is_open(last.text)
    if label.level in {"arabic", "letter", "dotted"}:
        return not follows(seen.get(label.level), label) and not follows(None, label)
    return False


def _continues_wrapped(last: Paragraph, tail: str, text: str, wrapping: Wrapping) -> bool:
    width = wrapping.width or 0
    body = last.label.rest if last.label else last.text
    if is_caps(body) != is_caps(text) and is_caps(body) and len(body) > 3:
        return text[0].islower()
    if not text[0].isupper():
        cut_first = wrapping.short_first_lines and len(last.lines) == 1 and tail.endswith(":")
        return text[0].islower() or not _TERMINAL.search(tail) or _is_full(tail, text, width) or cut_first
    if is_caps(body) and is_caps(text):
        return True
    if _is_open(last.text):
        return True
    if _TERMINAL.search(tail):
        return tail[-1] not in ";:" and _is_full(tail, text, width) and len(text) > 0.6 * width
    if _is_full(tail, text, width):
        return True
    return last.label is not None and last.label.level != "bullet" and " " not in last.label.rest


def _is_full(tail: str, text: str, width: int) -> bool:
    """The next word did not fit: the break is the wrap's, not the writer's."""
    return len(tail) + 1 + len(text.split(" ", 1)[0]) > width


def _is_open(text: str) -> bool:
    """A paragraph that cannot end here: a comma, an open bracket or quotation, a preposition."""
    if text[-1] in ",-–(/“&":
        return True
    part = text[-600:]
    if part.count("(") > part.count(")") or part.count("“") > part.count("”"):
        return True
    return text.rsplit(" ", 1)[-1].lower() in _OPEN_WORDS


def _footnote(
    lines: Sequence[SourceLine], index: int, paragraphs: list[Paragraph]
) -> tuple[Footnote, int] | None:
    """Return the footnote that stands at ``index`` and the index after it, or None.

    A footnote is "[1] …", or "1 …" where the sentence above is cut and its call "giáo dục1" was seen.
    """
    text = lines[index].text
    match = _BRACKET_NOTE.match(text)
    if match is None:
        match = _PLAIN_NOTE.match(text)
        if match is None or not paragraphs or not _cut_by_note(paragraphs[-1].text, match[1], lines, index):
            return None
    elif not paragraphs or f"[{match[1]}]" not in " ".join(p.text for p in paragraphs[-400:]):
        return None
    pieces = [match[2]]
    after = index + 1
    while after < len(lines) and not _TERMINAL.search(pieces[-1]):
        following = lines[after].text
        if not following or find_label(following) or _BRACKET_NOTE.match(following) or len(pieces) > 5:
            break
        pieces.append(following)
        after += 1
    return Footnote(match[1], " ".join(pieces), lines[index].number), after


def _cut_by_note(open_text: str, mark: str, lines: Sequence[SourceLine], index: int) -> bool:
    if _TERMINAL.search(open_text):
        return False
    called = re.search(
        rf"[^\W\d]{{2,12}}{re.escape(mark)}(?!\w)", fold(open_text[-2000:]) if mark.isdigit() else open_text
    )
    following = next((line.text for line in lines[index + 1 : index + 8] if line.text), "")
    goes_on = following[:1].islower() or (following[:1].isdigit() and not find_label(following))
    return called is not None and (goes_on or bool(following))
