"""Runs every command of Dockerfile and docker-compose.yml through the same entry points, without Docker.

The image is built into folders (see tests/ops/image.py); its programs then run there with Compose's
environment, except that addresses of other containers become servers on this machine.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from moto.server import ThreadedMotoServer

from tests.ops.compose import PROJECT, read_compose, required_names
from tests.ops.image import Image, Stage
from tests.ops.processes import Running, free_port, get, running

pytestmark = pytest.mark.slow

HOST = "portal.example"
SAMPLE = {name: f"sample{n}" for n, name in enumerate(sorted(required_names()))} | {
    "PORTAL_HOST": HOST,
    "FILES_HOST": "files.example",
    "SECRET_KEY": "k" * 64,
}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The image of the Dockerfile: every RUN and COPY is carried out."""
    if not shutil.which("npm"):
        pytest.skip("npm is not here")
    image = Image(PROJECT, tmp_path_factory.mktemp("image"))
    image.build()
    return image


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A stand-in for the S3 server; returns its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(scope="module")
def run(image: Image) -> Stage:
    return image.stages[-1]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    services: dict[str, Any] = read_compose(SAMPLE)["services"]
    return services


@pytest.fixture(scope="module")
def container(image: Image, compose: dict[str, Any], s3: str) -> dict[str, str]:
    """The environment of Compose's web and worker on top of the image's own."""
    other = {
        "DATABASE_URL": f"sqlite:///{image.place('run', '/data')}/portal.sqlite3",
        "S3_ENDPOINT_URL": s3,
        # A search server that is away: the embedded index answers.
        "SEARCH_URL": "http://127.0.0.1:9",
        "PORT": str(free_port()),
        "WEB_HOST": "127.0.0.1",
    }
    assert (
        compose["web"]["environment"] == compose["worker"]["environment"] == compose["bucket"]["environment"]
    )
    return image.variables("run") | compose["web"]["environment"] | other


def _command(image: Image, run: Stage, arguments: list[str]) -> list[str]:
    return [image.rewrite("run", word) for word in [*run.last("ENTRYPOINT").words(), *arguments]]


def _health_words(run: Stage) -> list[str]:
    words: list[str] = json.loads(run.last("HEALTHCHECK").value.partition(" CMD ")[2])
    return words


def _check(image: Image, words: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [image.rewrite("run", word) for word in words],
        env=env,
        cwd=image.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if "__pycache__" not in path.parts
    }


def _answers(port: int) -> bool:
    return get(port, "/healthz", {"Host": HOST})[0] == 200


def test_the_build_leaves_what_the_servers_need(image: Image) -> None:
    app = image.place("run", "/app")
    for path in (
        "manage.py",
        "build/collected/staticfiles.json",
        "build/static/icons.svg",
        "ops/entrypoint.sh",
    ):
        assert (app / path).is_file(), path
    assert list((app / "build/static/fonts").glob("*.woff2"))
    assert list((app / "build/collected/css").glob("*.css.br")), "static files come compressed"
    for path in (".env", "tests", "node_modules", "var", ".git"):
        assert not (app / path).exists(), path


def test_bucket_is_made_and_tried(
    image: Image, run: Stage, compose: dict[str, Any], container: dict[str, str]
) -> None:
    command = _command(image, run, compose["bucket"]["command"])
    results = [_check(image, command, container) for _ in range(2)]
    assert [done.returncode for done in results] == [0, 0], results
    assert [done.stdout for done in results] == [
        "bucket portal: made, write and read tried.\n",
        "bucket portal: exists, write and read tried.\n",
    ]


@pytest.fixture
def web(
    image: Image, run: Stage, compose: dict[str, Any], container: dict[str, str], tmp_path: Path
) -> Iterator[Running]:
    """Compose's web service, serving."""
    assert compose["web"]["command"] == run.last("CMD").words()
    command = _command(image, run, compose["web"]["command"])
    app = image.place("run", "/app")
    with running(command, container, app, tmp_path / "web.log") as server:
        server.wait_until(lambda: _answers(int(container["PORT"])), "/healthz answers", 120)
        yield server


