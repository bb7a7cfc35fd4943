"""The folder of the embedded index: which build is live, and who may write.

``live.json`` names the folder in use; it is replaced in one rename. ``writer.lock`` is held (flock)
for every write, so that web processes, workers and commands wait for each other and tantivy's own
lock is never found taken. The lock dies with its process.
"""

import fcntl
import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search.engines.base import EngineUnavailable, IndexMissing
from search.engines.embedded.schema import SCHEMA_VERSION

POINTER = "live.json"
_PREFIX = "index-"


@dataclass(frozen=True)
class LiveIndex:
    """The build that is live, with a stamp that changes when another one is swapped in."""

    path: Path
    stamp: tuple[int, int]


class IndexFolder:
    """One index folder on local disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._held = threading.local()

    @contextmanager
    def write_lock(self, timeout: float) -> Iterator[None]:
        """Hold the right to write; re-entrant in one thread.

        Raises EngineUnavailable when another process or thread keeps it for ``timeout`` seconds.
        """
        depth = getattr(self._held, "depth", 0)
        if depth:
            self._held.depth = depth + 1
            try:
                yield
            finally:
                self._held.depth -= 1
            return
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root / "writer.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise EngineUnavailable(f"The index folder {self.root} cannot be written: {error}") from error
        try:
            _wait_for(handle, timeout)
            self._held.depth = 1
            try:
                yield
            finally:
                self._held.depth = 0
        finally:
            os.close(handle)

    def live(self) -> LiveIndex:
        """Return the live build; raises IndexMissing when there is none with today's layout."""
        pointer = self.root / POINTER
        try:
            stat = pointer.stat()
            content = json.loads(pointer.read_text("utf-8"))
        except FileNotFoundError as error:
            raise IndexMissing(f"No index in {self.root}") from error
        except (OSError, ValueError) as error:
            raise IndexMissing(f"{pointer} cannot be read: {error}") from error
        name = content.get("folder") if isinstance(content, dict) else None
        if not isinstance(name, str) or content.get("schema") != SCHEMA_VERSION:
            raise IndexMissing(f"The index in {self.root} has another layout")
        path = self.root / name
        if not (path / "documents" / "meta.json").is_file():
            raise IndexMissing(f"The index folder {path} is gone")
        return LiveIndex(path, (stat.st_mtime_ns, stat.st_ino))

    def new_build(self) -> Path:
        """Return a fresh, empty folder for a build; the caller holds the write lock."""
        path = self.root / f"{_PREFIX}{time.time_ns():x}"
        for name in ("documents", "passages"):
            (path / name).mkdir(parents=True)
        return path

    def go_live(self, build: Path) -> None:
        """Make ``build`` the live index and remove all but the build before it.

        The one before stays: another process may have read the pointer and not yet opened it.
        """
        try:
            before = self.live().path
        except IndexMissing:
            before = None
        temporary = self.root / f"{POINTER}.new"
        with temporary.open("w", encoding="utf-8") as handle:
            json.dump({"folder": build.name, "schema": SCHEMA_VERSION}, handle)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(self.root / POINTER)
        for folder in self.root.glob(f"{_PREFIX}*"):
            if folder not in (build, before):
                shutil.rmtree(folder, ignore_errors=True)


def _wait_for(handle: int, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise EngineUnavailable("Another process is writing the index") from error
            time.sleep(0.02)
