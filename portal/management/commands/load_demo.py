"""Loads the demonstration content of an invented province."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.loading import load_organisations
from learning_resources.models import LearningResource
from plans.models import PlanPage
from portal.demo import catalogue
from portal.demo.load_feedback import load_feedback
from portal.demo.load_library import load_resources, load_scale
from portal.demo.load_pages import load_dx_day, load_news, load_settings, load_standard_pages
from portal.demo.load_plans import load_plans
from portal.demo.people import load_people
from portal.demo.scale import synthetic_resources
from search.registry import all_engines
from search.services import catch_up, rebuild_table

# A fixed seed: the same number of materials is the same content on every machine.
_SEED = 2026


def logins_file() -> Path:
    """Where this machine keeps the demonstration's logins, so that every start can print them."""
    return Path(settings.VAR_DIR) / "demo-logins.txt"


def unfinished_file() -> Path:
    """A mark that stands while content is being loaded: a load that was killed is taken up again."""
    return Path(settings.VAR_DIR) / "demo-unfinished"


class Command(BaseCommand):
    help = "Load demonstration content; safe to run again. Accounts need DEBUG or --accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="make accounts even where DEBUG is off")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there is content already"
        )
        parser.add_argument(
            "--scale", type=int, default=0, metavar="N", help="N more materials, for load tests"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scale"] < 0:
            raise CommandError("--scale: expected a number of 0 or more.")
        if options["if_empty"] and self._is_filled():
            return
        unfinished_file().touch()
        call_command("load_reference_data", stdout=self.stdout)
        self._load_content()
        if options["scale"]:
            first = LearningResource.objects.count()
            rows = synthetic_resources(options["scale"], _SEED + first)
            self.stdout.write(f"{load_scale(rows)} more materials.")
        rebuild_table()
        for engine in all_engines():
            catch_up(engine)
        self._load_accounts(options["accounts"])
        unfinished_file().unlink(missing_ok=True)

    def _is_filled(self) -> bool:
        """Whether there is content, and not only half of what an interrupted load left."""
        has_content = PlanPage.objects.exists() or LearningResource.objects.exists()
        return has_content and not unfinished_file().exists()

    def _load_content(self) -> None:
        units = load_organisations(catalogue.CONTENT / "organisations.json")
        pages = catalogue.load("pages")
        load_settings(pages["settings"])
        plans = load_plans(catalogue.load("plans"))
        resources = load_resources(catalogue.resources())
        news = load_news(catalogue.load("news"))
        years = load_dx_day(catalogue.load("dx_day"))
        standard = load_standard_pages(pages["pages"])
        feedback = load_feedback(catalogue.load("feedback"))
        self.stdout.write(
            f"Demonstration: {units} units, {plans} plans, {resources} materials, {news} articles,"
            f" {years} years of the Digital Transformation Day, {standard} pages, {feedback} messages added."
        )

    def _load_accounts(self, wanted: bool) -> None:
        if not (settings.DEBUG or wanted):
            self.stdout.write("No demonstration accounts: DEBUG is off and --accounts was not given.")
            return
        lines = [f"  {login.email:<28} {login.password:<28} {login.role}" for login in load_people()]
        logins_file().write_text("\n".join(lines) + "\n", encoding="utf-8")
        logins_file().chmod(0o600)
