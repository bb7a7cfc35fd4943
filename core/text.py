"""Vietnamese text: one place for normalising, folding, tokens and sort keys.

Pure functions, no Django. Rules and their measurements: docs/search.md.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Combining marks that NFC leaves loose: minority letters such as ơ̆ and ư̆ have no precomposed form.
_LOOSE_MARKS = re.compile(r"[\u0300-\u036f]")
# Control characters except tab and line breaks; none of them may reach a database or an index.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Marks of direction and zero width: invisible, and used to disguise file names and queries.
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_WORD = re.compile(r"\w+", re.UNICODE)

# Letters that Unicode does not decompose but Vietnamese readers treat as variants of a base letter.
_BASE_LETTER = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d", "ƀ": "b", "Ƀ": "b", "ı": "i"}


def nfc(text: str) -> str:
    """Return ``text`` in Unicode NFC; files from macOS and some PDFs arrive decomposed."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Return NFC text without control characters, invisible marks and lone surrogates."""
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return _INVISIBLE.sub("", _CONTROL.sub(" ", nfc(text)))


def squeeze(text: str) -> str:
    """Return ``text`` with every run of white space (U+00A0 included) as one space."""
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def _fold_char(char: str) -> str:
    """Return the one lower-case base character that stands for ``char``."""
    base = _BASE_LETTER.get(char)
    if base is not None:
        return base
    decomposed = unicodedata.normalize("NFKD", char)
    first = next((c for c in decomposed if not unicodedata.combining(c)), char)
    return _BASE_LETTER.get(first, first.lower()[:1] or first)


def fold(text: str) -> str:
    """Return ``text`` lower-cased and without diacritics: ``"Hoá học"`` → ``"hoa hoc"``.

    The result has the length of ``nfc(text)`` less its loose combining marks, so that without
    such marks the offsets map one to one. Super- and subscripts become digits (H₂O → h2o).
    """
    return "".join(map(_fold_char, _LOOSE_MARKS.sub("", nfc(text))))


@dataclass(frozen=True)
class FoldedText:
    """A folded text with, for each of its characters, the offset in the text it came from."""

    folded: str
    offsets: tuple[int, ...]
    source: str

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of ``source`` that the folded span ``start:end`` stands for."""
        last = self.offsets[end] if end < len(self.offsets) else len(self.source)
        return self.offsets[start], last


def fold_with_offsets(text: str) -> FoldedText:
    """Fold ``text`` and keep the way back, loose marks included (for highlights)."""
    source = nfc(text)
    kept = [(i, c) for i, c in enumerate(source) if not _LOOSE_MARKS.match(c)]
    return FoldedText("".join(_fold_char(c) for _, c in kept), tuple(i for i, _ in kept), source)


def has_diacritics(text: str) -> bool:
    """Return whether ``text`` holds a letter that folding would change (case aside)."""
    lowered = nfc(text).lower()
    return fold(lowered) != lowered


def words(text: str) -> list[str]:
    """Return the words of ``text`` (letters and digits), lower-cased, accents kept."""
    return _WORD.findall(nfc(text).lower())


def folded_words(text: str) -> list[str]:
    """Return the words of ``text``, folded."""
    return _WORD.findall(fold(text))


def bigrams(tokens: Sequence[str]) -> list[str]:
    """Return neighbouring pairs joined by ``_``: Vietnamese words are mostly two syllables."""
    return [f"{a}_{b}" for a, b in itertools.pairwise(tokens)]


# --- Sorting (the alphabet of QĐ 240/QĐ (1984) and dictionaries; tones are a second level) ---

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: letters of their own


def _primary_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for letter in _ALPHABET:
        base = _BASE_LETTER.get(letter) or unicodedata.normalize("NFD", letter)[0]
        rank = sum(1 for known in codes if codes[known][0] == base)
        codes[letter] = f"{base}{rank}"
    return codes


_PRIMARY = _primary_codes()


def _split_tone(char: str) -> tuple[str, str]:
    """Return the letter without its tone, and the tone's rank ``"0"``–``"5"``."""
    decomposed = unicodedata.normalize("NFD", char.lower())
    tone = next((_TONES[c] for c in decomposed if c in _TONES), "0")
    kept = decomposed[0] + "".join(c for c in decomposed[1:] if c in _SHAPES)
    return unicodedata.normalize("NFC", kept), tone


def sort_key(text: str) -> str:
    """Return an ASCII key that sorts as Vietnamese dictionaries do: a ă â … d đ … o ô ơ … u ư.

    Only ``0-9a-z``, so that every database collation agrees. Tones decide after all letters:
    ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in nfc(text):
        letter, tone = _split_tone(char)
        if char.isspace():
            letters.append("00")
        elif letter in _PRIMARY:
            letters.append(_PRIMARY[letter])
            tones.append(tone)
        elif char.isdigit():
            letters.append(f"1{_fold_char(char)}")
        elif char.isalpha():
            letters.append(f"{_fold_char(char)}9" if _fold_char(char).isascii() else "z9")
            tones.append("0")
    return "".join(letters) + "00" + "".join(tones)


def person_sort_key(full_name: str) -> str:
    """Return the key of a person's name: given name (last word) first, then family, then middle."""
    parts = squeeze(full_name).split(" ")
    return sort_key(" ".join([parts[-1], *parts[:-1]]))


def sorted_vi(texts: Iterable[str]) -> list[str]:
    """Return ``texts`` in Vietnamese alphabetical order."""
    return sorted(texts, key=sort_key)
