"""Tracking codes: enough of them, no letter that is taken for another, and typing mistakes are noticed."""

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from feedback.tracking import ALPHABET, LENGTH, make_code, read_code

SEEDS = st.binary(min_size=32, max_size=32)
YEARS = st.integers(0, 99)


def test_nobody_guesses_a_code() -> None:
    assert LENGTH * math.log2(len(ALPHABET)) >= 40


def test_no_letter_looks_like_another() -> None:
    assert not set(ALPHABET) & set("01ILOQUSZBAE")
    assert len(set(ALPHABET)) == len(ALPHABET) == 23


@given(SEEDS, YEARS)
def test_a_code_is_read_back_however_it_is_typed(seed: bytes, year: int) -> None:
    code = make_code(seed, year)
    assert read_code(code) == code
    assert read_code(f"  {code.lower().replace('-', ' ')} ") == code
    assert read_code(code.replace("-", "–")) == code


@given(SEEDS, YEARS, st.integers(0, LENGTH), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(seed: bytes, year: int, place: int, letter: str) -> None:
    plain = make_code(seed, year).replace("-", "")
    place += 4
    assume(plain[place] != letter)
    assert read_code(plain[:place] + letter + plain[place + 1 :]) is None


@given(SEEDS, YEARS, st.integers(4, 3 + LENGTH), st.integers(4, 3 + LENGTH))
def test_two_letters_swapped_are_noticed(seed: bytes, year: int, one: int, two: int) -> None:
    letters = list(make_code(seed, year).replace("-", ""))
    assume(letters[one] != letters[two])
    letters[one], letters[two] = letters[two], letters[one]
    assert read_code("".join(letters)) is None


@given(st.text(max_size=200))
def test_anything_may_be_typed(text: str) -> None:
    code = read_code(text)
    assert code is None or read_code(code) == code


@given(st.sets(SEEDS, min_size=2, max_size=50))
def test_other_seeds_give_other_codes(seeds: set[bytes]) -> None:
    assert len({make_code(seed, 26) for seed in seeds}) == len(seeds)
