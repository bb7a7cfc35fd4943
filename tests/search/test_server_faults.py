"""Search servers that are gone, hang, refuse, lose their index or answer in part."""

import json
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from search.engines.base import EngineUnavailable, IndexMissing, IndexState
from search.engines.elasticsearch.breaker import CircuitBreaker
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.mapping import SCHEMA_VERSION
from search.engines.elasticsearch.server import ServerRefused, connect
from search.indexing import catch_up, compare
from search.query import SearchQuery
from search.registry import all_engines, embedded_engine
from search.searching import search
from search.table import store
from search.tasks import catch_up_index
from tests.search.contract import EPOCH, fill, keys, run
from tests.search.documents import make_document
from tests.search.servers import server_url


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Answer = Callable[[str, str], tuple[int, Any]]


@pytest.fixture
def fake_server() -> Iterator[Callable[[Answer], str]]:
    """Start servers that answer ``(method, path)`` as told; gives their addresses."""
    started: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def _reply(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                self.rfile.read(length)
                status, body = answer(self.command, self.path)
                text = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("x-elastic-product", "Elasticsearch")
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: object) -> None:
                """Stay silent."""

        for verb in ("GET", "POST", "PUT", "DELETE", "HEAD"):
            setattr(Handler, f"do_{verb}", Handler._reply)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


OPENSEARCH = {"version": {"distribution": "opensearch", "number": "3.6.0"}}
ELASTICSEARCH = {"version": {"number": "9.5.3"}, "tagline": "You Know, for Search"}


class TestBreaker:
    """The circuit breaker, with a clock of our own."""

    def test_opens_after_failures_and_lets_one_try_again(self) -> None:
        now = [0.0]
        breaker = CircuitBreaker(failures=2, pause=10, clock=lambda: now[0])

        def fail() -> None:
            with breaker.guard():
                raise EngineUnavailable("down")

        for _ in range(2):
            with pytest.raises(EngineUnavailable, match="down"):
                fail()
        with pytest.raises(EngineUnavailable, match="left alone"):
            fail()
        now[0] = 10.5
        assert not breaker.is_open
        with pytest.raises(EngineUnavailable, match="down"):
            fail()
        assert breaker.is_open
        now[0] = 21.0
        with breaker.guard(), pytest.raises(EngineUnavailable, match="left alone"), breaker.guard():
            pass
        with breaker.guard():
            pass

    def test_a_missing_index_is_no_failure(self) -> None:
        breaker = CircuitBreaker(failures=1)
        with pytest.raises(IndexMissing), breaker.guard():
            raise IndexMissing("none yet")
        assert not breaker.is_open


def test_what_a_server_is_decides_the_client(fake_server: Callable[[Answer], str]) -> None:
    assert connect(fake_server(lambda method, path: (200, OPENSEARCH)), 1).product == "opensearch"
    assert connect(fake_server(lambda method, path: (200, ELASTICSEARCH)), 1).product == "elasticsearch"
    assert connect(fake_server(lambda method, path: (405, {"error": "no"})), 1).product == "elasticsearch"
    with pytest.raises(ServerRefused) as refusal:
        connect(fake_server(lambda method, path: (401, {"error": "login"})), 1)
    assert refusal.value.status == 401


def test_a_server_that_is_not_there_is_unavailable_at_once() -> None:
    engine = ElasticsearchEngine(f"http://127.0.0.1:{free_port()}")
    started = time.perf_counter()
    with pytest.raises(EngineUnavailable):
        run(engine, "toán")
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("front", [OPENSEARCH, ELASTICSEARCH], ids=["opensearch", "elasticsearch"])
def test_a_hanging_server_costs_a_second_and_then_nothing(
    fake_server: Callable[[Answer], str], front: dict[str, Any]
) -> None:
    def hang(method: str, path: str) -> tuple[int, Any]:
        if path != "/":
            time.sleep(3)
        return 200, front

    engine = ElasticsearchEngine(fake_server(hang))
    times = []
    for _ in range(4):
        started = time.perf_counter()
        with pytest.raises(EngineUnavailable):
            run(engine, "toán")
        times.append(time.perf_counter() - started)
    assert max(times[:2]) < 1.6
    assert max(times[2:]) < 0.1


def live_mapping() -> dict[str, Any]:
    """Return the mapping of an index in order."""
    return {"portal-1": {"mappings": {"_meta": {"schema": SCHEMA_VERSION, "epoch": EPOCH, "sequence": 1}}}}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, {"error": {"type": "cluster_block_exception"}, "status": 503}),
        (500, "gateway says no"),
        (200, {"timed_out": True, "hits": {"hits": [], "total": {"value": 0}}}),
        (200, {"timed_out": False, "_shards": {"failed": 1}, "hits": {"hits": [], "total": {"value": 0}}}),
        (429, {"error": {"type": "circuit_breaking_exception"}, "status": 429}),
    ],
    ids=["503", "500 in HTML", "timed out", "red shard", "429"],
)
@pytest.mark.parametrize("front", [OPENSEARCH, ELASTICSEARCH], ids=["opensearch", "elasticsearch"])
def test_errors_and_partial_answers_are_failures(
    fake_server: Callable[[Answer], str], front: dict[str, Any], status: int, body: Any
) -> None:
    def answer(method: str, path: str) -> tuple[int, Any]:
        if path == "/":
            return 200, front
        return (200, live_mapping()) if path.endswith("_mapping") else (status, body)

    with pytest.raises(EngineUnavailable):
        run(ElasticsearchEngine(fake_server(answer)), "toán")


