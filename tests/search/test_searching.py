"""The read path: what readers get, also when engines fail."""

import time
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from search.engines.base import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.indexing import catch_up
from search.query import MAX_OFFSET, SearchQuery, Sort
from search.registry import embedded_engine
from search.related import related_keys
from search.result import SearchResult
from search.searching import search
from search.table import store
from search.tasks import catch_up_index
from search.watching import watch
from tests.search.documents import ODD_QUERIES, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]


@pytest.fixture
def library(index_folder: Path) -> None:
    """A small library in table and index."""
    store(
        [
            make_document(
                "group:1",
                "Kế hoạch chuyển đổi số ngành Giáo dục",
                summary="Kế hoạch năm 2026 của Sở.",
                passages=["Xây dựng kho học liệu số dùng chung", "Tập huấn giáo viên"],
                numbers=("148/KH-SGDĐT",),
            ),
            make_document("group:2", "Học liệu số môn Toán", facets={"subject": ("toan",), "grade": ("6",)}),
            make_document(
                "group:3", "Học liệu số môn Ngữ văn", facets={"subject": ("van",), "grade": ("7",)}
            ),
        ]
    )
    catch_up(embedded_engine())


def keys(result: SearchResult) -> list[str]:
    """Return the keys of the hits, in order."""
    return [hit.key for hit in result.hits]


