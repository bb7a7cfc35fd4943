"""``manage.py search_explain "query" KEY``: why a hit ranks where it does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.analysis import analyse
from search.engines.base import EngineUnavailable
from search.query import SearchQuery
from search.ranking import DOCUMENT_BONUSES
from search.registry import all_engines, engine_named
from search.searching import engine_query, search
from search.synonyms import current_vocabulary


class Command(BaseCommand):
    """Prints the analysis of the query, the place of the hit, the weights, and the engine's own account."""

    help = "Explain the rank of one document for a query."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("query")
        parser.add_argument("key", help="Key of the document, such as plan:4.")
        parser.add_argument("--engine", help="Default: the first engine.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the explanation."""
        query = SearchQuery(text=options["query"], page_size=100)
        analysis = analyse(query.text, current_vocabulary())
        self.stdout.write(
            f"words: {' '.join(term.token + ('?' if term.optional else '') for term in analysis.terms)}"
        )
        for term in analysis.terms:
            for other in term.alternatives:
                self.stdout.write(f"  {term.token} or “{' '.join(other.tokens)}” × {other.weight}")
        for weight in DOCUMENT_BONUSES:
            self.stdout.write(f"  {weight.source} in {weight.field} × {weight.value}: {weight.reason}")
        keys = [hit.key for hit in search(query).hits]
        place = f"{keys.index(options['key']) + 1}" if options["key"] in keys else "not among the first 100"
        self.stdout.write(f"place: {place}")
        try:
            engine = engine_named(options["engine"]) if options["engine"] else all_engines()[0]
            self.stdout.write(engine.explain(engine_query(query, analysis), options["key"]))
        except (EngineUnavailable, KeyError) as error:
            raise CommandError(str(error)) from error
