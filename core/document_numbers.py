"""Numbers of official documents: ``131/QĐ-TTg``, ``80/2014/QĐ-TTg``, ``07-NQ/TU``, ``36a/NQ-CP``.

The form is set by Decree 30/2020/NĐ-CP, Annex I; Party documents put a hyphen first
(Hướng dẫn 36-HD/VPTW). Pure functions, no Django.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.text import fold, nfc

# Abbreviations of document types (Decree 30/2020/NĐ-CP, Annex III), folded.
DOCUMENT_KINDS = frozenset(
    [
        "qd",
        "kh",
        "nq",
        "ct",
        "tt",
        "nd",
        "ttr",
        "bc",
        "tb",
        "hd",
        "cv",
        "tc",
        "vbhn",
        "qc",
        "da",
        "pa",
        "ctr",
        "dt",
        "hdong",
        "bb",
        "gm",
        "gt",
        "gc",
        "th",
        "td",
        "ttlt",
        "kl",
        "qt",
        "cttr",
    ]
)

_SYMBOL = r"[A-ZĐÐ][A-Za-zĐđÐƯưƠơ0-9&]*"
_NUMBER = re.compile(
    rf"(?<![\w/])(?P<number>\d{{1,5}}[a-z]?)"
    rf"(?:\s?/\s?(?P<year>(?:19|20)\d\d))?"
    rf"\s?(?P<first>[/\-–])\s?(?P<symbol>{_SYMBOL}(?:\s?[-–/.]\s?{_SYMBOL})*)(?!\w)"
)


@dataclass(frozen=True)
class DocumentNumber:
    """One number found in a text; ``start`` and ``end`` are offsets in the NFC text."""

    text: str
    number: str
    year: int | None
    symbol: str
    start: int = 0
    end: int = 0

    @property
    def kind(self) -> str:
        """The folded abbreviation of the document type: ``"qd"`` of ``131/QĐ-TTg``."""
        return re.split(r"[^a-z0-9]+", fold(self.symbol))[0]

    @property
    def key(self) -> str:
        """The compact form that identifies the document: ``"131qdttg"``."""
        return compact(f"{self.number}{self.year or ''}{self.symbol}")


def compact(text: str) -> str:
    """Return folded letters and digits only, without leading zeros: ``07-NQ/TU`` → ``7nqtu``."""
    return re.sub(r"[^a-z0-9]+", "", fold(text)).lstrip("0")


def normalise_document_number(text: str) -> str:
    """Return the compact key of a document number in whatever writing: ``131qdttg``."""
    return compact(text)


def find_document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Yield the document numbers that stand in ``text``, in order."""
    text = nfc(text)
    for match in _NUMBER.finditer(text):
        symbol = re.sub(r"\s+", "", match["symbol"]).rstrip("-–/.")
        if not _is_symbol(symbol, hyphen_first=match["first"] != "/", dated=match["year"] is not None):
            continue
        yield DocumentNumber(
            text=re.sub(r"\s+", "", match[0]),
            number=match["number"],
            year=int(match["year"]) if match["year"] else None,
            symbol=symbol,
            start=match.start(),
            end=match.end(),
        )


def _is_symbol(symbol: str, *, hyphen_first: bool, dated: bool) -> bool:
    """Return whether ``symbol`` is made of upper-case abbreviations: "QĐ-TTg", no word of a sentence.

    "24/7" and "1/Toán" carry no issuer; a real number has two parts after the digits. Where a hyphen comes
    first ("07-NQ/TU") the body always follows, so "1- Quán triệt" and "5 - THCS" are none.
    """
    first, *rest = re.split(r"[-–/.]", symbol)
    if sum(char.isupper() for char in first) < 2 and fold(first) not in DOCUMENT_KINDS:
        return False
    return bool(rest) or (not hyphen_first and (dated or fold(symbol) in DOCUMENT_KINDS))


def index_forms(number: DocumentNumber) -> frozenset[str]:
    """Return the compact writings under which a document is looked for.

    ``131/QĐ-TTg`` → ``131qdttg``, ``131qd``, ``qd131``, ``qdttg131``; with a year also with and
    without it.
    """
    digits = number.number.lstrip("0") or number.number
    symbol = re.sub(r"[^a-z0-9]+", "", fold(number.symbol))
    heads = {digits, f"{digits}{number.year}"} if number.year else {digits}
    forms = set()
    for head in heads:
        forms |= {f"{head}{symbol}", f"{head}{number.kind}", f"{number.kind}{head}", f"{symbol}{head}"}
    return frozenset(forms)


def query_forms(words: list[str], longest: int = 6) -> frozenset[str]:
    """Return compact candidates for a document number among the folded ``words`` of a query.

    Any run of up to ``longest`` words that holds a digit and the abbreviation of a document type:
    ``131 qd ttg`` → ``131qdttg``, ``131qd``; ``qd131`` → ``qd131``.
    """
    forms = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            run = words[start:end]
            pieces = [p for word in run for p in re.findall(r"\d+[a-z]?(?![a-z])|\d+|[a-z]+", word)]
            if any(p[0].isdigit() for p in pieces) and any(p in DOCUMENT_KINDS for p in pieces):
                forms.add("".join(p.lstrip("0") or p for p in pieces))
    return frozenset(forms)
