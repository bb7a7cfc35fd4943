"""Marks and snippets in the original text for words that were typed with or without diacritics."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core.text import fold, fold_with_offsets, has_diacritics
from search.analysis import QueryAnalysis
from search.tokens import MAX_TOKEN, exact_token, spelling

SNIPPET_CHARS = 200
# Longer texts are shown from their passages; folding a whole book for one snippet would cost too much.
MAX_SOURCE_CHARS = 20_000
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s\-–/&]{1,3}\Z")


@dataclass(frozen=True)
class Wanted:
    """Tokens to mark: ``words`` anywhere, ``sequences`` as a whole, ``ties`` only beside a marked word.

    ``accented`` holds, for words typed with diacritics, the accent-keeping tokens: where a text has
    them, words that agree only when folded (Sở for "số") are not marked.
    """

    words: frozenset[str]
    sequences: tuple[tuple[str, ...], ...] = ()
    ties: frozenset[str] = frozenset()
    accented: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Token:
    token: str
    start: int
    end: int
    exact: str


def wanted_of(analysis: QueryAnalysis) -> Wanted:
    """Return what to mark for a query, its synonyms included."""
    counted = {term.token for term in analysis.terms if not term.optional}
    ties = {term.token for term in analysis.terms if term.optional}
    others = {other.tokens for term in analysis.terms for other in term.alternatives}
    single = {tokens[0] for tokens in others if len(tokens) == 1}
    sequences = tuple(sorted((tokens for tokens in others if len(tokens) > 1), key=len, reverse=True))
    if not counted:
        counted, ties = ties, set()
    return Wanted(frozenset(counted | single), sequences, frozenset(ties - counted), _accented(analysis))


def _accented(analysis: QueryAnalysis) -> dict[str, frozenset[str]]:
    """Return folded token → accent-keeping tokens of the words that were typed with diacritics."""
    found: dict[str, set[str]] = {}
    for word in _WORD.findall(analysis.text.lower()) if analysis.has_diacritics else ():
        if has_diacritics(word):
            found.setdefault(spelling(fold(word))[:MAX_TOKEN], set()).add(exact_token(word))
    return {token: frozenset(exact) for token, exact in found.items()}


def _tokens(text: str) -> tuple[str, list[_Token]]:
    folded = fold_with_offsets(text)
    found = []
    for match in _WORD.finditer(folded.folded):
        start, end = folded.source_span(match.start(), match.end())
        exact = exact_token(folded.source[start:end].lower())
        found.append(_Token(spelling(match[0])[:MAX_TOKEN], start, end, exact))
    return folded.source, found


def _marked(tokens: Sequence[_Token], wanted: Wanted) -> list[bool]:
    marks = [token.token in wanted.words for token in tokens]
    same = [token.exact in wanted.accented.get(token.token, ()) for token in tokens]
    if any(same):
        # The text has the words as they were typed: those that only fold alike are other words.
        marks = [
            m and (s or t.token not in wanted.accented) for m, s, t in zip(marks, same, tokens, strict=True)
        ]
    names = [token.token for token in tokens]
    for sequence in wanted.sequences:
        length = len(sequence)
        for index in range(len(names) - length + 1):
            if names[index] == sequence[0] and tuple(names[index : index + length]) == sequence:
                marks[index : index + length] = [True] * length
    for index, name in enumerate(names):
        if name in wanted.ties and not marks[index]:
            beside = marks[index - 1 : index] + marks[index + 1 : index + 2] if index else marks[1:2]
            marks[index] = any(beside)
    return marks


def _spans(source: str, tokens: Sequence[_Token], marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the marked spans; neighbours with nothing but a gap between them are one."""
    spans: list[tuple[int, int]] = []
    for token, marked in zip(tokens, marks, strict=True):
        if not marked:
            continue
        if spans and _GAP.match(source[spans[-1][1] : token.start]):
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    return spans


def _render(source: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> SafeString:
    parts: list[tuple[object, object]] = []
    at = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        begin, stop = max(first, start), min(last, end)
        parts.append((source[at:begin], format_html("<mark>{}</mark>", source[begin:stop])))
        at = stop
    parts.append((source[at:end], ""))
    return format_html_join("", "{}{}", parts)


def highlight(text: str, wanted: Wanted) -> SafeString:
    """Return the whole ``text`` escaped, with ``<mark>`` around what is wanted."""
    if not text:
        return conditional_escape("")
    source, tokens = _tokens(text)
    spans = _spans(source, tokens, _marked(tokens, wanted))
    return _render(source, spans, 0, len(source))


def _best_window(tokens: Sequence[_Token], marks: Sequence[bool], width: int) -> int:
    """Return the index of the token where the window with the most distinct and dense marks starts."""
    hits = [index for index, marked in enumerate(marks) if marked]
    best, best_score = 0, -1.0
    for position, index in enumerate(hits):
        inside = [i for i in hits[position : position + 40] if tokens[i].end - tokens[index].start <= width]
        neighbours = sum(b - a == 1 for a, b in pairwise(inside))
        score = 3.0 * len({tokens[i].token for i in inside}) + neighbours + 0.1 * len(inside)
        if score > best_score:
            best, best_score = index, score
    return best


def snippet(text: str, wanted: Wanted, width: int = SNIPPET_CHARS) -> SafeString:
    """Return about ``width`` characters around the best place of ``text``, escaped and marked.

    Without a match it is the beginning of the text. "…" stands where text was left out.
    """
    source, tokens = _tokens(" ".join(text[:MAX_SOURCE_CHARS].split()))
    if len(source) <= width:
        return _render(source, _spans(source, tokens, _marked(tokens, wanted)), 0, len(source))
    marks = _marked(tokens, wanted)
    first = tokens[_best_window(tokens, marks, width)].start if any(marks) else 0
    start = max(0, min(first - width // 4, len(source) - width))
    start = next((token.start for token in tokens if token.start >= start), 0) if start else 0
    start = min(start, first)
    end = start + width
    end = max((token.end for token in tokens if start < token.end <= end), default=end)
    if len(source) - end < 3:
        end = len(source)
    body = _render(source, _spans(source, tokens, marks), start, end)
    return format_html("{}{}{}", "…" if start else "", body, "…" if end < len(source) else "")


def has_match(text: str, wanted: Wanted) -> bool:
    """Return whether ``text`` (its first 20,000 characters) holds anything to mark."""
    _, tokens = _tokens(text[:MAX_SOURCE_CHARS])
    return any(_marked(tokens, wanted))
