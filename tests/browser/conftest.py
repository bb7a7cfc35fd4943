"""A real server, a real browser, and a watch over what the browser does.

The server is what ``make run`` starts: gunicorn with the settings of one machine, on an empty database of
its own (SQLite, or PostgreSQL when DATABASE_URL names a server), with one thing of each kind in it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from tests.ops.processes import free_port, get, running

PROJECT = Path(__file__).resolve().parents[2]
# Chromium as root, in a closed network.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Portal:
    """A running portal: its origin and the addresses of what is in it, by name."""

    origin: str
    addresses: dict[str, str]

    def url(self, name: str) -> str:
        """Return the full address of a thing, such as ``plan``, or of a path that begins with a slash."""
        return self.origin + self.addresses.get(name, name)


@pytest.fixture(scope="package")
def portal_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of the portal's processes, with an empty database that goes away at the end."""
    folder = tmp_path_factory.mktemp("portal")
    env = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "VAR_DIR": str(folder),
        "PORT": str(free_port()),
    }
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield env
        return
    name = f"browser_{os.getpid()}"
    with psycopg.connect(re.sub("^postgres:", "postgresql:", url), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield env | {"DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{name}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="package")
def portal(
    portal_environment: dict[str, str], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    """The portal, serving. (The browser comes first: without one, nothing is started.)"""
    env, port = portal_environment, int(portal_environment["PORT"])

    def call(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=PROJECT, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    call("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    addresses = json.loads(call("-m", "tests.browser.content"))
    command = ["gunicorn", "--config", "ops/gunicorn.conf.py", "portal.wsgi:application"]
    with running(command, env, PROJECT, tmp_path_factory.mktemp("log") / "log") as server:
        server.wait_until(lambda: get(port, "/readyz")[0] == 200, "/readyz answers", 60)
        yield Portal(f"http://127.0.0.1:{port}", addresses)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: CHROMIUM, or the first of the usual names in PATH."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found or not shutil.which(found):
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not here: make services installs it")
        pytest.skip("Chromium is not here: make services installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What a browser did that it should not: errors, refusals of the content policy, foreign requests."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Take note of everything that happens in ``context``."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A failed load is judged by its response; its message names no more than the status.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if (
            parts.scheme in {"http", "https", "ws", "wss"}
            and f"{parts.scheme}://{parts.netloc}" != self.origin
        ):
            self.faults.append(f"request to another host: {url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.status}: {response.url}")


MakeContext = Callable[..., BrowserContext]


@pytest.fixture
def make_context(browser: Browser, portal: Portal) -> Iterator[MakeContext]:
    """Make contexts of anonymous readers; at the end nothing bad happened in any, and no cookie is left."""
    made: list[tuple[BrowserContext, Watch]] = []

    def make(width: int = 1280, height: int = 800, **options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=portal.origin, viewport={"width": width, "height": height}, locale="vi-VN", **options
        )
        context.set_default_timeout(10_000)
        watch = Watch(portal.origin)
        watch.follow(context)
        made.append((context, watch))
        return context

    yield make
    faults = [fault for _, watch in made for fault in watch.faults]
    cookies = [cookie["name"] for context, _ in made for cookie in context.cookies()]
    for context, _ in made:
        context.close()
    assert not faults, "\n".join(faults)
    # Signing in needs a cookie against forged forms; reading needs none.
    assert not set(cookies) - {"csrftoken"}, cookies


@pytest.fixture
def page(make_context: MakeContext) -> Page:
    """A page on a desktop."""
    return make_context().new_page()


@pytest.fixture
def phone(make_context: MakeContext) -> Page:
    """A page on a phone, 360 pixels wide, that is touched."""
    return make_context(360, 740, has_touch=True).new_page()
