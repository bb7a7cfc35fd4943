"""Writers at the same time: the order of sequences is the order of commits, so catch-up misses nothing."""

import threading
import time
from pathlib import Path

import pytest
from django.db import close_old_connections, connection, transaction

from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import catch_up, compare
from search.models import SearchDocument
from search.registry import embedded_engine
from search.table import store
from tests.search.documents import make_document

WRITERS, ROUNDS = 4, 8


def write(writer: int, barrier: threading.Barrier) -> None:
    """Store documents in transactions that stay open for a while after their write."""
    barrier.wait()
    try:
        for number in range(ROUNDS):
            with transaction.atomic():
                store([make_document(f"news:{writer * 100 + number}", f"Bản tin {number}")])
                time.sleep(0.002 * (writer + 1))
    finally:
        close_old_connections()
        connection.close()


def write_side_by_side(engine: EmbeddedEngine) -> None:
    """Let several threads write while this one follows."""
    barrier = threading.Barrier(WRITERS + 1)
    threads = [threading.Thread(target=write, args=(writer, barrier)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    barrier.wait()
    while any(thread.is_alive() for thread in threads):
        catch_up(engine)
    for thread in threads:
        thread.join()


def write_in_turns(engine: EmbeddedEngine) -> None:
    """Write and follow in turns: a SQLite in memory has one connection."""
    for writer in range(WRITERS):
        for number in range(ROUNDS):
            store([make_document(f"news:{writer * 100 + number}", f"Bản tin {number}")])
        catch_up(engine)


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_follows_while_others_write_misses_nothing(index_folder: Path) -> None:
    engine = embedded_engine()
    catch_up(engine)
    alone = connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"])
    (write_in_turns if alone else write_side_by_side)(engine)
    catch_up(engine)
    sequences = list(SearchDocument.objects.values_list("sequence", flat=True))
    assert len(sequences) == len(set(sequences)) == WRITERS * ROUNDS
    assert not compare(engine)
