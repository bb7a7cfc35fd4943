"""``manage.py search_index``: bring indexes to the state of the table, rebuild, check or repair them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable, SearchEngine
from search.registry import all_engines, engine_named
from search.services import catch_up, compare, rebuild_index, rebuild_table, repair

_SHOWN = 20


class Command(BaseCommand):
    """Without an option: apply what the table holds beyond the index. Safe beside a running portal."""

    help = "Bring the search indexes to the state of the table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--rebuild",
            action="store_true",
            help="Read the table anew from the content, then build the index anew and swap.",
        )
        group.add_argument(
            "--check", action="store_true", help="Compare by key and hash; exit 1 on a difference."
        )
        group.add_argument("--repair", action="store_true", help="Write what differs.")
        parser.add_argument("--engine", help="Only this engine (default: all).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run for each engine; exit 1 when one fails or differs."""
        try:
            engines = (engine_named(options["engine"]),) if options["engine"] else all_engines()
        except KeyError as error:
            raise CommandError(f"There is no engine called {error} here.") from error
        if options["rebuild"]:
            self.stdout.write(f"table: {rebuild_table()} rows written")
        failures = [name for name in (self._run(engine, options) for engine in engines) if name]
        if failures:
            raise CommandError(f"Not in order: {', '.join(failures)}", returncode=1)

    def _run(self, engine: SearchEngine, options: dict[str, Any]) -> str:
        """Do what was asked of one engine; return its name when something is wrong with it."""
        try:
            if options["check"]:
                return self._check(engine)
            if options["rebuild"]:
                self.stdout.write(f"{engine.name}: {rebuild_index(engine)} documents built")
            elif options["repair"]:
                found = repair(engine)
                wrong = len(found.missing) + len(found.stale) + len(found.extra)
                self.stdout.write(f"{engine.name}: {wrong} differences repaired")
            else:
                self.stdout.write(f"{engine.name}: {catch_up(engine)} rows applied")
        except EngineUnavailable as error:
            self.stderr.write(f"{engine.name}: {error}")
            return engine.name
        return ""

    def _check(self, engine: SearchEngine) -> str:
        differences = compare(engine)
        for name in ("missing", "stale", "extra"):
            keys = getattr(differences, name)
            if keys:
                more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
                self.stdout.write(f"{engine.name}: {name}: {', '.join(keys[:_SHOWN])}{more}")
        if not differences:
            self.stdout.write(f"{engine.name}: equal to the table")
        return engine.name if differences else ""
