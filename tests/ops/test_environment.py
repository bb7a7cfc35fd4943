"""One list of environment variables: what the settings read, what .env.example and the README show."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.compose import PROJECT, interpolated_names
from tests.ops.variables import known_variables

_ROW = re.compile(
    r"^\|\s*`(?P<name>[A-Z][A-Z0-9_]+)`\s*\|(?P<expected>[^|\n]+)\|(?P<default>[^|\n]*)\|(?P<meaning>[^|\n]+)\|$",
    re.MULTILINE,
)


def _example() -> dict[str, str]:
    text = (PROJECT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", text, re.M))


def _readme() -> dict[str, re.Match[str]]:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    return {row["name"]: row for row in _ROW.finditer(text)}


def _shown(default: str) -> str:
    """Return a default as people write it: paths from the project folder, nothing for an empty one."""
    return default.replace(f"{PROJECT}/", "").replace("[]", "")


def test_example_names_every_variable() -> None:
    compose_only = interpolated_names() - set(known_variables())
    assert compose_only == {"PORTAL_HOST", "FILES_HOST", "POSTGRES_PASSWORD"}
    assert set(_example()) == set(known_variables()) | compose_only


def test_example_shows_the_defaults() -> None:
    flags = {"0": "False", "1": "True"}
    for name, value in _example().items():
        if value:
            _, default = known_variables()[name]
            assert flags.get(value, value) in {_shown(default), default}, name


def test_readme_has_a_row_for_each_variable() -> None:
    assert set(_readme()) == set(known_variables())


def test_readme_shows_the_defaults() -> None:
    flags = {"0": "False", "1": "True"}
    for name, row in _readme().items():
        shown = row["default"].strip().strip("`")
        assert flags.get(shown, shown) == _shown(known_variables()[name][1]), name


def _start(module: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": module, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("HTTPS", "maybe"),
        ("EMAIL_PORT", "70000"),
        ("SITE_URL", "portal.example.vn"),
        ("DATABASE_URL", "mysql://u:p@db/portal"),
        ("SEARCH_URL", "localhost:9200"),
        ("S3_ENDPOINT_URL", "http://s3:8333"),
    ],
)
def test_a_wrong_value_stops_the_start_in_one_line(name: str, value: str) -> None:
    done = _start("portal.settings.production", {"SECRET_KEY": "x" * 50, name: value})
    assert done.returncode == 1
    assert re.fullmatch(r"manage\.py: \w+: [^\n]*expected [^\n]+\n", done.stderr), done.stderr
    assert (name if name != "S3_ENDPOINT_URL" else "S3_BUCKET") in done.stderr


def test_the_web_server_names_a_wrong_value() -> None:
    done = subprocess.run(
        [
            Path(sys.executable).parent / "gunicorn",
            "--check-config",
            "--config",
            "ops/gunicorn.conf.py",
            "portal.wsgi",
        ],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50, "WEB_WORKERS": "many"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr == "gunicorn: WEB_WORKERS: expected a whole number from 1 to 64, got “many”.\n"


def test_a_copied_example_changes_nothing_for_make_run(tmp_path: Path) -> None:
    program = (
        "from django.conf import settings;"
        "keyed = len(settings.SECRET_KEY) > 40;"
        "print(settings.ALLOWED_HOSTS, settings.SECURE_COOKIES, settings.SITE_URL, keyed)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings.development",
            **_example(),
            "VAR_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['*'] False http://localhost:8000 True\n"
