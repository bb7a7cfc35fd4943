"""The demonstration content as plain data: read from JSON and text files, no Django."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
LEVELS = ("mam-non", "tieu-hoc", "thcs", "thpt", "gdtx", "suot-doi")


def load(name: str) -> Any:
    """Return ``content/<name>.json``: ``organisations``, ``plans``, ``news``, ``dx_day``, ``pages`` or ``feedback``."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def resources() -> tuple[dict[str, Any], ...]:
    """Return every demonstration material, level by level (one file a level in ``content/resources/``)."""
    return tuple(
        resource
        for level in LEVELS
        for resource in json.loads((CONTENT / "resources" / f"{level}.json").read_text(encoding="utf-8"))
    )


def plan_path(file: str) -> Path:
    """Return the path of a plan's text, for the importer."""
    return CONTENT / "plans" / file
