"""Shared fixtures. The network is closed by pytest-socket; only loopback is open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from pytest_django import Settings
from wagtail.models import Site

from accounts.loading import load_organisations
from core.models import HomePage
from learning_resources.loading import load_taxonomy
from plans.models import PlanIndexPage
from portal.site_tree import ensure_site_tree


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Every test has its own media and index folders, and empty caches."""
    media = tmp_path / "media"
    storages = {name: {**config} for name, config in settings.STORAGES.items()}
    for name, folder in (("default", "private"), ("private", "private"), ("public", "public")):
        options = {**storages[name]["OPTIONS"], "location": str(media / folder)}
        storages[name] = {**storages[name], "OPTIONS": options}
    settings.STORAGES = storages
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    for cache in caches.all():
        cache.clear()
    Site.clear_site_root_paths_cache()
    yield
    shutil.rmtree(media, ignore_errors=True)


@pytest.fixture
def site_tree(db: None) -> HomePage:
    """The fixed pages and menus."""
    return ensure_site_tree()


@pytest.fixture
def plan_index(site_tree: HomePage) -> PlanIndexPage:
    """The list of plans."""
    return PlanIndexPage.objects.get()


@pytest.fixture
def taxonomy(db: None) -> None:
    """Levels, grades, subjects and the rest."""
    load_taxonomy()


@pytest.fixture
def organisations(db: None) -> None:
    """All units, historical ones included."""
    load_organisations()
