"""Did-you-mean: diacritics restored from what was found, and words nearest to unknown ones."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from core.text import fold, nfc
from search.analysis import QueryAnalysis
from search.tokens import spelling

_WORD = re.compile(r"\w+")
_MAX_WORDS = 12


def _written(text: str) -> list[tuple[str, str]]:
    """Return each word of ``text`` as its token and in lower case."""
    words = _WORD.findall(nfc(text))
    return [(spelling(fold(word)), word.lower()) for word in words]


def restore_accents(typed: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return the folded words ``typed`` as ``texts`` write them most often beside each other.

    Words that no text holds stay as they are.
    """
    tokens = [spelling(fold(word)) for word in typed]
    pairs: dict[tuple[int, str], Counter[str]] = {}
    wanted_pairs = {pair: index for index, pair in enumerate(pairwise(tokens))}
    single: dict[str, Counter[str]] = {token: Counter() for token in tokens}
    for text in texts:
        written = _written(text)
        for token, word in written:
            if token in single:
                single[token][word] += 1
        for (left, left_word), (right, right_word) in pairwise(written):
            index = wanted_pairs.get((left, right))
            if index is not None:
                pairs.setdefault((index, left), Counter())[left_word] += 1
                pairs.setdefault((index + 1, right), Counter())[right_word] += 1
    restored = []
    for index, (word, token) in enumerate(zip(typed, tokens, strict=True)):
        votes = pairs.get((index, token)) or single[token]
        known = votes and word.isalpha()
        restored.append(max(votes.items(), key=lambda item: (item[1], item[0]))[0] if known else word)
    return restored


def accent_suggestion(analysis: QueryAnalysis, texts: Iterable[str]) -> str:
    """Return the query with its diacritics, or "" when it had some or nothing is gained."""
    typed = _WORD.findall(analysis.text)
    if analysis.has_diacritics or not typed or len(typed) > _MAX_WORDS:
        return ""
    restored = restore_accents(typed, texts)
    suggestion = " ".join(
        old if old.lower() == new.lower() else new for old, new in zip(typed, restored, strict=True)
    )
    return "" if suggestion.lower() == " ".join(typed).lower() else suggestion


def corrected(analysis: QueryAnalysis, nearest: Mapping[str, str]) -> list[str]:
    """Return the query's words with the unknown ones replaced; empty when none was."""
    typed = _WORD.findall(analysis.text)[:_MAX_WORDS]
    words = [nearest.get(spelling(fold(word)), word) for word in typed]
    return [] if words == typed else words


def corrected_suggestion(analysis: QueryAnalysis, words: Sequence[str], texts: Iterable[str]) -> str:
    """Return corrected ``words`` as ``texts`` write them; accents that were typed stay as typed."""
    typed = _WORD.findall(analysis.text)[:_MAX_WORDS]
    restored = restore_accents(words, texts)
    return " ".join(
        word if analysis.has_diacritics and word == old else new
        for old, word, new in zip(typed, words, restored, strict=True)
    )
