"""Walking further than pages reach, and all places in a document: what every engine must do alike."""

import pytest

from search.analysis import analyse
from search.engines.base import IndexState, Places, SearchEngine
from search.order import newest_order, used_order
from search.plan import plan_passages
from search.query import Position, SearchQuery, Sort
from search.searching import ask, last_position
from tests.search import contract
from tests.search.contract import EPOCH, fill, keys, run
from tests.search.documents import make_document

# What is asked and in which order, for walks with a cursor.
WALKS = [("bản tin", "relevance"), ("bản tin", "newest"), ("", "newest"), ("tin", "most_used")]


def walk(
    engine: SearchEngine, text: str, sort: str, size: int, after: Position | None = None
) -> tuple[list[str], Position | None]:
    """Return all keys from ``after`` on, page by page, and what stood for the next page at the end."""
    found: list[str] = []
    for _ in range(100):
        query = SearchQuery(text=text, sort=Sort(sort), page_size=size, after=after)
        result = ask(engine, query, analyse(text))
        found += keys(result)
        after = last_position(query, result)
        if after is None:
            break
    return found, after


@pytest.mark.usefixtures("facets")
class WalkContract:
    """A part of the contract; runs once per engine."""

    @pytest.mark.parametrize(("text", "sort"), WALKS)
    def test_cursor_walks_everything_once(self, engine: SearchEngine, text: str, sort: str) -> None:
        fill(engine, [make_document(f"news:{n}", "Bản tin", weight=float(n % 3)) for n in range(57)])
        walked, after = walk(engine, text, sort, 10)
        assert len(walked) == len(set(walked)) == 57
        assert after is None
        assert walked[:10] == keys(run(engine, text, sort=sort, page_size=10))

    @pytest.mark.parametrize(("text", "sort"), WALKS)
    def test_cursor_survives_changes_on_the_way(self, engine: SearchEngine, text: str, sort: str) -> None:
        fill(engine, [make_document(f"news:{n}", f"Bản tin {'x ' * n}") for n in range(30)])
        first = run(engine, text, sort=sort, page_size=10)
        last = first.hits[-1]
        # Scores depend on the other documents; places by date and use do not.
        gone = [last.key, *(keys(first)[:3] if text == "" or sort != "relevance" else ())]
        engine.apply([], gone, IndexState(EPOCH, 2))
        position = Position(SearchQuery(text=text, sort=Sort(sort)).effective_sort, last.value, last.key, 10)
        rest, _ = walk(engine, text, sort, 10, position)
        expected = {f"news:{n}" for n in range(30)} - set(keys(first))
        assert expected <= set(rest)

    @pytest.mark.parametrize("sort", ["newest", "most_used"])
    def test_orders_are_the_same_numbers_on_every_engine(self, engine: SearchEngine, sort: str) -> None:
        library = [make_document(f"news:{n}", "Bản tin", weight=float(n % 3)) for n in range(40)]
        fill(engine, library)
        number = newest_order if sort == "newest" else used_order
        expected = [document.key for document in sorted(library, key=number, reverse=True)]
        assert keys(run(engine, "tin", sort=sort, page_size=100)) == expected

    def test_cursor_leaves_total_and_counts_alone(self, engine: SearchEngine) -> None:
        fill(engine, contract.shelf())
        for text in ("", "bài giảng"):
            first = run(engine, text, sort="newest", page_size=1, kinds=("resource",))
            hit = first.hits[0]
            after = Position(Sort.NEWEST, hit.value, hit.key, 1)
            second = run(engine, text, sort="newest", page_size=1, kinds=("resource",), after=after)
            assert (second.total, second.counts) == (first.total, first.counts)

    @pytest.mark.parametrize("seen", [0, 10**9, 2**62])
    @pytest.mark.parametrize("value", [-1e300, 0.0, 1e300])
    def test_forged_cursor_is_bounded(self, engine: SearchEngine, seen: int, value: float) -> None:
        fill(engine, [make_document("news:1", "Bản tin")])
        after = Position(Sort.RELEVANCE, value, "news:9", seen)
        assert len(run(engine, "tin", after=after).hits) <= 1
        after = Position(Sort.NEWEST, max(int(min(value, 1e9)), 0), "news:9", seen)
        assert len(run(engine, "tin", sort="newest", after=after).hits) <= 1

    def test_all_passages_of_one_document(self, engine: SearchEngine) -> None:
        texts = [f"Kinh phí đợt {n}" for n in range(70)] + ["Tổ chức thực hiện"]
        others = make_document("plan:2", "Kế hoạch khác", passages=["Kinh phí"])
        fill(engine, [make_document("plan:1", "Kế hoạch", passages=texts), others])
        clause = plan_passages(analyse("kinh phí"))
        assert clause is not None
        places = engine.passages(clause, "plan:1", 50)
        assert (len(places.positions), places.total) == (50, 70)
        assert set(places.positions) <= set(range(1, 71))
        assert engine.passages(clause, "plan:9", 50) == Places()
        hit = next(h for h in run(engine, "kinh phí", passages_per_hit=3).hits if h.key == "plan:1")
        assert (len(hit.passages), hit.places) == (3, 70)
