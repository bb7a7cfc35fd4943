"""scripts/services.sh, with services of the test's own: what it promises to make and to CI."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ops.compose import PROJECT

SCRIPT = PROJECT / "scripts" / "services.sh"
SERVICES = sorted((PROJECT / "ops" / "services").glob("*.sh"))

_SLEEPER = """
service_start() {
  local file="$STATE/sleeper.pid"
  if running "$(cat "$file" 2>/dev/null)"; then say "runs"; return 0; fi
  sleep 300 >/dev/null 2>&1 9>&- &
  echo $! >"$file"
  say "started"
}
service_stop() {
  running "$(cat "$STATE/sleeper.pid" 2>/dev/null)" || return 0
  end_process "$(cat "$STATE/sleeper.pid")"
  say "stopped"
}
service_env() { echo "SLEEPER=$(cat "$STATE/sleeper.pid")"; }
"""
_BROKEN = 'service_start() { false; say "went on"; }\nservice_stop() { :; }\nservice_env() { :; }\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with the script and no service, in a folder whose name has a blank."""
    folder = tmp_path / "a b"
    (folder / "ops" / "services").mkdir(parents=True)
    (folder / "scripts").mkdir()
    shutil.copy2(SCRIPT, folder / "scripts")
    return folder


def _call(project: Path, verb: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"]}
    command = [project / "scripts" / "services.sh", verb]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


def test_start_stop_and_both_twice(project: Path) -> None:
    (project / "ops" / "services" / "sleeper.sh").write_text(_SLEEPER, encoding="utf-8")
    first, second = _call(project, "start"), _call(project, "start")
    written = (project / "var" / "services" / "env").read_text(encoding="utf-8")
    pid = int(written.removeprefix("SLEEPER="))
    try:
        assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
        assert first.stdout.splitlines()[0].split() == ["sleeper", "started"]
        assert second.stdout.splitlines()[0].split() == ["sleeper", "runs"]
        assert _call(project, "env").stdout == written
        os.kill(pid, 0)
    finally:
        stopped, again = _call(project, "stop"), _call(project, "stop")
    assert (stopped.returncode, again.returncode) == (0, 0)
    assert stopped.stdout.split() == ["sleeper", "stopped"]
    assert again.stdout == ""
    assert not (project / "var" / "services" / "env").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_failed_is_named_and_the_others_start(project: Path) -> None:
    services = project / "ops" / "services"
    (services / "broken.sh").write_text(_BROKEN, encoding="utf-8")
    (services / "sleeper.sh").write_text(_SLEEPER, encoding="utf-8")
    try:
        done = _call(project, "start")
        assert done.returncode == 1
        assert done.stderr == "services: could not start: broken\n"
        assert done.stdout.split() == ["sleeper", "started"]
        assert not (project / "var" / "services" / "env").exists(), "a part would look like the whole"
    finally:
        _call(project, "stop")


def test_usage(project: Path) -> None:
    done = _call(project, "restart")
    assert (done.returncode, done.stderr) == (2, "usage: scripts/services.sh start|stop|env\n")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_every_service_has_its_three_functions(path: Path) -> None:
    program = f'. "{path}"; declare -F service_start service_stop service_env'
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["service_start", "service_stop", "service_env"]
