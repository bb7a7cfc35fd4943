"""Indexes follow the table: catch-up, rebuild, comparison, repair, kills and other databases."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.engines.base import EngineUnavailable, IndexMissing, IndexState
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.folder import POINTER
from search.indexing import catch_up, compare, rebuild_index, repair
from search.models import SearchDocument, SearchSequence
from search.registry import embedded_engine
from search.table import store, table_state
from search.tasks import catch_up_index
from tests.search.contract import keys, run
from tests.search.documents import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(index_folder: Path) -> EmbeddedEngine:
    """The engine of the settings, without an index."""
    return embedded_engine()


def news(*numbers: int, title: str = "Bản tin") -> list[object]:
    """Store news items of these numbers."""
    documents = [make_document(f"news:{n}", f"{title} {n}", passages=[f"Đoạn của tin {n}"]) for n in numbers]
    store(documents)
    return list(documents)


def test_first_catch_up_builds_the_index(engine: EmbeddedEngine) -> None:
    news(1, 2, 3)
    assert catch_up(engine) == 3
    assert engine.state() == table_state()
    assert not compare(engine)


def test_catch_up_applies_changes_and_tombstones(engine: EmbeddedEngine) -> None:
    news(1, 2)
    catch_up(engine)
    news(2, 3, title="Tin sửa")
    store((), ["news:1"])
    assert catch_up(engine) == 3
    assert set(keys(run(engine, "tin"))) == {"news:2", "news:3"}
    assert not compare(engine)
    assert catch_up(engine) == 0


def test_catch_up_runs_in_batches(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    news(1)
    catch_up(engine)
    monkeypatch.setattr("search.table.changes_since.__defaults__", (3,))
    news(*range(2, 12))
    assert catch_up(engine) == 10
    assert not compare(engine)


def test_another_database_means_another_index(engine: EmbeddedEngine) -> None:
    news(1, 2)
    catch_up(engine)
    SearchSequence.objects.update(epoch="00000000-0000-4000-8000-000000000009")
    assert catch_up(engine) == 2
    assert engine.state() == table_state()


def test_a_restored_older_table_means_a_rebuild(engine: EmbeddedEngine) -> None:
    news(1, 2, 3)
    catch_up(engine)
    SearchDocument.objects.filter(key="news:3").delete()
    SearchSequence.objects.update(value=2)
    catch_up(engine)
    assert set(keys(run(engine, ""))) == {"news:1", "news:2"}


def test_an_index_of_another_layout_is_rebuilt(engine: EmbeddedEngine, index_folder: Path) -> None:
    news(1)
    catch_up(engine)
    (index_folder / POINTER).write_text('{"folder": "index-0", "schema": 0}')
    with pytest.raises(IndexMissing, match="layout"):
        engine.state()
    assert catch_up(engine) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"folder": 3}', "\x00\xff"])
def test_a_broken_pointer_is_a_missing_index(
    engine: EmbeddedEngine, index_folder: Path, content: str
) -> None:
    news(1)
    catch_up(engine)
    (index_folder / POINTER).write_text(content)
    with pytest.raises(IndexMissing):
        run(engine, "tin")
    catch_up(engine)
    assert run(engine, "tin").total == 1


def test_old_builds_are_removed_but_for_the_last(engine: EmbeddedEngine, index_folder: Path) -> None:
    news(1)
    for _ in range(4):
        rebuild_index(engine)
    assert len(list(index_folder.glob("index-*"))) == 2


def test_a_reader_sees_commits_and_swaps_of_another_engine(
    engine: EmbeddedEngine, index_folder: Path
) -> None:
    news(1)
    catch_up(engine)
    other = EmbeddedEngine(index_folder)
    assert run(other, "tin").total == 1
    news(2)
    catch_up(engine)
    assert run(other, "tin").total == 2
    store((), ["news:1"])
    rebuild_index(engine)
    assert run(other, "tin").total == 1


def test_check_and_repair_find_every_kind_of_difference(engine: EmbeddedEngine) -> None:
    news(1, 2, 3)
    catch_up(engine)
    state = engine.state()
    engine.apply([make_document("news:9", "Thừa"), make_document("news:1", "Khác")], ["news:2"], state)
    differences = compare(engine)
    assert (differences.missing, differences.stale, differences.extra) == (
        ("news:2",),
        ("news:1",),
        ("news:9",),
    )
    repair(engine)
    assert not compare(engine)
    assert engine.state() == state


def test_command_catches_up_checks_repairs_and_rebuilds(
    engine: EmbeddedEngine, group_source: object, capsys: pytest.CaptureFixture[str]
) -> None:
    news(1)
    call_command("search_index")
    call_command("search_index", "--check")
    engine.apply([], ["news:1"], engine.state())
    with pytest.raises(CommandError) as failure:
        call_command("search_index", "--check")
    assert failure.value.returncode == 1
    assert "missing: news:1" in capsys.readouterr().out
    call_command("search_index", "--repair")
    call_command("search_index", "--check")
    call_command("search_index", "--rebuild")
    assert run(engine, "").total == 0
    with pytest.raises(CommandError, match="no engine called"):
        call_command("search_index", "--engine", "nothing")


def test_explain_command(engine: EmbeddedEngine, facets: None, capsys: pytest.CaptureFixture[str]) -> None:
    news(1, 2)
    call_command("search_explain", "CNTT bản tin 2", "news:2")
    shown = capsys.readouterr().out
    assert "place: 1" in shown
    assert "cong nghe thong tin" in shown


def test_task_is_safe_to_run_twice(engine: EmbeddedEngine) -> None:
    news(1, 2)
    catch_up_index.call()
    catch_up_index.call()
    assert not compare(engine)


def test_writers_wait_for_each_other(engine: EmbeddedEngine, index_folder: Path) -> None:
    news(1)
    catch_up(engine)
    state = engine.state()
    errors: list[Exception] = []

    def write(number: int) -> None:
        try:
            EmbeddedEngine(index_folder).apply([make_document(f"news:{number}", "Song song")], (), state)
        except EngineUnavailable as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10, 18)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert run(engine, "song song").total == 8


def test_a_writer_that_keeps_the_lock_is_not_waited_for_without_end(
    engine: EmbeddedEngine, index_folder: Path
) -> None:
    news(1)
    catch_up(engine)
    with engine.exclusive(), pytest.raises(EngineUnavailable, match="Another process"):
        _apply_in_thread(EmbeddedEngine(index_folder, lock_seconds=0.1), engine.state())


def _apply_in_thread(engine: EmbeddedEngine, state: IndexState) -> None:
    caught: list[BaseException] = []

    def write() -> None:
        try:
            engine.apply((), (), state)
        except EngineUnavailable as error:
            caught.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    raise caught[0]


def test_damaged_index_files_are_reported_not_crashed_on(engine: EmbeddedEngine, index_folder: Path) -> None:
    news(1)
    catch_up(engine)
    (engine.folder.live().path / "documents" / "meta.json").write_text("{broken")
    with pytest.raises(EngineUnavailable):
        run(EmbeddedEngine(index_folder), "tin")
    rebuild_index(engine)
    assert run(EmbeddedEngine(index_folder), "tin").total == 1


_WRITER = """
import sys
from pathlib import Path
from search.engines.base import IndexState
from search.engines.embedded.engine import EmbeddedEngine
from tests.search.documents import make_document

