"""ops/Caddyfile, read and run by Caddy itself: what reaches the portal, and what does not."""

import http.client
import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ops.compose import PROJECT, read_compose, required_names
from tests.ops.processes import free_port, get, running

CADDYFILE = PROJECT / "ops" / "Caddyfile"


@pytest.fixture(scope="module")
def caddy() -> str:
    """The program, where ``make services`` or the machine brought it."""
    found = os.environ.get("CADDY") or shutil.which("caddy")
    if not found:
        assert os.environ.get("CI") != "true", "Caddy is not here: make services"
        pytest.skip("Caddy is not here: make services unpacks it")
    return found


class _Upstream(http.server.BaseHTTPRequestHandler):
    """Answers with the request line and the headers that came through."""

    def do_GET(self) -> None:
        body = f"{self.command} {self.path}\n{self.headers}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_PUT = do_GET  # noqa: N815  (the names that http.server calls)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def upstream() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Upstream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def _environment(folder: Path, **own: str) -> dict[str, str]:
    variables = dict.fromkeys(required_names(), "sample")
    given = read_compose(variables)["services"]["caddy"]["environment"]
    assert set(given) == set(re.findall(r"\{\$(\w+)\}", CADDYFILE.read_text(encoding="utf-8")))
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder), **given, **own}


def test_the_file_is_valid(caddy: str, tmp_path: Path) -> None:
    env = _environment(tmp_path, PORTAL_HOST="portal.example", FILES_HOST="files.example")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", CADDYFILE]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "not formatted" not in done.stderr, "caddy fmt --overwrite ops/Caddyfile"


def test_requests_reach_the_right_server(caddy: str, tmp_path: Path, upstream: int) -> None:
    text = CADDYFILE.read_text(encoding="utf-8")
    assert text.count("web:8000") == text.count("s3:8333") == 1
    copy = tmp_path / "Caddyfile"
    # Only the addresses change, and Caddy's own interface is off: another Caddy may hold its port.
    own = text.replace("web:8000", f"127.0.0.1:{upstream}").replace("s3:8333", f"127.0.0.1:{upstream}")
    copy.write_text("{\n\tadmin off\n}\n" + own, encoding="utf-8")
    port, files_port = free_port(), free_port()
    env = _environment(
        tmp_path,
        PORTAL_HOST=f"http://127.0.0.1:{port}",
        FILES_HOST=f"http://127.0.0.1:{files_port}",
        S3_BUCKET="portal",
    )
    command = [caddy, "run", "--adapter", "caddyfile", "--config", str(copy)]
    with running(command, env, tmp_path, tmp_path / "log") as server:
        server.wait_until(lambda: get(port, "/")[0] == 200, "Caddy answers")
        status, headers, body = get(port, "/tim-kiem/?q=s%E1%BB%91", {"X-Forwarded-Proto": "https"})
        assert status == 200
        assert body.startswith(b"GET /tim-kiem/?q=s%E1%BB%91\n")
        assert f"Host: 127.0.0.1:{port}".encode() in body
        # What a reader claims about the connection does not come through.
        assert b"X-Forwarded-Proto: http\n" in body
        assert b"X-Forwarded-For: 127.0.0.1\n" in body

        status, headers, _ = get(port, "/", {"Accept-Encoding": "gzip", "X-Long": "x" * 2000})
        assert headers["content-encoding"] == "gzip"

        assert get(files_port, "/portal/private/a.pdf?X-Amz-Signature=1")[0] == 200
        for refused in ("/", "/other/a.pdf", "/portal"):
            assert get(files_port, refused)[0] == 403, refused
        assert _put(files_port, "/portal/a.pdf") == 403
        assert server.end() == 0


def _put(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("PUT", path, body=b"x")
        return connection.getresponse().status
    finally:
        connection.close()
