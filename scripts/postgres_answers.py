"""Exit 0 when the PostgreSQL server of the URL answers."""

import sys

import psycopg


def main(url: str) -> int:
    """Return the exit code."""
    try:
        with psycopg.connect(url.replace("postgres://", "postgresql://", 1), connect_timeout=3):
            return 0
    except psycopg.OperationalError as error:
        print(f"{url}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
