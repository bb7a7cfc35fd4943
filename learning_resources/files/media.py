"""The length of recordings, where ffprobe is installed."""

import json
import math
import shutil
from pathlib import Path

from learning_resources.files.extraction import ExtractedText, ExtractionError
from learning_resources.files.sandbox import Limits, run_limited

_LIMITS = Limits(seconds=20, memory=2_000_000_000, output=1_000_000)


def is_recording(media_type: str) -> bool:
    """Return whether the type is one of sound or film."""
    return media_type.startswith(("audio/", "video/"))


def measure_recording(path: Path) -> ExtractedText:
    """Return the duration in whole seconds and no text; without ffprobe, None. Raises ExtractionError.

    Only local files are opened: a playlist in disguise cannot make a request.
    """
    program = shutil.which("ffprobe")
    if program is None:
        return ExtractedText(None, None, ())
    options = [
        "-v",
        "error",
        "-protocol_whitelist",
        "file",
        "-show_entries",
        "format=duration",
        "-of",
        "json",
    ]
    try:
        answer = json.loads(run_limited([program, *options, f"file:{path}"], _LIMITS))
        seconds = float(answer["format"]["duration"])
    except (ValueError, KeyError, TypeError) as error:
        raise ExtractionError("Không đọc được thời lượng của tệp âm thanh hoặc video") from error
    if not math.isfinite(seconds) or seconds < 0:
        raise ExtractionError("Không đọc được thời lượng của tệp âm thanh hoặc video")
    return ExtractedText(None, max(1, round(seconds)), ())