@pytest.mark.django_db
@pytest.mark.usefixtures("index_folder", "facets", "group_source")
class TestFallback:
    """With a server configured, the embedded index stands in."""

    @pytest.fixture
    def down(self, settings: Settings, index_folder: Path) -> None:
        """A server that is not there, and a library that both engines should hold."""
        settings.SEARCH_URL = f"http://127.0.0.1:{free_port()}"
        store([make_document("group:1", "Học liệu số"), make_document("group:2", "Thể dục")])

    def test_embedded_index_answers_and_it_is_said(self, down: None) -> None:
        catch_up(embedded_engine())
        result = search(SearchQuery(text="hoc lieu"))
        assert [hit.key for hit in result.hits] == ["group:1"]
        assert (result.engine, result.degraded) == ("embedded", True)

    def test_embedded_index_follows_while_the_server_is_down(self, down: None) -> None:
        with pytest.raises(EngineUnavailable, match="elasticsearch"):
            catch_up_index.call()
        assert not compare(embedded_engine())

    def test_many_requests_are_not_slowed(self, down: None) -> None:
        catch_up(embedded_engine())
        started = time.perf_counter()
        for _ in range(20):
            search(SearchQuery(text="hoc lieu"))
        assert time.perf_counter() - started < 2


@pytest.mark.parametrize("product", ["elasticsearch", "opensearch"])
class TestRealServer:
    """Accidents on real servers."""

    @pytest.fixture
    def engine(self, product: str, facets: None) -> Iterator[ElasticsearchEngine]:
        """An engine with an alias of its own."""
        engine = ElasticsearchEngine(server_url(product), alias=f"test-{uuid.uuid4().hex[:12]}")
        yield engine
        engine.remove()

    def test_deleted_index_is_missing_and_comes_back(self, engine: ElasticsearchEngine) -> None:
        fill(engine, [make_document("news:1", "Tin một")])
        engine.remove()
        with pytest.raises(IndexMissing):
            run(engine, "tin")
        fill(engine, [make_document("news:1", "Tin một")])
        assert run(engine, "tin").total == 1

    def test_a_foreign_index_under_the_alias_is_no_index_and_is_replaced(
        self, engine: ElasticsearchEngine
    ) -> None:
        engine._server.request("PUT", f"/{engine.alias}/_doc/1", {"title": "lạ"}, refresh="true")
        with pytest.raises(IndexMissing):
            run(engine, "tin")
        fill(engine, [make_document("news:1", "Tin một")])
        assert keys(run(engine, "")) == ["news:1"]

    def test_an_older_write_never_overtakes(self, engine: ElasticsearchEngine) -> None:
        fill(engine, [], sequence=1)
        engine.apply([make_document("news:1", "Bản mới")], ["news:2"], IndexState(EPOCH, 9))
        engine.apply(
            [make_document("news:1", "Bản cũ"), make_document("news:2", "Đã gỡ")], (), IndexState(EPOCH, 5)
        )
        assert engine.sequence() == 9
        assert keys(run(engine, "bản mới")) == ["news:1"]
        assert run(engine, "đã gỡ").total == 0

    def test_half_a_build_is_removed_and_not_seen(self, engine: ElasticsearchEngine) -> None:
        fill(engine, [make_document("news:1", "Tin một")])
        engine._server.request("PUT", f"/{engine.alias}-1", {"mappings": {}})
        fill(engine, [make_document("news:2", "Tin hai")], sequence=2)
        left = engine._server.request("GET", f"/{engine.alias}*/_alias")
        assert len(left) == 1
        assert keys(run(engine, "")) == ["news:2"]

    def test_many_documents_go_in_several_requests(
        self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("search.engines.elasticsearch.engine._BULK_BYTES", 2_000)
        monkeypatch.setattr("search.engines.elasticsearch.engine._HASH_PAGE", 7)
        library = [make_document(f"news:{n}", f"Tin số {n}", passages=["đoạn"]) for n in range(30)]
        fill(engine, library)
        assert dict(engine.hashes()) == {document.key: document.content_hash for document in library}

    @pytest.mark.django_db
    def test_table_and_index_are_equal_after_catch_up(
        self, engine: ElasticsearchEngine, settings: Settings, product: str
    ) -> None:
        settings.SEARCH_URL = server_url(product)
        assert [e.name for e in all_engines()] == ["elasticsearch", "embedded"]
        store([make_document(f"news:{n}", f"Tin {n}", facets={"subject": ("toan",)}) for n in range(5)])
        catch_up(engine)
        store([make_document("news:1", "Tin đã sửa")], ["news:2"])
        assert catch_up(engine) == 2
        assert not compare(engine)
