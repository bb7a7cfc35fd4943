"""The engine of a search server: an alias over one index, rebuilt beside the live one."""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import quote

from search.documents import Document
from search.engines.base import (
    EngineHit,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    IndexMissing,
    IndexState,
    Places,
    SearchEngine,
)
from search.engines.elasticsearch.breaker import CircuitBreaker
from search.engines.elasticsearch.compiler import compile_clause, passages_body, search_body
from search.engines.elasticsearch.mapping import SCHEMA_VERSION, document_source, index_body, meta
from search.engines.elasticsearch.server import Json, LazyServer, Server, ServerRefused
from search.plan import Clause
from search.query import Sort
from search.ranking import Field
from search.spelling import nearest_words

# A reader waits no longer than this before the next engine is asked.
SEARCH_SECONDS = 1.0
_WRITE_SECONDS = 60.0
# Both servers take 100 MB a request; small ones keep their memory and ours flat.
_BULK_BYTES = 4_000_000
_HASH_PAGE = 5_000
# A build that another process began this long ago is taken for dead.
_DEAD_BUILD_SECONDS = 6 * 3600
# How long the layout of the live index is taken for granted.
_LAYOUT_SECONDS = 30.0
_TERM_SUGGESTER: Json = {
    "field": Field.TEXT,
    "suggest_mode": "missing",
    "max_edits": 2,
    "prefix_length": 0,
    "min_word_length": 3,
    "size": 20,
    "max_inspections": 20,
}


