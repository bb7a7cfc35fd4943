"""``python -m scripts.bench``: measure in a temporary folder; nothing of the live portal is touched."""

import argparse
import os
import platform
import tempfile
import time
import uuid
from pathlib import Path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts.bench", description=__doc__)
    parser.add_argument("--materials", type=int, default=20_000, help="materials to search (20000)")
    parser.add_argument("--rounds", type=int, default=10, help="how often each of 20 queries is asked (10)")
    parser.add_argument("--only", choices=["search", "plans"], help="measure one part")
    parser.add_argument("--no-server", action="store_true", help="leave Elasticsearch out")
    return parser.parse_args()


def _machine() -> str:
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}"


def _prepare(folder: Path) -> None:
    """Set up Django over an empty database and index in ``folder``."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["PORTAL_TEST_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", verbosity=0)


def _load(materials: int) -> None:
    from accounts.loading import load_organisations
    from portal.demo import catalogue
    from portal.demo.load_library import load_scale
    from portal.demo.scale import synthetic_resources
    from scripts.bench.measuring import report

    load_organisations(catalogue.CONTENT / "organisations.json")
    started = time.perf_counter()
    load_scale(synthetic_resources(materials, 1))
    seconds = time.perf_counter() - started
    report(f"{materials} materials written with their search rows", f"{materials / seconds:.0f} docs/s")


def _measure_search(arguments: argparse.Namespace) -> None:
    from django.test import override_settings

    from scripts.bench.searches import measure_building, measure_pages
    from search.engines.elasticsearch.engine import ElasticsearchEngine
    from search.registry import _server, all_engines, embedded_engine

    _load(arguments.materials)
    measure_building(embedded_engine())
    measure_pages(embedded_engine(), arguments.rounds)
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    if not url or arguments.no_server:
        print("Elasticsearch: not measured (TEST_ELASTICSEARCH_URL names none)")
        return
    with override_settings(SEARCH_URL=url):
        _server.cache_clear()
        engine = all_engines()[0]
        assert isinstance(engine, ElasticsearchEngine)
        engine.alias = f"bench-{uuid.uuid4().hex[:12]}"
        try:
            measure_building(engine)
            measure_pages(engine, arguments.rounds)
        finally:
            engine.remove()


def _measure_plans() -> None:
    from scripts.bench.plans import measure_page, measure_reading

    measure_page(10.0)
    measure_reading()


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _prepare(Path(folder))
        print(_machine())
        if arguments.only != "search":
            _measure_plans()
        if arguments.only != "plans":
            _measure_search(arguments)
        print(_machine())


if __name__ == "__main__":
    main()