@pytest.mark.usefixtures("library")
class TestResults:
    """With a working engine."""

    def test_hit_has_marks_passages_and_links(self) -> None:
        result = search(SearchQuery(text="kho hoc lieu"))
        assert (result.engine, result.degraded) == ("embedded", False)
        hit = next(hit for hit in result.hits if hit.key == "group:1")
        assert hit.passages[0].url == "/group/1/#p1"
        assert "<mark>kho học liệu</mark> số" in hit.passages[0].snippet_html
        assert hit.numbers == ("148/KH-SGDĐT",)

    def test_facets_are_labelled_and_ordered(self) -> None:
        result = search(SearchQuery(text="học liệu", filters={"subject": ("toan",)}))
        by_name = {facet.name: facet for facet in result.facets}
        assert keys(result) == ["group:2"]
        shown = [(v.value, v.label, v.count, v.selected) for v in by_name["subject"].values]
        assert shown == [("van", "Ngữ văn", 1, False), ("toan", "Toán", 1, True)]
        assert [v.label for v in by_name["grade"].values] == ["Lớp 6"]

    def test_chosen_value_without_results_stays(self) -> None:
        result = search(SearchQuery(text="kế hoạch", filters={"subject": ("van",)}))
        subject = next(facet for facet in result.facets if facet.name == "subject")
        assert [(value.value, value.selected) for value in subject.values if value.selected] == [
            ("van", True)
        ]

    def test_unknown_filters_are_ignored(self) -> None:
        assert search(SearchQuery(text="học liệu", filters={"nonsense": ("x",)})).total == 3

    def test_withdrawn_rows_are_not_shown_before_the_index_follows(self) -> None:
        store((), ["group:2"])
        result = search(SearchQuery(text="môn toán"))
        assert "group:2" not in keys(result)
        assert result.total == len(result.hits)

    def test_accents_are_offered_for_a_folded_query(self) -> None:
        assert search(SearchQuery(text="hoc lieu so")).suggestion == "học liệu số"
        assert search(SearchQuery(text="học liệu số")).suggestion == ""

    def test_misspelt_word_is_corrected_and_accented(self) -> None:
        assert search(SearchQuery(text="hoc lieeu so")).suggestion == "học liệu số"
        assert search(SearchQuery(text="chuyển đoii số")).suggestion == "chuyển đổi số"

    def test_number_of_queries(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        search(SearchQuery(text="học liệu số"))
        with django_assert_num_queries(3):
            search(SearchQuery(text="học liệu số"))

    def test_far_page_is_empty_but_counted(self) -> None:
        result = search(SearchQuery(text="học liệu", page=10**9))
        assert (result.hits, result.total, result.pages) == ((), 3, 1)
        assert SearchQuery(page=10**9, page_size=20).offset < MAX_OFFSET

    @pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
    def test_odd_query_is_quick_and_no_error(self, query: str) -> None:
        started = time.perf_counter()
        result = search(SearchQuery(text=query))
        assert not result.degraded
        assert time.perf_counter() - started < 0.5

    @given(text=st.text(max_size=200), page=st.integers(), values=st.lists(st.text(max_size=20), max_size=5))
    @hypothesis_settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_search_never_raises(self, text: str, page: int, values: list[str]) -> None:
        result = search(
            SearchQuery(text=text, page=page, filters={"subject": tuple(values)}, kinds=("group",))
        )
        assert not result.degraded


def test_missing_index_is_built_by_the_first_search() -> None:
    store([make_document("group:1", "Một tin")])
    result = search(SearchQuery(text="tin"))
    assert (result.total, result.degraded, result.engine) == (1, False, "embedded")


def test_large_table_is_searched_directly_until_the_worker_has_built_the_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("search.searching._INLINE_REBUILD_ROWS", 0)
    store([make_document("group:1", "Học liệu số"), make_document("group:2", "Thể dục")])
    for _ in range(3):
        result = search(SearchQuery(text="hoc lieu"))
        assert (keys(result), result.degraded, result.engine) == (["group:1"], True, "database")
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["search.tasks.catch_up_index"]


def test_an_index_that_fell_behind_is_noticed(monkeypatch: pytest.MonkeyPatch, library: None) -> None:
    search(SearchQuery(text="học liệu"))
    assert not DBTaskResult.objects.exists()
    store([make_document("group:4", "Học liệu số môn Hoá")])
    watch.looked = float("-inf")
    for _ in range(3):
        search(SearchQuery(text="học liệu"))
    assert DBTaskResult.objects.count() == 1
    catch_up_index.call()
    assert search(SearchQuery(text="môn hoá")).total == 1


@pytest.mark.usefixtures("library")
class TestRelated:
    """Things like a thing."""

    def test_nearest_come_first_without_the_thing_itself(self) -> None:
        assert related_keys("group:2")[0] == "group:3"
        assert "group:2" not in related_keys("group:2")

    def test_withdrawn_and_unknown(self) -> None:
        store((), ["group:3"])
        assert "group:3" not in related_keys("group:2")
        assert related_keys("group:777") == []
        assert related_keys("group:2", kinds=("news",)) == []


class TestFallback:
    """Without any engine the table answers and says so."""

    @pytest.fixture(autouse=True)
    def broken(self, library: None, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make the engine fail."""

        def fail(*args: object) -> None:
            raise EngineUnavailable("disk on fire")

        monkeypatch.setattr(EmbeddedEngine, "search", fail)
        monkeypatch.setattr(EmbeddedEngine, "similar_words", fail)

    def test_outage_is_no_empty_result(self) -> None:
        result = search(SearchQuery(text="hoc lieu mon toan"))
        assert (keys(result), result.degraded, result.engine) == (["group:2"], True, "database")

    def test_filters_counts_and_orders_hold(self) -> None:
        result = search(SearchQuery(text="học liệu", filters={"subject": ("toan",)}, sort=Sort.NEWEST))
        assert keys(result) == ["group:2"]
        subject = next(facet for facet in result.facets if facet.name == "subject")
        assert {value.value: value.count for value in subject.values} == {"toan": 1, "van": 1}
        assert result.kinds[0].count == 1

    def test_withdrawn_things_are_not_found(self) -> None:
        store((), ["group:2"])
        assert search(SearchQuery(text="môn toán")).total == 0

    @pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
    def test_odd_query(self, query: str) -> None:
        assert search(SearchQuery(text=query)).degraded
