"""Options of the two databases that the portal runs on."""

from typing import Any


def with_options(config: dict[str, Any]) -> dict[str, Any]:
    """Return the Django database dictionary with the options that each engine needs.

    SQLite: write-ahead log, transactions that take the write lock at once (no dead lock between
    readers that become writers), foreign keys, and half a minute of patience. PostgreSQL:
    connections that live on and are checked before use.
    """
    if config["ENGINE"].endswith("sqlite3"):
        config.setdefault("OPTIONS", {}).update(
            transaction_mode="IMMEDIATE",
            timeout=30,
            init_command=(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;"
                " PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
            ),
        )
    else:
        config.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    return config
