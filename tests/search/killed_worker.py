"""Run by ``test_killed_worker``: workers in a database of their own, killed between commit and index."""

import os
import random
import signal
import sys
import time

import django

_KILLS = 50


def _follow() -> None:
    """Be a worker: bring the index to the state of the table, and end."""
    from search.registry import embedded_engine
    from search.services import catch_up

    catch_up(embedded_engine())


def main() -> int:
    """Write, start a worker, kill it at a random moment, 50 times; then compare. Prints the counts."""
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from search.registry import embedded_engine
    from search.services import catch_up, compare
    from search.table import store
    from tests.search.documents import make_document

    call_command("migrate", verbosity=0)
    chance, killed = random.Random(7), 0
    for number in range(_KILLS):
        documents = [make_document(f"group:{chance.randrange(400)}", f"Tin {number}.{n}") for n in range(40)]
        store({d.key: d for d in documents}.values(), [f"group:{chance.randrange(400)}"])
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                _follow()
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    catch_up(embedded_engine())
    differences = compare(embedded_engine())
    sys.stdout.write(f"{_KILLS} workers, {killed} killed at work, equal afterwards: {not differences}\n")
    return 1 if differences or killed < _KILLS // 5 else 0


if __name__ == "__main__":
    sys.exit(main())
