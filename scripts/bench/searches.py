"""The search: pages of results against the bare engine, and how fast an index is built."""

import time
from collections.abc import Callable

from django.test import Client

from scripts.bench.measuring import against, alternating, memory_mb, report
from search.analysis import analyse
from search.engines.base import EngineQuery, SearchEngine
from search.engines.elasticsearch.compiler import search_body
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.embedded.compiler import compile_clause
from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import rebuild_index
from search.query import SearchQuery
from search.searching import engine_query, search
from search.synonyms import current_vocabulary

_WORDS = (
    "phân số", "ôn tập toán lớp 6", "ca dao", "tiếng việt lớp 1", "hình học", "luyen tap phan so",
    "bài giảng", "thí nghiệm hoá học", "văn bản nghị luận", "an toàn giao thông", "đọc hiểu",
    "phương trình bậc hai", "kể chuyện", "lịch sử việt nam", "english", "dao ham", "nấm", "quang hợp",
    "câu hỏi trắc nghiệm có đáp án", "hoạt động nhóm dùng khi không có mạng",
)  # fmt: skip
# The page of materials: kind and six facets.
_FACETS = ("level", "grade", "subject", "strand", "type", "licence", "kind")


def _bare_embedded(engine: EmbeddedEngine) -> Callable[[int], object]:
    """Return tantivy's own part of a page: 20 hits and the facets, for queries that are compiled before."""
    snapshot = engine._reader.snapshot()
    request = {name: {"terms": {"field": f"facets.{name}", "size": 1000}} for name in _FACETS}
    queries = [compile_clause(snapshot.document_schema, _asked(n).clause) for n in range(len(_WORDS))]

    def run(number: int) -> None:
        query = queries[number % len(queries)]
        snapshot.documents.search(query, 20, weight_by_field="boost")
        snapshot.documents.aggregate(query, request)

    return run


def _bare_server(engine: ElasticsearchEngine) -> Callable[[int], object]:
    """Return the server's own part of a page: one request with bodies that are made before."""
    bodies = [search_body(_asked(n)) for n in range(len(_WORDS))]

    def run(number: int) -> None:
        engine._server.request("POST", f"/{engine.alias}/_search", bodies[number % len(bodies)])

    return run


def _asked(number: int) -> EngineQuery:
    text = _WORDS[number % len(_WORDS)]
    return engine_query(SearchQuery(text=text), analyse(text, current_vocabulary()))


def measure_building(engine: SearchEngine) -> None:
    """Print how many documents a second go from the table into a new index."""
    started = time.perf_counter()
    count = rebuild_index(engine)
    seconds = time.perf_counter() - started
    report(f"{engine.name}: {count} documents indexed", f"{count / seconds:.0f} docs/s", f"{seconds:.1f} s")


def measure_pages(engine: SearchEngine, rounds: int) -> None:
    """Print the times of the bare engine, of our engine, of a result, and of a whole page."""
    bare = _bare_server(engine) if isinstance(engine, ElasticsearchEngine) else _bare_embedded(engine)  # type: ignore[arg-type]
    client = Client()

    def ours(number: int) -> None:
        engine.search(_asked(number))

    def result(number: int) -> None:
        found = search(SearchQuery(text=_WORDS[number % len(_WORDS)]))
        assert found.engine == engine.name
        assert not found.degraded

    def page(number: int) -> None:
        answer = client.get("/tim-kiem/", {"q": _WORDS[number % len(_WORDS)]})
        assert answer.status_code == 200

    runs = [bare, ours, result, page]
    alternating(runs, len(_WORDS))
    raw, compiled, found, whole = alternating(runs, rounds * len(_WORDS))
    name = engine.name
    report(f"{name}: bare engine, 20 hits and facets, p50 / p95", f"{raw.p50:.1f} / {raw.p95:.1f} ms")
    report(f"{name}: page of the engine with passages", f"{compiled.p50:.1f} / {compiled.p95:.1f} ms",
           against(compiled.p95 / raw.p95, 2))  # fmt: skip
    report(f"{name}: result with titles, highlights, suggestion", f"{found.p50:.1f} / {found.p95:.1f} ms",
           f"{found.p95 / raw.p95:.2f}x of the bare engine")  # fmt: skip
    report(f"{name}: whole page over HTTP (test client)", f"{whole.p50:.1f} / {whole.p95:.1f} ms",
           against(whole.p95 / compiled.p95, 4))  # fmt: skip
    report("most memory of this process so far", f"{memory_mb()} MB")
