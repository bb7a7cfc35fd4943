"""The clock of the background work."""

import datetime

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from core import periodic
from core.tasks import ensure_tick, tick

START = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC)


@pytest.fixture
def only_jobs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No jobs but those that the test registers; the list fills as they run."""
    monkeypatch.setattr(periodic, "_jobs", {})
    return []


def test_a_job_rests_between_two_runs(only_jobs: list[str]) -> None:
    periodic.register_job("a", datetime.timedelta(minutes=10), lambda: only_jobs.append("a"))
    with time_machine.travel(START, tick=False) as clock:
        assert periodic.run_due_jobs() == ["a"]
        assert periodic.run_due_jobs() == []
        clock.shift(datetime.timedelta(minutes=10))
        assert periodic.run_due_jobs() == ["a"]


def test_a_failing_job_does_not_stop_the_others(
    only_jobs: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("broken")

    periodic.register_job("bad", datetime.timedelta(minutes=1), fail)
    periodic.register_job("good", datetime.timedelta(minutes=1), lambda: only_jobs.append("good"))
    assert periodic.run_due_jobs() == ["good"]
    assert "bad" in caplog.text


@pytest.mark.django_db
def test_one_tick_waits_at_a_time() -> None:
    assert ensure_tick()
    assert not ensure_tick()
    waiting = DBTaskResult.objects.get(task_path=tick.module_path)
    waiting.delete()
    tick.call()
    assert DBTaskResult.objects.filter(task_path=tick.module_path).count() == 1
