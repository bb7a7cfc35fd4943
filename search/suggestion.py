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


def restore_accents(typed: Sequence[str], texts: Iterable[str]) -> list[str | None]:
    """Return the folded words ``typed`` as ``texts`` write them most often beside each other.

    None for a word that no text has beside its neighbour; a single word needs none.
    """
    tokens = [spelling(fold(word)) for word in typed]
    votes: list[Counter[str]] = [Counter() for _ in tokens]
    places: dict[tuple[str, str], int] = {pair: index for index, pair in enumerate(pairwise(tokens))}
    for text in texts:
        written = _written(text)
        if len(tokens) == 1:
            votes[0].update(word for token, word in written if token == tokens[0])
        for (left, left_word), (right, right_word) in pairwise(written):
            index = places.get((left, right))
            if index is not None:
                votes[index][left_word] += 1
                votes[index + 1][right_word] += 1
    return [max(found.items(), key=lambda item: (item[1], item[0]))[0] if found else None for found in votes]


def accent_suggestion(analysis: QueryAnalysis, texts: Iterable[str]) -> str:
    """Return the query with its diacritics, or "" when it had some or nothing is gained."""
    typed = _WORD.findall(analysis.text)
    if analysis.has_diacritics or not typed or len(typed) > _MAX_WORDS:
        return ""
    restored = restore_accents(typed, texts)
    words = [
        new if new and old.isalpha() and old.lower() != new else old
        for old, new in zip(typed, restored, strict=True)
    ]
    return "" if words == typed else " ".join(words)


def corrected(analysis: QueryAnalysis, nearest: Mapping[str, str]) -> list[str]:
    """Return the query's words with the unknown ones replaced; empty when none was."""
    typed = _WORD.findall(analysis.text)[:_MAX_WORDS]
    words = [nearest.get(spelling(fold(word)), word) for word in typed]
    return [] if words == typed else words


def corrected_suggestion(analysis: QueryAnalysis, words: Sequence[str], texts: Iterable[str]) -> str:
    """Return corrected ``words`` as ``texts`` write them; accents that were typed stay as typed.

    "" when a replaced word never stands beside its neighbour: the guess was wrong then.
    """
    typed = _WORD.findall(analysis.text)[:_MAX_WORDS]
    result = []
    for old, word, new in zip(typed, words, restore_accents(words, texts), strict=True):
        if word == old:
            result.append(old if analysis.has_diacritics or new is None else new)
        elif new is None:
            return ""
        else:
            result.append(new)
    return " ".join(result)
