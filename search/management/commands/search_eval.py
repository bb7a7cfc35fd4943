"""``manage.py search_eval``: relevance and speed over judged queries, in a scratch index."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.evaluation import JudgementError, evaluate, read_documents, read_queries
from search.registry import scratch_engine


class Command(BaseCommand):
    """Never touches the live index."""

    help = "Measure nDCG@10, recall@20, MRR, empty answers and time over judged queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--docs", required=True, type=Path, help='JSON lines of {"id", "title", "text"}.')
        parser.add_argument(
            "--queries",
            required=True,
            type=Path,
            help='JSON lines of {"id", "query", "relevant": {id: grade}}.',
        )
        parser.add_argument("--engine", default="embedded", help="embedded (default) or elasticsearch.")
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report."""
        try:
            queries = read_queries(options["queries"])
            with scratch_engine(options["engine"]) as engine:
                report = evaluate(engine, read_documents(options["docs"]), queries)
        except KeyError as error:
            raise CommandError(f"There is no engine called {error} here.") from error
        except (JudgementError, EngineUnavailable) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        variants = report.pop("variants")
        self.stdout.write("  ".join(f"{name} {value}" for name, value in report.items()))
        for name, figures in variants.items():
            self.stdout.write(f"{name}: " + "  ".join(f"{key} {value}" for key, value in figures.items()))
