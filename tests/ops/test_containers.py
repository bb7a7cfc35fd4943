"""What Dockerfile and docker-compose.yml promise, read without an engine."""

import re
import subprocess
import sys
from typing import Any

import pytest

from tests.ops.compose import PROJECT, MissingVariable, interpolated_names, read_compose, required_names
from tests.ops.image import ignored, read_dockerfile

SAMPLE = {name: f"sample{n}" for n, name in enumerate(sorted(required_names()))}
PINNED = re.compile(r":v?\d+\.\d+(\.\d+)?(-[a-z0-9.-]+)?$")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return read_compose(SAMPLE)


@pytest.fixture(scope="module")
def known_variables() -> set[str]:
    """The variables that the settings and the web server's configuration read."""
    from tests.ops.variables import known_variables

    return set(known_variables())


def test_base_images_are_pinned() -> None:
    images = [stage.image for stage in read_dockerfile(PROJECT / "Dockerfile")]
    assert len(images) == 3
    assert all(PINNED.search(image) for image in images), images


def test_the_image_runs_without_root() -> None:
    user = read_dockerfile(PROJECT / "Dockerfile")[-1].last("USER").value
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)


def test_service_images_are_pinned(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"web", "worker", "bucket", "postgres", "s3", "elasticsearch", "caddy"}
    for name, service in compose["services"].items():
        assert PINNED.search(service["image"]), name


def test_every_service_has_a_health_check(compose: dict[str, Any]) -> None:
    of_the_image = read_dockerfile(PROJECT / "Dockerfile")[-1].last("HEALTHCHECK").value
    assert "health" in of_the_image
    for name, service in compose["services"].items():
        if name == "web":
            assert "healthcheck" not in service, "the image's own check is meant"
        elif name == "bucket":
            assert service["healthcheck"] == {"disable": True}, "it ends, and its exit code tells"
            assert (
                compose["services"]["web"]["depends_on"]["bucket"]["condition"]
                == "service_completed_successfully"
            )
        else:
            check = service["healthcheck"]
            assert check["test"][0] == "CMD", name
            assert {"interval", "timeout", "retries", "start_period"} <= set(check), name


def test_dependencies_wait_for_health(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for other, rule in service.get("depends_on", {}).items():
            assert other in compose["services"], name
            assert rule["condition"] in {"service_healthy", "service_completed_successfully"}, name


def test_every_volume_is_declared_and_used(compose: dict[str, Any]) -> None:
    used = set()
    for service in compose["services"].values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (PROJECT / source).exists(), source
            else:
                used.add(source)
    assert used == set(compose["volumes"])


def test_every_config_is_declared_and_used(compose: dict[str, Any]) -> None:
    used = {item["source"] for service in compose["services"].values() for item in service.get("configs", [])}
    assert used == set(compose["configs"])


def test_data_lies_in_a_volume(compose: dict[str, Any]) -> None:
    folder = read_dockerfile(PROJECT / "Dockerfile")[-1].last("VOLUME").value
    for name in ("web", "worker"):
        assert any(volume.split(":")[1] == folder for volume in compose["services"][name]["volumes"]), name


def test_the_settings_know_every_variable(compose: dict[str, Any], known_variables: set[str]) -> None:
    for name in ("web", "worker", "bucket"):
        unknown = set(compose["services"][name]["environment"]) - known_variables
        assert not unknown, (name, unknown)
    runs = read_dockerfile(PROJECT / "Dockerfile")[-1]
    of_the_image = {
        part.split("=")[0] for item in runs.instructions if item.name == "ENV" for part in item.words()
    }
    others = {"PATH", "HOME", "DJANGO_SETTINGS_MODULE", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
    assert of_the_image - others <= known_variables


@pytest.mark.parametrize("name", sorted(required_names()))
def test_a_missing_secret_stops_the_start(name: str) -> None:
    with pytest.raises(MissingVariable, match=f"^{name}: {name} is "):
        read_compose({key: value for key, value in SAMPLE.items() if key != name})


def test_secrets_have_no_default() -> None:
    assert {"SECRET_KEY", "POSTGRES_PASSWORD", "S3_ACCESS_KEY", "S3_SECRET_KEY"} <= required_names()
    assert required_names() <= interpolated_names()


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    open_to_all = {name for name, service in compose["services"].items() if service.get("ports")}
    assert open_to_all == {"caddy"}


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        ".git/config",
        "node_modules/esbuild/lib/main.js",
        "var/portal.sqlite3",
        "core/__pycache__/text.pyc",
    ],
)
def test_this_machines_own_files_stay_out_of_the_image(path: str) -> None:
    assert ignored(path, (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "path", ["manage.py", "portal/settings/production.py", "learning_resources/data/taxonomy.json"]
)
def test_the_portal_gets_into_the_image(path: str) -> None:
    assert (PROJECT / path).exists()
    assert not ignored(path, (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines())


def test_the_entry_point_says_what_it_can_do() -> None:
    script = PROJECT / "ops" / "entrypoint.sh"
    for arguments in ([], ["serv"]):
        done = subprocess.run([script, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith("usage: entrypoint.sh COMMAND")
    done = subprocess.run(
        [sys.executable, PROJECT / "ops" / "health.py", "tea"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "usage: health.py web|worker\n")
