"""Tokens that every engine indexes and looks up: one analysis, in Python, for all of them.

Engines split on white space only, so that tantivy, Elasticsearch and OpenSearch hold the same terms.
Rules and measurements: docs/search.md.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from core.document_numbers import find_document_numbers, index_forms
from core.text import bigrams, fold, folded_words, nfc

# Longest token kept: longer ones are base64, URLs and noise, and tantivy refuses 65,530 bytes.
MAX_TOKEN = 60

_WORD = re.compile(r"\w+")
# y and i are one sound after these consonants (QĐ 240/QĐ of 1984 and later spelling rules differ):
# lí/lý, kĩ/kỹ, mĩ/mỹ, tỉ/tỷ, hi/hy, sĩ/sỹ, vi/vy, quí/quý. Other syllables (tay/tai) differ in sense.
_FINAL_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")
_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}


@lru_cache(maxsize=65536)
def spelling(folded: str) -> str:
    """Return the one spelling that stands for a folded syllable: ``ly`` → ``li``, ``quy`` → ``qui``."""
    match = _FINAL_Y.match(folded)
    return f"{match[1]}i" if match else folded


def search_words(text: str) -> list[str]:
    """Return the folded tokens of ``text`` in one spelling, in order."""
    return [spelling(word)[:MAX_TOKEN] for word in folded_words(text)]


def search_pairs(words: list[str]) -> list[str]:
    """Return neighbouring tokens as pairs (``hoc_lieu``): most Vietnamese words are two syllables."""
    return [pair[: 2 * MAX_TOKEN] for pair in bigrams(words)]


@lru_cache(maxsize=65536)
def exact_token(word: str) -> str:
    """Return a word with its letters and its tone apart: ``hoá`` and ``hóa`` → ``hoa1``, ``lý`` → ``li1``.

    Old and new tone placement and i/y give one token; ``bản`` and ``bàn`` stay two.
    """
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = tone or _TONES[char]
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return f"{spelling(bare)}{tone}"[:MAX_TOKEN]


def exact_words(text: str) -> list[str]:
    """Return the accent-keeping tokens of ``text``, in order."""
    return [exact_token(word) for word in _WORD.findall(nfc(text).lower())]


def number_forms(printed: Iterable[str], *texts: str) -> set[str]:
    """Return the compact writings of every document number in ``printed`` and in ``texts``."""
    forms: set[str] = set()
    for text in (*printed, *texts):
        for number in find_document_numbers(text):
            forms |= index_forms(number)
    for text in printed:
        compact = re.sub(r"[^a-z0-9]+", "", fold(text)).lstrip("0")
        if compact:
            forms.add(compact)
    return forms