folder, epoch = Path(sys.argv[1]), sys.argv[2]
engine = EmbeddedEngine(folder)
sequence = engine.sequence()
print("ready", flush=True)
while True:
    sequence += 1
    first = sequence * 10
    documents = [make_document(f"news:{first + n}", f"Tin {sequence}", passages=["a"]) for n in range(5)]
    engine.apply(documents, (), IndexState(epoch, sequence))
"""


@pytest.mark.parametrize("attempt", range(5))
def test_a_killed_writer_leaves_a_whole_index(
    engine: EmbeddedEngine, index_folder: Path, attempt: int
) -> None:
    epoch = "6f1c1a52-0000-4000-8000-000000000001"
    engine.rebuild([], IndexState(epoch, 0))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", *sys.path])}
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(index_folder), epoch],
        stdout=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.15 + attempt * 0.037)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    reader = EmbeddedEngine(index_folder, lock_seconds=5)
    done = reader.state().sequence
    expected = {f"news:{s * 10 + n}" for s in range(1, done + 1) for n in range(5)}
    assert {key for key, _ in reader.hashes()} == expected
    reader.apply([make_document("news:1", "Sau khi chết")], (), IndexState(epoch, done + 1))
    assert reader.sequence() == done + 1


def test_a_rebuild_killed_half_way_leaves_the_live_index(engine: EmbeddedEngine, index_folder: Path) -> None:
    news(1)
    catch_up(engine)
    (index_folder / "index-dead" / "documents").mkdir(parents=True)
    assert run(engine, "tin").total == 1
    rebuild_index(engine)
    rebuild_index(engine)
    assert not (index_folder / "index-dead").exists()