class ElasticsearchEngine(SearchEngine):
    """Elasticsearch 9 or OpenSearch 3 at ``url``; ``alias`` names the live index."""

    name = "elasticsearch"

    def __init__(self, url: str, alias: str = "portal", breaker: CircuitBreaker | None = None) -> None:
        self.alias = alias
        self._connection = LazyServer(url, SEARCH_SECONDS)
        self._breaker = breaker or CircuitBreaker()
        self._layout_checked = 0.0

    @property
    def is_resting(self) -> bool:
        return self._breaker.is_open

    @property
    def _server(self) -> Server:
        return self._connection.get()

    @property
    def product(self) -> str:
        """Return what the server says it is: "elasticsearch" or "opensearch"."""
        return self._server.product

    def _reading(self) -> AbstractContextManager[None]:
        return self._breaker.guard()

    def _live(self, timeout: float = _WRITE_SECONDS) -> tuple[str, IndexState]:
        """Return the live index and its state; raises IndexMissing when there is none of today's layout."""
        with _missing(self.alias):
            answer = self._server.request("GET", f"/{self.alias}/_mapping", timeout=timeout)
        if len(answer) != 1:
            raise IndexMissing(f"The alias {self.alias} stands for {len(answer)} indexes")
        ((index, content),) = answer.items()
        noted = content.get("mappings", {}).get("_meta", {})
        if noted.get("schema") != SCHEMA_VERSION or index == self.alias:
            raise IndexMissing(f"The index {index} has another layout")
        self._layout_checked = time.monotonic()
        return index, IndexState(str(noted["epoch"]), int(noted["sequence"]))

    def state(self) -> IndexState:
        return self._live(2 * SEARCH_SECONDS)[1]

    def apply(self, documents: Iterable[Document], deleted: Collection[str], state: IndexState) -> None:
        index, before = self._live()
        # All of it is made before any of it is sent: a failure of the table sends nothing.
        lines = [*_deletions(deleted, state), *(line for d in documents for line in _writing(d, state))]
        for part in _portions(lines):
            self._bulk(index, part)
        self._server.request("POST", f"/{index}/_refresh", timeout=_WRITE_SECONDS)
        if state.epoch != before.epoch or state.sequence >= before.sequence:
            self._note(index, state)

    def _note(self, index: str, state: IndexState) -> None:
        self._server.request("PUT", f"/{index}/_mapping", {"_meta": meta(state)}, timeout=_WRITE_SECONDS)

    def _bulk(self, index: str, lines: list[Json]) -> None:
        with _missing(index):
            answer = self._server.bulk(f"/{index}/_bulk", lines, _WRITE_SECONDS)
        for item in answer["items"]:
            ((_, outcome),) = item.items()
            # 404: deleted before; 409: a later write of the same document has been here already.
            if outcome["status"] >= 300 and outcome["status"] not in {404, 409}:
                raise EngineUnavailable(
                    f"The server refused {outcome.get('_id')}: {outcome.get('error')}"[:300]
                )

    def rebuild(self, documents: Iterable[Document], state: IndexState) -> int:
        build = f"{self.alias}-{time.time_ns():x}"
        self._server.request("PUT", f"/{build}", index_body(state), timeout=_WRITE_SECONDS)
        try:
            count = self._fill(build, documents, state)
            self._swap(build)
        except BaseException:
            self._drop(build)
            raise
        return count

    def _fill(self, build: str, documents: Iterable[Document], state: IndexState) -> int:
        count = 0

        def lines() -> Iterator[Json]:
            nonlocal count
            for document in documents:
                count += 1
                yield from _writing(document, state)

        for part in _portions(lines()):
            self._bulk(build, part)
        settings = {"index": {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}}
        self._server.request("PUT", f"/{build}/_settings", settings, timeout=_WRITE_SECONDS)
        self._server.request("POST", f"/{build}/_refresh", timeout=_WRITE_SECONDS)
        return count

    def _swap(self, build: str) -> None:
        """Let the alias name ``build`` alone, in one step, then remove what it named before."""
        existing = self._server.request("GET", f"/{self.alias},{self.alias}-*/_alias", timeout=_WRITE_SECONDS,
                                        ignore_unavailable="true", allow_no_indices="true")  # fmt: skip
        old = [name for name, content in existing.items() if self.alias in content.get("aliases", {})]
        actions: list[Json] = [{"remove": {"index": name, "alias": self.alias}} for name in old]
        if self.alias in existing:
            # Somebody wrote to the alias before it was one, and the server made an index of that name.
            actions.append({"remove_index": {"index": self.alias}})
        actions.append({"add": {"index": build, "alias": self.alias}})
        self._server.request("POST", "/_aliases", {"actions": actions}, timeout=_WRITE_SECONDS)
        for name in existing:
            if name not in {build, self.alias} and (name in old or _is_dead(name, self.alias)):
                self._drop(name)

    def _drop(self, index: str) -> None:
        try:
            self._server.request("DELETE", f"/{index}", timeout=_WRITE_SECONDS)
        except EngineUnavailable:
            # It is not live; the next rebuild finds and removes it.
            return

    def remove(self) -> None:
        """Remove the alias and every index of it (scratch indexes and tests)."""
        names = self._server.request("GET", f"/{self.alias},{self.alias}-*/_alias", timeout=_WRITE_SECONDS,
                                     ignore_unavailable="true", allow_no_indices="true")  # fmt: skip
        for name in names:
            self._drop(name)

    def search(self, query: EngineQuery) -> EngineResult:
        with self._reading(), _missing(self.alias):
            if time.monotonic() - self._layout_checked > _LAYOUT_SECONDS:
                self._live(SEARCH_SECONDS)
            answer = self._ask(search_body(query))
            keys = [str(hit["_source"]["key"]) for hit in answer["hits"]["hits"]]
            best = self._passages(query.passages, keys, query.passages_per_hit)
        hits = tuple(
            _hit(key, hit["sort"][0], query.sort, best.get(key, Places()))
            for key, hit in zip(keys, answer["hits"]["hits"], strict=True)
        )
        counts = {
            name: {str(b["key"]): int(b["doc_count"]) for b in aggregation["values"]["buckets"]}
            for name, aggregation in answer.get("aggregations", {}).items()
        }
        return EngineResult(int(answer["hits"]["total"]["value"]), hits, counts)

    def _ask(self, body: Json) -> Json:
        """Search; an answer from a part of the index only is a failure."""
        answer = self._server.request(
            "POST",
            f"/{self.alias}/_search",
            body,
            timeout=SEARCH_SECONDS,
            allow_partial_search_results="false",
        )
        if answer.get("timed_out") or answer.get("_shards", {}).get("failed"):
            raise EngineUnavailable("The server answered from a part of the index only")
        return answer

    def passages(self, clause: Clause, key: str, limit: int) -> Places:
        with self._reading(), _missing(self.alias):
            return self._passages(clause, [key], limit).get(key, Places())

    def _passages(self, clause: Clause | None, keys: list[str], limit: int) -> dict[str, Places]:
        if clause is None or limit < 1 or not keys:
            return {}
        answer = self._ask(passages_body(clause, keys, limit))
        return {
            str(hit["_source"]["key"]): _places(hit["inner_hits"]["passages"]["hits"])
            for hit in answer["hits"]["hits"]
        }

    def hashes(self) -> Iterator[tuple[str, str]]:
        body: Json = {"size": _HASH_PAGE, "sort": [{"key": "asc"}], "_source": ["key", "content_hash"]}
        while True:
            with _missing(self.alias):
                hits = self._server.request("POST", f"/{self.alias}/_search", body, timeout=_WRITE_SECONDS)
            found = hits["hits"]["hits"]
            for hit in found:
                yield str(hit["_source"]["key"]), str(hit["_source"]["content_hash"])
            if len(found) < _HASH_PAGE:
                return
            body["search_after"] = found[-1]["sort"]

    def similar_words(self, words: Collection[str]) -> Mapping[str, str]:
        if not words:
            return {}
        suggest: Json = {word: {"text": word, "term": _TERM_SUGGESTER} for word in words}
        with self._reading(), _missing(self.alias):
            answer = self._ask({"size": 0, "suggest": suggest})
        options = {word: answer["suggest"][word][0]["options"] for word in suggest}
        known = [(str(o["text"]), int(o["freq"])) for found in options.values() for o in found]
        unknown = [word for word, found in options.items() if found]
        return nearest_words(unknown, lambda prefix: [item for item in known if item[0].startswith(prefix)])

    def explain(self, query: EngineQuery, key: str) -> str:
        body = {"query": compile_clause(query.clause)}
        path = f"/{self.alias}/_explain/{quote(key, safe='')}"
        try:
            with _missing(self.alias):
                answer = self._server.request("POST", path, body, timeout=_WRITE_SECONDS)
        except ServerRefused as refusal:
            if refusal.status == 404:
                return f"{key} is not in the index."
            raise
        if not answer.get("matched"):
            return f"{key} does not match the query."
        return json.dumps(answer["explanation"], ensure_ascii=False, indent=1)


