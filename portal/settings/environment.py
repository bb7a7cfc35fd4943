"""Typed reads of the environment, each recorded so that the README's table can be compared.

A wrong value stops the start with the variable's name and what is expected, in one line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
BASE_DIR = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Variable:
    """One variable of the environment: its name, what it must be, and its default as text."""

    name: str
    expected: str
    default: str


class Environment:
    """Reads variables and keeps a record of every one that the settings know."""

    def __init__(self, env_file: Path | None = None) -> None:
        self.variables: dict[str, Variable] = {}
        self._env = environ.Env()
        if env_file is not None and env_file.is_file():
            environ.Env.read_env(str(env_file))

    def _read(self, name: str, expected: str, default: T, cast: Callable[[str], T]) -> T:
        self.variables[name] = Variable(name, expected, "" if default is None else str(default))
        raw = self._env.str(name, default="").strip()
        if not raw:
            return default
        try:
            return cast(raw)
        except (ValueError, TypeError) as error:
            raise ImproperlyConfigured(f"{name}: expected {expected}, got “{raw}”.") from error

    def text(self, name: str, default: str = "", expected: str = "text") -> str:
        """Return a text variable."""
        return self._read(name, expected, default, str)

    def required(self, name: str, expected: str) -> str:
        """Return a text variable that has no default.

        Raises ImproperlyConfigured when it is missing.
        """
        value = self._read(name, expected, "", str)
        if not value:
            raise ImproperlyConfigured(f"{name}: is not set; expected {expected}.")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes/no variable: 1, true, yes, on / 0, false, no, off."""

        def cast(raw: str) -> bool:
            if raw.lower() in {"1", "true", "yes", "on"}:
                return True
            if raw.lower() in {"0", "false", "no", "off"}:
                return False
            raise ValueError(raw)

        return self._read(name, "1 or 0 (also true/false, yes/no, on/off)", default, cast)

    def number(self, name: str, default: int, minimum: int = 0, maximum: int = 2**31) -> int:
        """Return a whole number within ``minimum`` … ``maximum``."""

        def cast(raw: str) -> int:
            value = int(raw)
            if not minimum <= value <= maximum:
                raise ValueError(raw)
            return value

        return self._read(name, f"a whole number from {minimum} to {maximum}", default, cast)

    def names(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Return a comma-separated list."""
        split = [part.strip() for part in ",".join(default).split(",") if part.strip()]
        return self._read(
            name,
            "a comma-separated list",
            split,
            lambda raw: [p.strip() for p in raw.split(",") if p.strip()],
        )

    def url(self, name: str, default: str = "", schemes: Sequence[str] = ("http", "https")) -> str:
        """Return a URL with one of ``schemes`` and a host, without its closing slash."""

        def cast(raw: str) -> str:
            parts = urlsplit(raw)
            if parts.scheme not in schemes or not parts.netloc:
                raise ValueError(raw)
            return raw.rstrip("/")

        return self._read(
            name, f"a URL that begins with {' or '.join(f'{s}://' for s in schemes)}", default, cast
        )

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Return Django's dictionary of a database URL: SQLite or PostgreSQL."""
        expected = "sqlite:///path/to/file or postgres://user:password@host:port/name"

        def cast(raw: str) -> dict[str, Any]:
            if not raw.startswith(("sqlite:", "postgres:", "postgresql:")):
                raise ValueError(raw)
            config: dict[str, Any] = dict(environ.Env.db_url_config(raw))
            if not str(config.get("ENGINE", "")).endswith(("sqlite3", "postgresql")) or not config.get(
                "NAME"
            ):
                raise ValueError(raw)
            return config

        config = self._read(name, expected, None, cast)
        self.variables[name] = Variable(name, expected, default)
        return config if config is not None else cast(default)

    def folder(self, name: str, default: Path) -> Path:
        """Return a folder; relative paths count from the project folder."""
        return self._read(name, "a folder", default, lambda raw: BASE_DIR / Path(raw).expanduser())


env = Environment(BASE_DIR / ".env")
