"""Reading in a process of its own, with limits of time, memory and output.

A file that makes a reader crash, spin or grow ends that process; the worker goes on and keeps the reason.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from learning_resources.files.extraction import ExtractedText, ExtractionError
from learning_resources.files.extraction.result import make_passages

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """Seconds of clock and processor, bytes of address space and of output."""

    seconds: int = 60
    memory: int = 1_500_000_000
    output: int = 32_000_000


class Stopped(ExtractionError):
    """The process did not come to its own end."""


def run_limited(command: Sequence[str], limits: Limits) -> bytes:
    """Return what ``command`` (full path first) writes; raises Stopped with a reason.

    It gets no secret of this process: its environment is empty but for the way to our code.
    """
    numbers = [str(limits.seconds), str(limits.memory), str(limits.output)]
    argv = [sys.executable, "-m", "learning_resources.files.limits", *numbers, *command]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the program is ours or named by full path
            argv, stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=environment, cwd="/",
            start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise Stopped("Đọc tệp này mất quá nhiều thời gian") from error
        finally:
            _end(process)
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read(32_000).decode(errors="replace")[-600:]
            logger.warning("Reading a file ended with %s: %s", process.returncode, said)
            raise Stopped(_reason(process.returncode, said))
        out.seek(0)
        return out.read(limits.output)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill what is left of the process and its children, and take its state."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def _reason(code: int, said: str) -> str:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "Đọc tệp này mất quá nhiều thời gian"
    if code == -signal.SIGXFSZ or "File too large" in said:
        return "Nội dung tệp quá dài"
    if "MemoryError" in said or "bad_alloc" in said:
        return "Đọc tệp này cần quá nhiều bộ nhớ"
    return "Tệp bị hỏng: bộ đọc dừng giữa chừng"


def extract_in_sandbox(path: Path, media_type: str, limits: Limits | None = None) -> ExtractedText:
    """Return the text of a file of unknown origin; raises ExtractionError, and nothing else, for a bad one."""
    command = [sys.executable, "-m", "learning_resources.files.worker", str(path), media_type]
    return _parsed(run_limited(command, limits or Limits()))


def _parsed(raw: bytes) -> ExtractedText:
    """Return the answer as our type; a process that was taken over may write anything."""
    try:
        found = json.loads(raw)
        if "error" in found:
            raise ExtractionError(str(found["error"])[:300])
        places = [(str(label), str(anchor)[:100], str(text)) for label, anchor, text in found["passages"]]
        return ExtractedText(_number(found["pages"]), _number(found["duration"]), make_passages(places))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ExtractionError from error


def _number(value: object) -> int | None:
    return min(value, 2_000_000_000) if isinstance(value, int) and value >= 0 else None
