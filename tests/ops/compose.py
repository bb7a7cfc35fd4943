"""Reading docker-compose.yml as Compose does: merge keys, and variables of the .env file filled in."""

import re
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
_VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)(?:(:?[-?])([^}]*))?\}")


class MissingVariable(Exception):
    """A variable that has to be set is not."""


def interpolated_names() -> set[str]:
    """Return the names of all variables that docker-compose.yml takes from .env."""
    return {match[1] for match in _VARIABLE.finditer(_text())}


def required_names() -> set[str]:
    """Return the names without which Compose refuses to start."""
    return {match[1] for match in _VARIABLE.finditer(_text()) if (match[2] or "").endswith("?")}


def read_compose(values: dict[str, str]) -> dict[str, Any]:
    """Return the services with ``values`` filled in.

    Raises MissingVariable with the message that Compose shows.
    """

    def fill(match: re.Match[str]) -> str:
        name, operator, text = match.groups()
        value = values.get(name, "")
        if value:
            return value
        if operator and operator.endswith("?"):
            raise MissingVariable(f"{name}: {text}")
        return text if operator and operator.endswith("-") else ""

    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: walk(value) for key, value in node.items()}
        if isinstance(node, list):
            return [walk(value) for value in node]
        return _VARIABLE.sub(fill, node) if isinstance(node, str) else node

    content: dict[str, Any] = walk(yaml.safe_load(_text()))
    return content


def _text() -> str:
    return (PROJECT / "docker-compose.yml").read_text(encoding="utf-8")
