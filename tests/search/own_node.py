"""An Elasticsearch node of a test's own, to be killed and started again with its data."""

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings


def _java() -> Path | None:
    folders = [Path(os.environ.get("SERVICES_JAVA_HOME", "/")), *sorted(Path("/usr/lib/jvm").glob("*"))]
    usable = [folder / "bin" / "java" for folder in folders if (folder / "bin" / "javac").is_file()]
    return usable[-1] if usable else None


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnNode:
    """One node in a process; ``kill`` is SIGKILL, ``start`` goes on with the same data and port."""

    def __init__(self, data: Path) -> None:
        self.files = Path(
            os.environ.get("SERVICES_DIR", settings.BASE_DIR / "var" / "services"), "elasticsearch"
        )
        self.java = _java()
        if self.java is None or not (self.files / "classes").is_dir():
            pytest.skip(f"no Elasticsearch under {self.files} or no Java (make services)")
        self.data = data
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the node's address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process and wait until it answers."""
        (self.data / "tmp").mkdir(parents=True, exist_ok=True)
        command = [
            str(self.java), "-Xms384m", "-Xmx384m", "-XX:TieredStopAtLevel=1",
            f"-Djava.io.tmpdir={self.data / 'tmp'}", "-Des.distribution.type=zip",
            "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
            "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false", "-Dlog4j2.disable.jmx=true",
            "-cp", f"{self.files / 'classes'}:{self.files / 'lib'}/*", "TestNode",
            str(self.files / "home"), str(self.data), str(self.port),
        ]  # fmt: skip
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                health = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
                with urllib.request.urlopen(health, timeout=3) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        pytest.fail(f"The node did not come up: {(self.data / 'log').read_text()[-2000:]}")

    def kill(self) -> None:
        """End the process without a word to it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def hanging_proxy(seconds: float) -> Iterator[str]:
    """Give the address of a server that takes every request and says nothing for ``seconds``."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    done = threading.Event()

    def hold(connection: socket.socket) -> None:
        with connection:
            done.wait(seconds)

    def serve() -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=hold, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        done.set()
        thread.join()
        listener.close()
