"""Targets: every number with a unit that commits to a future state.

No targets are baselines ("Thực trạng", "hiện nay", past years) and conditions ("với thời lượng trực tuyến
chiếm hơn 50%"). Percentages count in every section but the baselines; other units need a comparator, or a
heading of aims and a verb.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from core.text import fold
from plans.importer.amounts import parse_number
from plans.importer.comparators import Comparator, comparator_around, inherited
from plans.importer.doubts import warn
from plans.importer.model import Condition, ParsedClause, Target
from plans.importer.sections import SectionMap
from plans.importer.subjects import before_number, subject_of
from plans.importer.target_numbers import (
    NUMBER,
    REACH,
    bracket_around,
    fraction_before,
    inline_condition,
    is_whole_fraction,
    printed,
    rises,
    unit_of,
)
from plans.importer.target_reading import MAX_TARGETS, TargetReading
from plans.importer.years import FoundYear, find_years

_NOT_BEFORE = re.compile(
    r"(?:\b(?:số|mức độ|cấp độ|mức|bậc|lớp|điều|khoản|điểm|năm|tháng|ngày|thứ|phụ lục|phiên bản|mục|"
    r"khối|quý|tuần|và 3 và)\s*)$",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"\b(?:hien nay|hien co|hien tai|da dat|da co|den nay|truoc day|tinh den|hien dang|con hon)\b"
)
_COMMITS = re.compile(
    r"\b(?:co|dat|xay dung|hoan thanh|so hoa|boi duong|trang bi|dau tu|to chuc|phat trien|tao|cung "
    r"cap|bien soan|"
    r"thanh lap|trien khai|cap|dao tao|mo|duoc|tang|phan dau|thu hut|bo tri|hinh thanh|tap huan|dang "
    r"ky|dua|soan|dong gop|viet|tham gia|doc|hoc|tang|giam|xoa|cai tao|sua chua|nang cap|bo sung|"
    r"lap dat|mua sam|tuyen|tuyen dung|ho tro|huy dong|xay moi|cong nhan)\b"
)
_CONDITION = re.compile(r"\b(?:voi|neu|trong truong hop|chiem|khi|dieu kien)\b")
_SPLIT = re.compile(r"\b(?:trong do|gom|bao gom|cu the|phan theo)\b")
# No sentence of a plan is longer; the words that decide what a number means stand within reach of it.
_MAX_SENTENCE = 8_000
_MAX_NUMBERS = 60
_ONLY_YEAR = re.compile(r"(?:(?:vào|đến|hết)\s)?(?:năm|giai đoạn)[\s\d-]*(?:là)?", re.IGNORECASE)
# "Đến năm 2027: …; …" binds every sentence of its clause.
_OPENING_YEAR = re.compile(r"(?:Đến|Hết|Trong|Năm|Giai đoạn|Từ)\s[^:;.]{0,40}:")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Context:
    clause: ParsedClause
    kind: str | None
    year: int | str | None
    year_source: str | None
    parent: str | None
    issued: int | None
    line_of: tuple[tuple[int, int], ...]


def read_targets(
    clauses: Sequence[ParsedClause], period: int | str | None, issued: int | None, texts: dict[int, str]
) -> TargetReading:
    """Read the targets of a document's body.

    ``period``: the year of a one-year plan, which binds targets that name none; ``issued``: the year of
    signing, before which a number is a baseline; ``texts``: source line number → text, to place a number.
    """
    reading = TargetReading()
    sections = SectionMap(clauses)
    intro: tuple[str, FoundYear] | None = None
    owners: dict[str, str] = {}
    for clause in clauses:
        if clause.region != "body" or clause.level == "table":
            continue
        if reading.is_full():
            reading.warnings.append(warn("targets_many", clause.lines[0], count=MAX_TARGETS))
            break
        if clause.level == "paragraph" or (clause.level == "bullet" and clause.text.endswith(":")):
            years = find_years(clause.text) if clause.text.endswith(":") and len(clause.text) < 200 else []
            intro = (
                (clause.parent_anchor, years[-1]) if years else (intro if clause.level == "bullet" else None)
            )
        if not any(char.isdigit() for char in clause.text):
            continue
        kind = sections.kind(clause)
        if kind == "basis":
            continue
        year, source = _heading_year(clause, sections, intro, reading)
        if year is None and period is not None and kind != "baseline":
            year, source = period, "plan_period"
        context = _Context(
            clause, kind, year, source, owners.get(clause.parent_anchor), issued, _line_starts(clause, texts)
        )
        first = _read_clause(context, reading)
        if first and re.search(r"(?:trong đó|cụ thể|gồm)\s*:?$", clause.text):
            owners[clause.anchor] = first
        elif clause.parent_anchor in owners and clause.level == "bullet" and first is None:
            owners.setdefault(clause.anchor, owners[clause.parent_anchor])
    return reading


def _line_starts(clause: ParsedClause, texts: dict[int, str]) -> tuple[tuple[int, int], ...]:
    """Return (offset in the clause's text, line number) of each source line, so that a number has a line."""
    starts = []
    offset = -(len(clause.label) + 1) if clause.label else 0
    for number in clause.lines:
        starts.append((offset, number))
        offset += len(texts.get(number, "")) + 1
    return tuple(starts)


def _heading_year(
    clause: ParsedClause, sections: SectionMap, intro: tuple[str, FoundYear] | None, reading: TargetReading
) -> tuple[int | str | None, str | None]:
    for ancestor in sections.ancestors(clause):
        years = find_years(ancestor.title or (ancestor.text if ancestor.text.endswith(":") else ""))
        if years:
            if len({str(year.value) for year in years}) > 1:
                code = warn("target_two_years", clause.lines[0], year=years[0].value)
                if code not in reading.warnings:
                    reading.warnings.append(code)
            return years[0].value, "section_heading"
        if intro is not None and intro[0] == ancestor.anchor:
            return intro[1].value, "section_heading"
    return None, None


def _read_clause(context: _Context, reading: TargetReading) -> str | None:
    """Read the targets of one clause; return the id of its first one."""
    first: str | None = None
    offset = 0
    opening = _OPENING_YEAR.match(context.clause.text)
    years = find_years(opening[0]) if opening else []
    if years:
        context = replace(context, year=years[-1].value, year_source="inline")
    for sentence in _sentences(context.clause.text):
        found = _read_sentence(context, sentence, offset, reading)
        first = first or found
        offset += len(sentence) + 1
    return first


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences and list items; they are parted by one space each."""
    yield from _SENTENCE.split(text)


@dataclass(frozen=True, slots=True)
class _Last:
    """The number before, from which the next may take its comparator."""

    comparator: Comparator
    end: int


@dataclass(slots=True)
class _Sentence:
    """A sentence of a clause while its numbers are read; ``offset`` is its place in the clause's text."""

    context: _Context
    text: str
    offset: int
    years: list[FoundYear] = field(default_factory=list)
    limits: dict[int, re.Match[str]] = field(default_factory=dict)
    first: str | None = None
    last: _Last | None = None


def _read_sentence(context: _Context, sentence: str, offset: int, reading: TargetReading) -> str | None:
    """Read the targets of one sentence; return the id of the first."""
    place = _Sentence(context, sentence[:_MAX_SENTENCE], offset)
    place.years = find_years(place.text)
    matches = [match for match in NUMBER.finditer(place.text) if _counts(match, place.text, context)]
    if len(matches) > _MAX_NUMBERS or len(sentence) > _MAX_SENTENCE:
        reading.warnings.append(warn("sentence_too_long", context.clause.lines[0], text=sentence))
        matches = matches[:_MAX_NUMBERS]
    kept: list[re.Match[str]] = []
    inline: dict[int, str] = {}
    for match in matches:
        words = inline_condition(place.text, match, kept[-1] if kept else None)
        if words is None:
            kept.append(match)
        else:
            inline[kept[-1].start()] = words
            place.limits[kept[-1].start()] = match
    for position, match in enumerate(kept):
        following = kept[position + 1].start() if position + 1 < len(kept) else len(place.text)
        _read_number(place, match, following, inline.get(match.start()), reading)
    return place.first


def _read_number(
    place: _Sentence, match: re.Match[str], following: int, inline: str | None, reading: TargetReading
) -> None:
    """Add the number at ``match`` to the targets or the baselines, or to the target before it as its condition."""
    bracket = bracket_around(place.text, match.start())
    target = _target(place, match)
    role = _role(place, match, bracket, target)
    if role == "condition":
        if reading.targets and place.first is not None:
            words = bracket.strip("() ") or place.text.strip()[:200]
            condition = Condition(words, target.value, target.comparator)
            reading.targets[-1] = replace(reading.targets[-1], condition=condition)
        return
    target = replace(target, subject=_subject(place, match, following, bracket))
    if role == "baseline":
        inherits = place.context.kind != "baseline" and target.year_source != "inline"
        # The year of a heading of aims is the aim's, not that of today's level.
        reading.baselines.append(replace(target, year=None, year_source=None) if inherits else target)
        return
    before = reading.targets[-1] if reading.targets else None
    if before is not None and before.anchor == target.anchor and _names_nothing(target.subject):
        target = replace(target, subject=before.subject)
    since = fold(place.text[place.last.end if place.last else 0 : match.start()])
    split = _SPLIT.search(fold(bracket)) if bracket else re.search(r"\btrong do\b", since)
    parent = place.first if split and place.first else place.context.parent
    limit = _limit(place, match, inline)
    target = replace(target, id=f"t{len(reading.targets) + 1:02d}", parent=parent, condition=limit)
    _add(place, match, target, reading)


def _names_nothing(subject: str) -> bool:
    return not subject or _ONLY_YEAR.fullmatch(subject) is not None


def _add(place: _Sentence, match: re.Match[str], target: Target, reading: TargetReading) -> None:
    """Take a finished target, with the level from which it rises and its doubts."""
    reading.targets.append(target)
    low = parse_number(match["low"]) if rises(place.text, match) else None
    if low is not None:
        start = replace(target, id="", value=low.value, value_raw=match["low"], year=None, year_source=None)
        reading.baselines.append(start)
    place.first = place.first or target.id
    place.last = _Last(Comparator(target.comparator, target.comparator_raw), match.end())
    _doubts(target, reading)
    if match["of"] or fraction_before(place.text, match.start()):
        reading.warnings.append(warn("target_fraction", target.line, text=target.text))


def _limit(place: _Sentence, match: re.Match[str], words: str | None) -> Condition | None:
    """Return the time limit or the rate that qualifies the percentage at ``match``."""
    limit = place.limits.get(match.start())
    number = parse_number(limit["value"]) if limit else None
    if limit is None or number is None or words is None:
        return None
    return Condition(words, number.value, comparator_around(place.text, limit.start(), limit.end()).code)


def _subject(place: _Sentence, match: re.Match[str], following: int, bracket: str) -> str:
    """Return what the number counts; the unit's own noun belongs to it ("học liệu mở được công bố")."""
    text = place.text
    what = fraction_before(text, match.start())
    if what is not None:
        close = text.find(")", match.end()) if bracket else -1
        rest = re.split(r"[,;]", text[close + 1 : following] if close != -1 else "")[0]
        return f"{what} {rest.strip(' .;:')}".strip()[:300]
    unit = "" if match["pct"] or bracket else unit_of(match)
    noun = "" if "/" in unit else unit
    subject = subject_of(text, match.start(), match.end(), following, bracket, noun)
    if _ONLY_YEAR.fullmatch(subject.removeprefix(noun).strip()):
        return before_number(text, match.start(), "") or subject
    if "/" in unit and text[match.end() :].lstrip().startswith(subject[:20]):
        return f"{before_number(text, match.start(), '')} {unit} {subject}".strip()[:300]
    bare = unit and unit not in subject and len(subject.split()) <= 3  # "Xoá 10 điểm trường"
    return f"{subject} {unit}".strip() if bare else subject


def _counts(match: re.Match[str], sentence: str, context: _Context) -> bool:
    """Return whether a number with a unit can be a target here at all."""
    before = sentence[max(0, match.start() - 40) : match.start()]
    if _NOT_BEFORE.search(before) and not match["pct"]:
        return False
    if match["of"]:
        return context.kind == "target" and is_whole_fraction(match, sentence)
    if match["pct"]:
        return True
    value = match["value"]
    if re.fullmatch(r"(?:19|20)\d\d", value) and "năm" in before.lower():
        return False
    comparator = comparator_around(sentence, match.start(), match.end())
    if comparator.code != "eq":
        return context.kind not in {"money", "baseline"}
    if context.kind != "target":
        return False
    reach = fold(sentence[max(0, match.start() - 70) : match.start()])
    return not reach.strip() or _COMMITS.search(reach) is not None


def _target(place: _Sentence, match: re.Match[str]) -> Target:
    context, sentence = place.context, place.text
    comparator = comparator_around(sentence, match.start(), match.end())
    if comparator.code == "eq" and place.last is not None and not comparator.raw:
        comparator = inherited(sentence, match, place.last.comparator, place.last.end)
    low = parse_number(match["low"]) if match["low"] else None
    high = parse_number(match["value"])
    ranged = low is not None and high is not None and low.value < high.value
    if ranged and rises(sentence, match):
        low, ranged = None, False
    value = (low or high).value if (low or high) else Decimal(0)  # type: ignore[union-attr]
    if comparator.code == "gt" and value == 100 and match["pct"]:
        comparator = Comparator("eq", comparator.raw)
    year = _inline_year(sentence, match, place.years)
    line = context.clause.lines[0]
    for start, number in context.line_of:
        if start <= place.offset + match.start():
            line = number
    return Target(
        id="",
        section=context.clause.path,
        anchor=context.clause.anchor,
        line=line,
        value=value,
        value_raw=printed(match, whole_range=ranged or low is not None),
        unit=unit_of(match),
        comparator="gte" if ranged else comparator.code,
        comparator_raw=comparator.raw,
        subject="",
        year=year if year is not None else context.year,
        year_source="inline" if year is not None else context.year_source,
        value_max=high.value if ranged and high else None,
        text=sentence.strip()[:400],
    )


def _inline_year(sentence: str, match: re.Match[str], years: list[FoundYear]) -> int | str | None:
    """Return the year that stands before the number in its sentence, else the one that follows in its clause."""
    for year in years:  # "từ 60% năm 2025 lên 85% năm 2027": the year right behind it is its own
        if re.fullmatch(
            r"\s*(?:vào|đến|trong|đến hết|vào cuối)?\s*", sentence[match.end() : max(match.end(), year.start)]
        ):
            if year.start >= match.end():
                return year.value
    before = [
        year for year in years if year.end <= match.start() and not bracket_around(sentence, year.start)
    ]
    if before:
        return before[-1].value
    for year in years:
        between = sentence[match.end() : year.start]
        if year.start >= match.end() and not re.search(r"\d\s?%", between) and ";" not in between:
            return year.value
    return None


def _role(place: _Sentence, match: re.Match[str], bracket: str, target: Target) -> str:
    """Return target, baseline or condition."""
    context, sentence, years = place.context, place.text, place.years
    if context.kind == "baseline":
        return "baseline"
    before = fold(sentence[max(0, match.start() - REACH) : match.start()])
    if bracket:
        inside = fold(bracket)
        if _BASELINE.search(inside) or _past(find_years(bracket), context.issued):
            return "baseline"
        if _CONDITION.search(inside) and not _SPLIT.search(inside):
            return "condition"
    elif re.search(r"\bneu\b[^,]{0,80}$", before):
        return "condition"
    if re.search(r"\btu\s*$", before) and re.match(
        r"[^,;.]{0,40}(?:(?<!tro )\blen\b|\bxuong\b|\bcon\b|\bden \d)", fold(sentence[match.end() :])
    ):
        return "baseline"
    if _BASELINE.search(before[-80:]) and context.kind != "target":
        return "baseline"
    if re.search(r"\b(?:hien nay|hien co|hien tai|den nay)\b[^,;]{0,60}$", before):
        return "baseline"
    own = [year for year in years if year.value == target.year]
    if target.year_source == "inline" and _past(own, context.issued):
        return "baseline"
    return "target"


def _past(years: list[FoundYear], issued: int | None) -> bool:
    return bool(years) and issued is not None and all(year.last < issued for year in years)


def _doubts(target: Target, reading: TargetReading) -> None:
    if target.comparator_raw in {"tăng", "giảm"}:
        reading.warnings.append(warn("target_doubt", target.line, text=target.text))
    if target.unit == "%" and max(target.value, target.value_max or target.value) > 100:
        reading.warnings.append(warn("target_over_100", target.line, value=target.value))
    if target.year is None:
        reading.warnings.append(warn("target_no_year", target.line, text=target.subject or target.text))