def _hit(key: str, value: float, sort: Sort, places: Places) -> EngineHit:
    if sort is Sort.RELEVANCE:
        return EngineHit(key, float(value), places.positions, places.total)
    return EngineHit(key, 0.0, places.positions, places.total, int(value))


def _places(inner: Json) -> Places:
    positions = tuple(int(hit["fields"]["passages.position"][0]) for hit in inner["hits"])
    return Places(positions, int(inner["total"]["value"]))


@contextmanager
def _missing(index: str) -> Iterator[None]:
    """Turn the server's "no such index" into IndexMissing."""
    try:
        yield
    except ServerRefused as refusal:
        if refusal.status == 404 and refusal.kind == "index_not_found_exception":
            raise IndexMissing(f"There is no index {index} on the server") from refusal
        raise


def _is_dead(name: str, alias: str) -> bool:
    """Return whether ``name`` is a build that was begun long ago and never went live."""
    try:
        begun = int(name.removeprefix(f"{alias}-"), 16) / 1e9
    except ValueError:
        return False
    return time.time() - begun > _DEAD_BUILD_SECONDS


def _version(state: IndexState) -> Json:
    # A write that is older than what the index holds of the same document is refused by the server.
    return {"version": state.sequence, "version_type": "external_gte"}


def _writing(document: Document, state: IndexState) -> Iterator[Json]:
    yield {"index": {"_id": document.key, **_version(state)}}
    yield document_source(document)


def _deletions(keys: Iterable[str], state: IndexState) -> Iterator[Json]:
    for key in keys:
        yield {"delete": {"_id": key, **_version(state)}}


def _portions(lines: Iterable[Json]) -> Iterator[list[Json]]:
    """Cut bulk lines into requests of bounded size, never between an action and its document."""
    part: list[Json] = []
    size = 0
    for line in lines:
        is_action = "index" in line or "delete" in line
        if is_action and size > _BULK_BYTES:
            yield part
            part, size = [], 0
        part.append(line)
        size += 60 if is_action else _weight(line)
    if part:
        yield part


def _weight(source: Mapping[str, Any]) -> int:
    """Return about how many bytes a document takes in a request."""
    return 3 * sum(len(text) for text in source[Field.TEXT]) + 500
