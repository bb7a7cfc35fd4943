"""Tracking codes: ``GY-26-XXXXX-XXXX-K``, where GY is "góp ý" and 26 the year. Pure.

Nine of 23 letters make 40.7 bits, which nobody guesses through a form that limits tries. No letter
looks like another one (0/O/D aside of each other, 1/I/L, 2/Z, 5/S, 8/B, U/V), and without vowels no
word comes up. 23 is a prime, so that the check letter catches every single wrong letter and every
swap of two.
"""

import hashlib
import re

ALPHABET = "23456789CDFHJKMNPRTVWXY"
LENGTH = 9
_WEIGHTS = range(2, 2 + LENGTH)
_CODE = re.compile(rf"GY(\d\d)([{ALPHABET}]{{{LENGTH}}})([{ALPHABET}])")


def _check_letter(year: int, letters: str) -> str:
    total = year + sum(w * ALPHABET.index(c) for w, c in zip(_WEIGHTS, letters, strict=True))
    return ALPHABET[total % len(ALPHABET)]


def make_code(seed: bytes, year: int) -> str:
    """Return the code that ``seed`` (32 or more bytes nobody can guess) gives in the year 2000+``year``."""
    number = int.from_bytes(hashlib.sha512(seed).digest(), "big")
    letters = ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return f"GY-{year:02d}-{letters[:5]}-{letters[5:]}-{_check_letter(year, letters)}"


def read_code(typed: str) -> str | None:
    """Return what a person typed as a well-formed code, or None when it cannot be one.

    Case, spaces and dashes do not matter.
    """
    match = _CODE.fullmatch(re.sub(r"[\s\-–—‑.]", "", typed[:100]).upper())
    if not match or _check_letter(int(match[1]), match[2]) != match[3]:
        return None
    return f"GY-{match[1]}-{match[2][:5]}-{match[2][5:]}-{match[3]}"
