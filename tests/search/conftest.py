"""Fixtures of the search tests: facets, a source over a plain table, and an index folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from pytest_django import Settings

from search import facets as facet_registry
from search import fieldwords
from search import sources as source_registry
from search.documents import Document
from search.facets import Facet, register_facet
from search.registry import embedded_engine
from search.sources import register
from search.synonyms import forget_vocabulary
from search.watching import watch
from tests.search.documents import make_document


@pytest.fixture(autouse=True)
def fresh_vocabulary() -> None:
    """Every test reads the synonyms of its own database and looks at its own index."""
    forget_vocabulary()
    fieldwords._known.clear()
    watch.forget()


@pytest.fixture
def facets() -> Iterator[None]:
    """Only two facets of our own, and the year."""
    before = dict(facet_registry._FACETS)
    facet_registry._FACETS.clear()
    register_facet(facet_registry.YEAR)
    names = {"toan": "Toán", "van": "Ngữ văn"}
    register_facet(
        Facet(
            "subject",
            "Môn",
            "mon",
            ("resource",),
            10,
            lambda slugs: {s: names[s] for s in slugs if s in names},
        )
    )
    register_facet(
        Facet(
            "grade",
            "Lớp",
            "lop",
            ("resource",),
            20,
            lambda slugs: {s: f"Lớp {s}" for s in sorted(slugs)},
            "given",
        )
    )
    yield
    facet_registry._FACETS.clear()
    facet_registry._FACETS.update(before)


class GroupSource:
    """Groups as things to find: those whose name begins with "hidden" are not for readers."""

    kind = "group"
    label = "Nhóm"
    order = 1

    def __init__(self) -> None:
        # The portal's own groups (roles) are none of these tests' things.
        self.roles = set(Group.objects.values_list("pk", flat=True))

    def queryset(self) -> QuerySet[Group]:
        return Group.objects.exclude(name__startswith="hidden").exclude(pk__in=self.roles)

    def to_document(self, obj: Group) -> Document:
        return make_document(f"group:{obj.pk}", obj.name, passages=[f"Đoạn đầu của {obj.name}"])


@pytest.fixture
def group_source(db: None) -> Iterator[GroupSource]:
    """The only source there is."""
    before = dict(source_registry._SOURCES)
    source_registry._SOURCES.clear()
    source = GroupSource()
    register(source)
    yield source
    source_registry._SOURCES.clear()
    source_registry._SOURCES.update(before)


@pytest.fixture
def index_folder(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder of the embedded index that the settings name."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.SEARCH_URL = ""
    assert embedded_engine().folder.root == tmp_path / "search"
    return tmp_path / "search"