def test_web_serves_is_healthy_and_ends(
    image: Image, run: Stage, container: dict[str, str], web: Running
) -> None:
    app = image.place("run", "/app")
    before = _files(app)
    port = int(container["PORT"])
    assert _check(image, _health_words(run), container).returncode == 0

    status, headers, body = get(port, "/", {"Host": HOST, "X-Forwarded-Proto": "https"})
    assert status == 200
    assert "Strict-Transport-Security".lower() in headers
    style = re.search(r'href="(/static/css/[^"]+\.[0-9a-f]{12}\.css)"', body.decode())
    assert style, "the page names hashed style sheets"
    status, headers, _ = get(
        port, style[1], {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": "br"}
    )
    assert (status, headers["content-encoding"]) == (200, "br")
    assert "immutable" in headers["cache-control"]

    assert get(port, "/", {"Host": HOST})[0] == 301, "plain HTTP is sent to HTTPS"
    assert get(port, "/", {"Host": "elsewhere.example", "X-Forwarded-Proto": "https"})[0] == 400

    assert web.end() == 0
    assert _files(app) == before, "only /data is written to"
    done = _check(image, _health_words(run), container)
    assert done.returncode == 1
    assert done.stderr.startswith("web: no answer on port")


def _waiting(database: Path) -> int:
    """Return how many tasks wait to be run now."""
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'READY' AND run_after LIKE '9999-%'"
        return int(connection.execute(query).fetchone()[0])


def test_worker_works_is_watched_and_ends(
    image: Image, run: Stage, compose: dict[str, Any], container: dict[str, str], web: Running, tmp_path: Path
) -> None:
    app = image.place("run", "/app")
    database = image.place("run", "/data") / "portal.sqlite3"
    command = _command(image, run, compose["worker"]["command"])
    health = compose["worker"]["healthcheck"]["test"][1:]
    # The first start published the fixed pages: the index has to follow.
    manage = [
        "manage", "shell", "--no-imports", "-c",
        "from search.tasks import catch_up_index; catch_up_index.enqueue()",
    ]  # fmt: skip
    queued = _check(image, _command(image, run, manage), container)
    assert queued.returncode == 0, queued.stderr
    assert _waiting(database) > 0
    with running(command, container, app, tmp_path / "worker.log") as worker:
        worker.wait_until(lambda: _waiting(database) == 0, "the queue is empty")
        assert _check(image, health, container).returncode == 0
        assert worker.end() == 0, worker.output()

    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE django_tasks_database_dbtaskresult SET status = 'READY', run_after = '2026-01-01 00:00:00'"
        )
    done = _check(image, health, container)
    assert done.returncode == 1
    assert re.search(r"^worker: \d+ tasks wait for more than 5 minutes$", done.stderr, re.MULTILINE), (
        done.stderr
    )


@pytest.mark.postgres
def test_web_starts_on_postgresql(
    image: Image, run: Stage, compose: dict[str, Any], container: dict[str, str], tmp_path: Path
) -> None:
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        assert os.environ.get("CI") != "true", "PostgreSQL does not run: make services"
        pytest.skip("no PostgreSQL server: make services starts one")
    name = f"container_{os.getpid()}"
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            env = container | {"DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{name}", "PORT": str(free_port())}
            command = _command(image, run, compose["web"]["command"])
            app = image.place("run", "/app")
            with running(command, env, app, tmp_path / "web.log") as server:
                server.wait_until(lambda: _answers(int(env["PORT"])), "/healthz answers", 180)
                assert get(int(env["PORT"]), "/readyz", {"Host": HOST})[0] == 200
                assert server.end() == 0
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.postgres
def test_postgresql_health_check_command(compose: dict[str, Any]) -> None:
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url or not shutil.which("pg_isready"):
        assert os.environ.get("CI") != "true", "PostgreSQL does not run: make services"
        pytest.skip("no PostgreSQL server: make services starts one")
    words = compose["postgres"]["healthcheck"]["test"][1:]
    port = url.rsplit(":", 1)[1].split("/")[0]
    for expected, number in ((0, port), (2, str(free_port()))):
        env = {"PATH": os.environ["PATH"], "PGPORT": number}
        assert subprocess.run(words, env=env, check=False).returncode == expected


def test_the_other_images_are_asked_for_what_they_answer(compose: dict[str, Any]) -> None:
    """SeaweedFS, Elasticsearch and Caddy are not on this machine: their checks are held to a known form.

    SeaweedFS's S3 gateway answers /healthz on the port of -s3.port, Elasticsearch /_cluster/health on
    9200, Caddy's own interface /config/ on 2019; the images bring wget, curl and wget.
    """
    s3 = compose["s3"]
    port = next(word.partition("=")[2] for word in s3["command"] if word.startswith("-s3.port="))
    assert s3["healthcheck"]["test"][1:] == [
        "wget",
        "-q",
        "-O",
        "/dev/null",
        f"http://127.0.0.1:{port}/healthz",
    ]
    assert compose["web"]["environment"]["S3_ENDPOINT_URL"] == f"http://s3:{port}"
    assert compose["web"]["environment"]["SEARCH_URL"] == "http://elasticsearch:9200"
    assert "http://127.0.0.1:9200/_cluster/health?" in compose["elasticsearch"]["healthcheck"]["test"][-1]
    assert compose["caddy"]["healthcheck"]["test"][-1] == "http://127.0.0.1:2019/config/"


def test_s3_keys_are_the_portals_own(compose: dict[str, Any]) -> None:
    content = read_compose(SAMPLE)["configs"]["s3"]["content"]
    (identity,) = json.loads(content)["identities"]
    (keys,) = identity["credentials"]
    environment = compose["web"]["environment"]
    assert keys == {"accessKey": environment["S3_ACCESS_KEY"], "secretKey": environment["S3_SECRET_KEY"]}
