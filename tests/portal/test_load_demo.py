"""The demonstration, loaded for real into an empty database."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.loading import load_organisations
from accounts.models import User
from accounts.roles import ROLES_IN_ORDER
from core.models import StandardPage
from learning_resources.models import LearningResource, MaterialType
from news.models import DXDayPage, NewsPage
from plans.models import PlanPage, ProgressReport
from plans.tracking import tracked_targets
from portal.demo import catalogue
from portal.demo.load_library import load_resources
from portal.demo.scale import synthetic_resources
from portal.management.commands.load_demo import unfinished_file

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

READING_PAGES = (
    "/",
    "/ke-hoach/",
    "/hoc-lieu/",
    "/tin-tuc/",
    "/tim-kiem/?q=hoc lieu so",
    "/ngay-chuyen-doi-so/",
    "/ngay-chuyen-doi-so/2026/",
    "/gioi-thieu/",
    "/sitemap.xml",
    "/tin-tuc/rss/",
    "/ke-hoach/atom/",
    "/api/v1/openapi.json",
)


def load(**options: object) -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def var_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def test_everything_is_there_and_readable(var_dir: Path, client: Client) -> None:
    load(accounts=True)
    assert PlanPage.objects.live().count() >= 4
    assert LearningResource.objects.published().count() >= 80
    assert NewsPage.objects.live().count() >= 20
    assert DXDayPage.objects.filter(year=2026).exists()
    assert StandardPage.objects.live().count() >= 5
    used = set(LearningResource.objects.values_list("material_type", flat=True))
    assert used == set(MaterialType.objects.values_list("pk", flat=True))
    without_content = LearningResource.objects.filter(items=None, link="")
    assert not without_content.exists()
    _targets_are_tracked()
    _pages_answer(client)
    _a_second_load_adds_nothing()


def _targets_are_tracked() -> None:
    plans = list(PlanPage.objects.live())
    tracked = tracked_targets([plan.pk for plan in plans])
    statuses = {item.progress.status for items in tracked.values() for item in items}
    assert len(statuses) >= 4, "the demonstration shows achieved, on track, slow, late and unknown targets"
    days = ProgressReport.objects.order_by("date").values_list("date", flat=True)
    assert (days.last() - days.first()).days > 600
    for plan in plans:
        anchors = set(plan.clauses.values_list("anchor", flat=True))
        assert {item.target.clause_anchor for item in tracked[plan.pk]} <= anchors, plan.number


def _pages_answer(client: Client) -> None:
    plan = PlanPage.objects.live().first()
    resource = LearningResource.objects.published().first()
    article = NewsPage.objects.live().first()
    assert plan and resource and article
    own = (plan.url, f"{plan.url}chi-tieu/", f"{plan.url}nhiem-vu/", resource.get_absolute_url(), article.url)
    for address in (*READING_PAGES, *own):
        assert client.get(address).status_code == 200, address
    for item in resource.items.all():
        assert client.get(item.url).status_code == 200
    found = client.get("/api/v1/search", {"q": "hoc lieu"}).json()
    assert {result["kind"] for result in found["results"]} >= {"plan", "news"}
    assert not found["degraded"]


def _a_second_load_adds_nothing() -> None:
    again = load()
    numbers = re.search(r"Demonstration: (.*) added", again)
    assert numbers
    assert set(re.findall(r"\d+", numbers[1])) == {"0"}


def test_accounts_are_refused_without_being_asked_for(var_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.management.commands.load_demo.Command._load_content", lambda self: None)
    assert "No demonstration accounts" in load()
    assert not User.objects.exists()


def test_accounts_of_every_role_can_sign_in(
    var_dir: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.management.commands.load_demo.Command._load_content", lambda self: None)
    load(accounts=True)
    lines = (var_dir / "demo-logins.txt").read_text(encoding="utf-8").splitlines()
    roles = set()
    for line in lines:
        email, password, role = line.split(maxsplit=2)
        response = client.post("/tai-khoan/login/", {"login": email, "password": password})
        assert response.status_code == 302, email
        client.logout()
        roles.add(role)
    assert roles == set(ROLES_IN_ORDER)
    assert (var_dir / "demo-logins.txt").stat().st_mode & 0o077 == 0


def test_an_interrupted_load_is_taken_up_again(var_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object) -> None:
        raise RuntimeError("killed")

    command = "portal.management.commands.load_demo.Command._load_content"
    monkeypatch.setattr(command, fail)
    with pytest.raises(RuntimeError):
        load(if_empty=True)
    assert unfinished_file().exists()
    monkeypatch.setattr(command, lambda self: None)
    load(if_empty=True)
    assert not unfinished_file().exists()


def _units_only(command: object) -> None:
    load_organisations(catalogue.CONTENT / "organisations.json")


def test_scale_makes_as_many_as_asked_for(var_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.management.commands.load_demo.Command._load_content", _units_only)
    load(scale=25)
    assert LearningResource.objects.published().count() == 25
    load(scale=5)
    assert LearningResource.objects.published().count() == 30


def test_scale_cannot_be_negative(var_dir: Path) -> None:
    with pytest.raises(CommandError):
        load(scale=-1)


def test_loading_the_same_rows_twice_makes_them_once(
    var_dir: Path, taxonomy: None, organisations: None
) -> None:
    rows = [{**row, "organisation": None} for row in synthetic_resources(3, 1)]
    assert load_resources(rows) == 3
    assert load_resources(rows) == 0
