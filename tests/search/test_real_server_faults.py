"""Accidents of a real server, in the middle of writing: nothing is lost, and readers are answered."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from search.documents import Document
from search.engines.base import EngineUnavailable, SearchEngine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import catch_up, compare, rebuild_index
from search.query import SearchQuery
from search.registry import _server, all_engines, embedded_engine
from search.searching import search
from search.services import sync
from search.table import store
from tests.search.documents import make_document
from tests.search.own_node import OwnNode, hanging_proxy
from tests.search.servers import server_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]

_ANSWER_SECONDS = 1.5


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnNode]:
    """A running node of our own."""
    node = OwnNode(tmp_path_factory.mktemp("node"))
    node.start()
    yield node
    node.kill()


@pytest.fixture
def server(node: OwnNode, settings: Settings) -> ElasticsearchEngine:
    """The first engine, on that node, with an index of its own; the embedded one stands behind."""
    settings.SEARCH_URL = node.url
    _server.cache_clear()
    engine = all_engines()[0]
    assert isinstance(engine, ElasticsearchEngine)
    engine.alias = f"faults-{uuid.uuid4().hex[:12]}"
    return engine


def fill_table(count: int, word: str = "Bản tin") -> None:
    """Write ``count`` rows in portions."""
    for start in range(0, count, 500):
        store(
            [
                make_document(f"group:{10_000 + n}", f"{word} {n}")
                for n in range(start, min(start + 500, count))
            ]
        )


def answered(word: str) -> None:
    """Check that the embedded index answers in time, and that it is said."""
    started = time.perf_counter()
    result = search(SearchQuery(text=word))
    assert time.perf_counter() - started <= _ANSWER_SECONDS
    assert (result.engine, result.degraded) == ("embedded", True)
    assert result.total > 0


def after(calls: int, method: Callable[..., Any], then: Callable[[], object]) -> Callable[..., Any]:
    """Return ``method`` that calls ``then`` before its call number ``calls`` (from 1)."""
    made = 0

    def counted(*args: Any, **named: Any) -> Any:
        nonlocal made
        made += 1
        if made == calls:
            then()
        return method(*args, **named)

    return counted


@pytest.mark.parametrize("rebuilding", [False, True], ids=["mid-bulk", "mid-rebuild"])
def test_killed_while_it_is_written_to(
    node: OwnNode, server: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch, rebuilding: bool
) -> None:
    fill_table(500)
    for engine in all_engines():
        catch_up(engine)
    fill_table(3000, "Bản tin đã sửa")
    catch_up(embedded_engine())
    monkeypatch.setattr("search.engines.elasticsearch.engine._BULK_BYTES", 50_000)
    with monkeypatch.context() as patch:
        patch.setattr(
            server, "_bulk", after(3, server._bulk, lambda: threading.Timer(0.01, node.kill).start())
        )
        with pytest.raises(EngineUnavailable):
            (rebuild_index if rebuilding else catch_up)(server)
            search_until_it_fails(server)
    node.kill()
    answered("bản tin")
    group = Group.objects.create(name="Công bố khi máy chủ chết")
    sync("group", group.pk)
    node.start()
    server._breaker._succeeded()
    catch_up(server)
    assert not compare(server)
    assert search(SearchQuery(text="công bố khi máy chủ chết")).hits[0].key == f"group:{group.pk}"


def search_until_it_fails(server: ElasticsearchEngine) -> None:
    """Where the write was faster than the kill, notice the death at the next request."""
    for _ in range(100):
        server.state()
        time.sleep(0.05)


@pytest.mark.parametrize("product", ["elasticsearch", "opensearch"])
class TestDamaged:
    """Damage by hand on the servers that run for tests."""

    @pytest.fixture
    def damaged(self, product: str, settings: Settings) -> Iterator[ElasticsearchEngine]:
        """The first engine, with an index in step with a table of 20 rows."""
        settings.SEARCH_URL = server_url(product)
        _server.cache_clear()
        engine = all_engines()[0]
        assert isinstance(engine, ElasticsearchEngine)
        engine.alias = f"faults-{uuid.uuid4().hex[:12]}"
        fill_table(20)
        for each in all_engines():
            catch_up(each)
        yield engine
        engine.remove()

    def _change_and_follow(self, engine: ElasticsearchEngine) -> None:
        group = Group.objects.create(name="Học liệu số mới")
        sync("group", group.pk)
        catch_up(engine)
        assert not compare(engine)
        result = search(SearchQuery(text="học liệu số mới"))
        assert (result.hits[0].key, result.degraded) == (f"group:{group.pk}", False)

    def test_index_deleted(self, damaged: ElasticsearchEngine) -> None:
        damaged.remove()
        self._change_and_follow(damaged)

    def test_wrong_mapping(self, damaged: ElasticsearchEngine) -> None:
        damaged.remove()
        path = f"/{damaged.alias}/_doc/1"
        damaged._server.request("PUT", path, {"title": {"odd": 1}, "key": "x"}, refresh="true")
        self._change_and_follow(damaged)

    def test_read_only_index(self, damaged: ElasticsearchEngine) -> None:
        index, _ = damaged._live()
        path = f"/{index}/_settings"
        damaged._server.request("PUT", path, {"index": {"blocks.write": True}})
        group = Group.objects.create(name="Trong lúc chỉ đọc")
        sync("group", group.pk)
        with pytest.raises(EngineUnavailable):
            catch_up(damaged)
        catch_up(embedded_engine())
        assert search(SearchQuery(text="bản tin")).total == 20
        damaged._server.request("PUT", path, {"index": {"blocks.write": False}})
        self._change_and_follow(damaged)

    def test_hidden_content_is_never_found_also_during_a_rebuild(
        self, damaged: ElasticsearchEngine, product: str
    ) -> None:
        check_canaries(damaged)


def check_canaries(engine: SearchEngine) -> None:
    """Withdraw things before and in the middle of a rebuild; their words are never found."""
    shown = Group.objects.create(name="canhbaoxanh công khai")
    soon = Group.objects.create(name="canhbaovang rút giữa chừng")
    never = Group.objects.create(name="hidden canhbaodo nháp")
    for group in (shown, soon, never):
        sync("group", group.pk)
    catch_up(engine)

    def found() -> dict[str, int]:
        words = ("canhbaoxanh", "canhbaovang", "canhbaodo")
        return {word: len(search(SearchQuery(text=word)).hits) for word in words}

    assert found() == {"canhbaoxanh": 1, "canhbaovang": 1, "canhbaodo": 0}
    inner = engine.rebuild
    seen: list[dict[str, int]] = []

    def rebuild(documents: Iterator[Document], *rest: Any) -> int:
        def watched() -> Iterator[Document]:
            for number, document in enumerate(documents):
                if number == 1:
                    Group.objects.filter(pk=soon.pk).update(name="hidden canhbaovang")
                    sync("group", soon.pk)
                seen.append(found())
                yield document

        return inner(watched(), *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "rebuild", rebuild)
        rebuild_index(engine)
    seen.append(found())
    assert not any(counts["canhbaodo"] for counts in seen)
    assert not any(counts["canhbaovang"] for counts in seen[1:])
    assert seen[-1]["canhbaoxanh"] == 1
    assert not compare(engine)


def test_hidden_content_is_never_found_in_the_embedded_index(index_folder: Path) -> None:
    catch_up(embedded_engine())
    assert isinstance(embedded_engine(), EmbeddedEngine)
    check_canaries(embedded_engine())


def test_a_server_that_hangs_for_ten_seconds(settings: Settings) -> None:
    fill_table(20)
    catch_up(embedded_engine())
    with hanging_proxy(10) as url:
        settings.SEARCH_URL = url
        _server.cache_clear()
        answered("bản tin")
        answered("tin")
        started = time.perf_counter()
        group = Group.objects.create(name="Học liệu công bố")
        sync("group", group.pk)
        assert time.perf_counter() - started < 1
        for _ in range(20):
            answered("bản tin")
