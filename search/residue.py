"""Typing residue: Telex and VNI keys that no input method turned into letters. Pure functions.

``chuyeern ddooir soos`` (Telex) and ``chuye6n d9o63i so61`` (VNI) are "chuyển đổi số".
"""

import re
import unicodedata

from core.text import fold

_TELEX_LETTERS = (
    ("dd", "đ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_MARKS = {"6": ("aeo", "\u0302"), "7": ("ou", "\u031b"), "8": ("a", "\u0306")}
# Onsets and endings of Vietnamese syllables, folded: what is not one is no residue.
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?\Z"
)
_VOWEL = re.compile(r"[aeiouyâăêôơư]+")
_TELEX_HINT = re.compile(
    r"dd|aa|ee|oo|w|[aeiouy](?:c|ch|m|n|ng|nh|p|t)?[sfrxj]|[aeiouy][sfrxj](?:c|ch|m|n|ng|nh|p|t)"
)
_VNI_HINT = re.compile(r"[aeiouy][1-8]|d9")


def _with_tone(word: str, tone: str) -> str:
    """Return ``word`` with ``tone`` on its main vowel (new placement); unchanged without a vowel."""
    match = _VOWEL.search(
        word.replace("qu", "q_").replace("gi", "g_", 1) if word[:2] in {"qu", "gi"} else word
    )
    if match is None or not tone:
        return word
    start, end = match.span()
    vowels = word[start:end]
    marked = [index for index, char in enumerate(vowels) if char in "âăêôơư"]
    if marked:
        place = marked[-1]
    elif len(vowels) == 1:
        place = 0
    elif len(vowels) == 3 or word[end:] or vowels in {"oa", "oe", "uy"}:
        place = 1
    else:
        place = 0
    at = start + place
    return unicodedata.normalize("NFC", f"{word[: at + 1]}{tone}{word[at + 1 :]}")


def _from_telex(word: str) -> str:
    tone = ""
    match = re.search(r"(?<=[aeiouyw])([a-z]*?)([sfrxj])([a-z]*)\Z", word)
    if match and fold(match[3]) in {
        "",
        "c",
        "ch",
        "m",
        "n",
        "ng",
        "nh",
        "p",
        "t",
        "i",
        "u",
        "o",
        "a",
        "y",
        "w",
    }:
        tone = _TELEX_TONES[match[2]]
        word = word[: match.start(2)] + match[3]
    for keys, letter in _TELEX_LETTERS:
        word = word.replace(keys, letter)
    # A late key: "truongw" for "truonwg".
    if word.endswith("w") and "uo" in word:
        word = word[:-1].replace("uo", "ươ")
    return _with_tone(word, tone)


def _from_vni(word: str) -> str:
    tone = ""
    letters: list[str] = []
    for char in word:
        if char in _VNI_TONES and letters:
            tone = _VNI_TONES[char]
        elif char in _VNI_MARKS and letters:
            bases, mark = _VNI_MARKS[char]
            place = next((i for i in range(len(letters) - 1, -1, -1) if letters[i] in bases), None)
            if place is None:
                return word
            letters[place] = unicodedata.normalize("NFC", letters[place] + mark)
            if char == "7" and place and letters[place] == "ơ" and letters[place - 1] == "u":
                letters[place - 1] = "ư"
        elif char == "9" and letters and letters[0] == "d":
            letters[0] = "đ"
        else:
            letters.append(char)
    return _with_tone("".join(letters), tone)


def _decode_word(word: str) -> str:
    lowered = word.lower()
    if not lowered.isascii() or len(lowered) > 12:
        return word
    for hint, convert in ((_VNI_HINT, _from_vni), (_TELEX_HINT, _from_telex)):
        if hint.search(lowered):
            decoded = convert(lowered)
            if decoded != lowered and _SYLLABLE.match(fold(decoded)):
                return decoded
    return word


def decode_residue(text: str) -> str:
    """Return ``text`` with the words that look like Telex or VNI keys turned into letters."""
    return " ".join(_decode_word(word) for word in text.split(" "))
