"""Measuring relevance: nDCG@10, recall@20, reciprocal rank, empty answers and time over judged queries.

Linear gains, as trec_eval computes them. Pure but for the engine that is asked.
"""

import json
import math
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.text import fold, nfc
from search.analysis import analyse
from search.documents import Document
from search.engines.base import IndexState, SearchEngine
from search.query import SearchQuery
from search.searching import ask

_KIND = "judged"
_DEPTH = 20
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OLD_STYLE_ENDS = ("oa", "oe", "uy")


class JudgementError(Exception):
    """A file of documents or queries cannot be used; the message names the file and the line."""


@dataclass(frozen=True)
class JudgedQuery:
    """A query and the grades (1 and up) of the documents that answer it."""

    key: str
    text: str
    relevant: Mapping[str, float]


@dataclass(frozen=True)
class Figures:
    """What one run over all queries gives; times in milliseconds, the rest from 0 to 1."""

    ndcg_at_10: float
    recall_at_20: float
    mrr: float
    empty_rate: float
    p50_ms: float
    p95_ms: float

    def as_data(self) -> dict[str, float]:
        """Return the figures under the names of the command's output."""
        return {
            "ndcg@10": round(self.ndcg_at_10, 4),
            "recall@20": round(self.recall_at_20, 4),
            "mrr": round(self.mrr, 4),
            "empty_rate": round(self.empty_rate, 4),
            "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
        }


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open(encoding="utf-8") as handle:
            for number, line in enumerate(handle, 1):
                if line.strip():
                    value = json.loads(line)
                    if not isinstance(value, dict):
                        raise JudgementError(f"{path}:{number}: not a JSON object")
                    yield number, value
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise JudgementError(f"{path}: {error}") from error


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a JSON-lines file of ``{"id", "title", "text"}``. Raises JudgementError."""
    for number, value in _lines(path):
        if "id" not in value:
            raise JudgementError(f"{path}:{number}: “id” is missing")
        title, text = nfc(str(value.get("title") or "")), nfc(str(value.get("text") or ""))
        yield Document(key=f"{_KIND}:{value['id']}", kind=_KIND, url="", title=title, body=text)


def read_queries(path: Path) -> list[JudgedQuery]:
    """Return the queries of a JSON-lines file of ``{"id", "query", "relevant": {id: grade}}``.

    Raises JudgementError.
    """
    queries = []
    for number, value in _lines(path):
        relevant = value.get("relevant")
        if not isinstance(value.get("query"), str) or not isinstance(relevant, dict):
            raise JudgementError(f"{path}:{number}: expected “query” (text) and “relevant” (an object)")
        try:
            grades = {str(key): float(grade) for key, grade in relevant.items() if float(grade) > 0}
        except (TypeError, ValueError) as error:
            raise JudgementError(f"{path}:{number}: a grade is not a number") from error
        queries.append(JudgedQuery(str(value.get("id", number)), value["query"], grades))
    return queries


def _old_tone(word: str) -> str:
    """Return a word with its tone on the first of a final oa, oe, uy: ``hoá`` → ``hóa``; ``quý`` stays."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((char for char in decomposed if char in _TONES), "")
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    ends = bare.lower()
    if not tone or not ends.endswith(_OLD_STYLE_ENDS) or ends.endswith("quy"):
        return word
    return unicodedata.normalize("NFC", f"{bare[:-1]}{tone}{bare[-1]}")


def old_tones(text: str) -> str:
    """Return ``text`` in the old tone placement."""
    return " ".join(_old_tone(word) for word in nfc(text).split(" "))


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "folded": fold,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "old_tones": old_tones,
}


def ndcg(found: Sequence[str], relevant: Mapping[str, float], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first ``depth`` documents."""
    ideal = sum(
        grade / math.log2(rank + 2)
        for rank, grade in enumerate(sorted(relevant.values(), reverse=True)[:depth])
    )
    gained = sum(relevant.get(key, 0.0) / math.log2(rank + 2) for rank, key in enumerate(found[:depth]))
    return gained / ideal if ideal else 0.0


def _percentile(sorted_values: Sequence[float], share: float) -> float:
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, math.ceil(share * len(sorted_values)) - 1)]


def measure(
    engine: SearchEngine, queries: Iterable[JudgedQuery], change: Callable[[str], str] = str
) -> Figures:
    """Run every query, changed by ``change``, as the results page would, and return the figures."""
    gains, recalls, ranks, times = [], [], [], []
    empty = 0
    for judged in queries:
        started = time.perf_counter()
        query = SearchQuery(text=change(judged.text), page_size=_DEPTH, passages_per_hit=0)
        hits = ask(engine, query, analyse(query.text)).hits
        times.append((time.perf_counter() - started) * 1000)
        found = [hit.key.removeprefix(f"{_KIND}:") for hit in hits]
        empty += not found
        gains.append(ndcg(found, judged.relevant))
        recalls.append(len(set(found) & set(judged.relevant)) / max(len(judged.relevant), 1))
        ranks.append(next((1 / rank for rank, key in enumerate(found, 1) if key in judged.relevant), 0.0))
    count = max(len(times), 1)
    times.sort()
    return Figures(
        sum(gains) / count,
        sum(recalls) / count,
        sum(ranks) / count,
        empty / count,
        _percentile(times, 0.5),
        _percentile(times, 0.95),
    )


def evaluate(
    engine: SearchEngine, documents: Iterable[Document], queries: Sequence[JudgedQuery]
) -> dict[str, Any]:
    """Build ``engine``'s scratch index of ``documents``, run queries and variants, return the report."""
    count = engine.rebuild(documents, IndexState("evaluation", 1))
    return {
        "engine": engine.name,
        "documents": count,
        "queries": len(queries),
        **measure(engine, queries).as_data(),
        "variants": {name: measure(engine, queries, change).as_data() for name, change in VARIANTS.items()},
    }
