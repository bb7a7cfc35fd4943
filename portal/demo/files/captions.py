"""WebVTT captions."""

from collections.abc import Mapping
from typing import Any


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def make_vtt(spec: Mapping[str, Any]) -> bytes:
    """Return captions of ``spec["content"]`` = ``{"cues": [[start, end, text]]}``, times in seconds."""
    parts = ["WEBVTT", ""]
    for number, (start, end, text) in enumerate(spec["content"]["cues"], 1):
        parts += [str(number), f"{_clock(start)} --> {_clock(end)}", text, ""]
    return "\n".join(parts).encode()
