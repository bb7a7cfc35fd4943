"""What every engine must do alike. Each engine's test module inherits this class and gives ``engine``."""

import datetime
from collections.abc import Iterable

import pytest

from search.analysis import analyse
from search.documents import Document, Passage
from search.engines.base import (
    EngineQuery,
    EngineResult,
    IndexMissing,
    IndexState,
    SearchEngine,
)
from search.plan import plan_titles
from search.query import SearchQuery
from search.searching import ask, engine_query
from search.tokens import exact_words
from tests.search.documents import ODD_QUERIES, PAIRS, make_document

EPOCH = "6f1c1a52-0000-4000-8000-000000000001"


def fill(engine: SearchEngine, documents: Iterable[Document], sequence: int = 1) -> None:
    """Build the engine's index of ``documents``."""
    engine.rebuild(documents, IndexState(EPOCH, sequence))


def run(engine: SearchEngine, text: str, **fields: object) -> EngineResult:
    """Ask ``engine`` as the results page does."""
    query = SearchQuery(text=text, **fields)  # type: ignore[arg-type]
    return ask(engine, query, analyse(text))


def keys(result: EngineResult) -> list[str]:
    """Return the keys of the hits, in order."""
    return [hit.key for hit in result.hits]


def pair_library() -> list[Document]:
    """Return the documents of all pairs, each once, and things that must not get in their way."""
    titles = list(dict.fromkeys(title for _, title, _ in PAIRS))
    others = ["Thông báo lịch nghỉ lễ", "Kĩ năng sống cho trẻ mầm non", "Báo cáo tổng kết năm học"]
    return [make_document(f"resource:{n}", title) for n, title in enumerate([*titles, *others], 1)]


@pytest.mark.usefixtures("facets")
class EngineContract:
    """The contract; runs once per engine."""

    @pytest.mark.parametrize(("title", "query"), [p[1:] for p in PAIRS], ids=[str(p[0]) for p in PAIRS])
    def test_pair_is_found_first(self, engine: SearchEngine, title: str, query: str) -> None:
        library = pair_library()
        fill(engine, library)
        best = next(document for document in library if document.key == keys(run(engine, query))[0])
        # The library holds one title in NFC and NFD, and one in both tone placements: they are equals.
        assert exact_words(best.title) == exact_words(title)

    def test_pair_21_other_accents_rank_below(self, engine: SearchEngine) -> None:
        fill(engine, [make_document("news:1", "Bản đồ địa hình"), make_document("news:2", "Bàn đồ địa hình")])
        assert keys(run(engine, "bàn đồ")) == ["news:2", "news:1"]
        assert keys(run(engine, "bản đồ")) == ["news:1", "news:2"]
        scores = [hit.score for hit in run(engine, "ban do").hits]
        assert scores[0] == pytest.approx(scores[1])

    @pytest.mark.parametrize(
        "query", ["131/QĐ-TTg", "131/QD-TTg", "131 qd ttg", "qd131", "QĐ 131", "quyết định 131/QĐ-TTg"]
    )
    def test_document_number_in_any_writing(self, engine: SearchEngine, query: str) -> None:
        fill(
            engine,
            [
                make_document("plan:1", "Đề án tăng cường ứng dụng", body="Căn cứ Quyết định số 131/QĐ-TTg"),
                make_document("plan:2", "Quyết định 1131/QĐ-BGDĐT"),
                make_document("plan:3", "Kế hoạch năm 2026"),
            ],
        )
        assert keys(run(engine, query))[0] == "plan:1"

    def test_own_number_beats_a_mention(self, engine: SearchEngine) -> None:
        mention = make_document("news:1", "Phổ biến 148/KH-SGDĐT", body="148/KH-SGDĐT " * 3)
        own = make_document(
            "plan:1", "Kế hoạch chuyển đổi số", numbers=("148/KH-SGDĐT",), body="148/KH-SGDĐT"
        )
        others = [make_document(f"news:{n}", f"Bản tin tuần {n}") for n in range(10, 60)]
        fill(engine, [mention, own, *others])
        for query in ("148/kh-sgddt", "148 KH", "kh148", "kế hoạch 148/KH-SGDĐT"):
            assert keys(run(engine, query)) == ["plan:1", "news:1"]

    def test_super_and_subscripts(self, engine: SearchEngine) -> None:
        fill(
            engine, [make_document("resource:1", "Phân tử H₂O"), make_document("resource:2", "Hàm số y = x²")]
        )
        assert keys(run(engine, "h2o")) == ["resource:1"]
        assert keys(run(engine, "x2")) == ["resource:2"]

    def test_quotes_ask_for_a_phrase(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [
                make_document("resource:1", "Kho học liệu số của tỉnh"),
                make_document("resource:2", "Số liệu học sinh", keywords="kho", body="Học sinh tra số liệu"),
            ],
        )
        assert keys(run(engine, '"học liệu số"')) == ["resource:1"]
        assert keys(run(engine, '"hoc lieu so"')) == ["resource:1"]
        assert set(keys(run(engine, "học liệu số"))) == {"resource:1", "resource:2"}

    def test_no_phrase_across_title_and_body(self, engine: SearchEngine) -> None:
        fill(engine, [make_document("resource:1", "Bài giảng hình", body="học sinh tự luyện")])
        assert keys(run(engine, '"hình học"')) == []

    def test_minus_excludes(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [make_document("news:1", "Thi tin học trẻ"), make_document("news:2", "Thi tin học văn phòng")],
        )
        assert keys(run(engine, "tin học -trẻ")) == ["news:1", "news:2"][1:]
        assert keys(run(engine, '-"văn phòng"')) == ["news:1"]

    def test_long_question_is_answered(self, engine: SearchEngine) -> None:
        library = [make_document(f"news:{n}", f"Thông báo số {n} của Sở") for n in range(20)]
        answer = make_document(
            "news:99", "Hướng dẫn đăng ký học bạ số", body="Phụ huynh đăng ký trên điện thoại."
        )
        fill(engine, [*library, answer])
        question = (
            "cho em hỏi làm thế nào để phụ huynh có thể đăng ký học bạ số cho con đang học lớp một ở trường"
        )
        assert keys(run(engine, question))[0] == "news:99"

    def test_two_words_are_both_required_when_both_exist(self, engine: SearchEngine) -> None:
        fill(
            engine, [make_document("news:1", "Sinh học 10"), make_document("news:2", "Sinh hoạt chuyên môn")]
        )
        assert keys(run(engine, "sinh học")) == ["news:1"]

    def test_something_beats_nothing(self, engine: SearchEngine) -> None:
        fill(engine, [make_document("news:1", "Sinh học 10")])
        assert keys(run(engine, "sinh thái")) == ["news:1"]

    def test_ambiguous_abbreviation_only_adds(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [
                make_document("news:1", "Chương trình GDPT cấp TH"),
                make_document("news:2", "Tin học cho tiểu học"),
            ],
        )
        assert keys(run(engine, "TH"))[0] == "news:1"

    def test_synonyms_work_both_ways_and_as_phrases(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [
                make_document("plan:1", "Kế hoạch ứng dụng CNTT"),
                make_document("plan:2", "Thông tin mới về công trình nghệ thuật"),
            ],
        )
        assert keys(run(engine, "công nghệ thông tin"))[0] == "plan:1"
        fill(engine, [make_document("plan:2", "Thông tin về công trình nghệ thuật")])
        assert keys(run(engine, "CNTT")) == []

    def test_title_beats_body(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [
                make_document(
                    "news:1", "Tin hoạt động tuần 12", body="Có nhắc đến phòng chống đuối nước một lần."
                ),
                make_document(
                    "news:2", "Phòng chống đuối nước", body="Có nhắc đến nhiều hoạt động tuần này đó."
                ),
            ],
        )
        assert keys(run(engine, "phòng chống đuối nước")) == ["news:2", "news:1"]

    def test_use_and_freshness_order_equals(self, engine: SearchEngine) -> None:
        day = datetime.date
        fill(
            engine,
            [
                make_document("resource:1", "Phân số lớp 4", date=day(2024, 9, 1)),
                make_document("resource:2", "Phân số lớp 4", date=day(2026, 9, 1)),
                make_document("resource:3", "Phân số lớp 4", date=day(2026, 9, 1), weight=5000.0),
            ],
        )
        assert keys(run(engine, "phân số")) == ["resource:3", "resource:2", "resource:1"]

    @pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
    def test_odd_query_is_no_error(self, engine: SearchEngine, query: str) -> None:
        fill(engine, pair_library())
        assert run(engine, query).total >= 0

    def test_only_punctuation_finds_nothing_and_blank_finds_all(self, engine: SearchEngine) -> None:
        fill(engine, [make_document("news:1", "Một tin")])
        assert run(engine, "?!").total == 0
        assert run(engine, "   ").total == 1

    def test_facets_count_without_their_own_choice(self, engine: SearchEngine) -> None:
        fill(engine, shelf())
        result = run(engine, "bài giảng", filters={"subject": ("toan",)})
        assert set(keys(result)) == {"resource:1", "resource:2"}
        assert result.counts["subject"] == {"toan": 2, "van": 1}
        assert result.counts["grade"] == {"6": 1, "7": 1}
        assert result.counts["kind"] == {"resource": 2}

    def test_values_of_a_facet_are_alternatives_and_facets_narrow(self, engine: SearchEngine) -> None:
        fill(engine, shelf())
        assert run(engine, "bài giảng", filters={"subject": ("toan", "van")}).total == 3
        both = run(engine, "", filters={"subject": ("toan", "van"), "grade": ("6",)})
        assert set(keys(both)) == {"resource:1", "resource:3"}
        assert both.counts["subject"] == {"toan": 1, "van": 1}
        assert both.counts["grade"] == {"6": 2, "7": 1}

    def test_kind_is_a_facet_with_tabs(self, engine: SearchEngine) -> None:
        fill(engine, shelf())
        result = run(engine, "", kinds=("news",))
        assert keys(result) == ["news:1"]
        assert result.counts["kind"] == {"resource": 3, "news": 1}

    def test_year_is_a_facet(self, engine: SearchEngine) -> None:
        fill(engine, shelf())
        result = run(engine, "", filters={"year": ("2025",)})
        assert keys(result) == ["resource:3"]
        assert result.counts["year"] == {"2026": 3, "2025": 1}

    def test_orders(self, engine: SearchEngine) -> None:
        fill(engine, shelf())
        assert keys(run(engine, "bài giảng", sort="newest")) == ["resource:2", "resource:1", "resource:3"]
        assert keys(run(engine, "bài giảng", sort="most_used")) == ["resource:3", "resource:1", "resource:2"]

    def test_pages_do_not_overlap(self, engine: SearchEngine) -> None:
        fill(engine, [make_document(f"news:{n}", "Bản tin") for n in range(25)])
        pages = [keys(run(engine, "bản tin", page=page, page_size=10)) for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [10, 10, 5, 0]
        assert len({key for page in pages for key in page}) == 25

    def test_best_passages_of_a_hit(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [
                make_document(
                    "plan:1",
                    "Kế hoạch chuyển đổi số",
                    passages=[
                        "Mục tiêu chung của kế hoạch",
                        "Xây dựng kho học liệu số dùng chung toàn ngành",
                        "Tập huấn giáo viên khai thác kho học liệu",
                        "Kinh phí thực hiện",
                    ],
                )
            ],
        )
        hits = run(engine, "kho hoc lieu so", passages_per_hit=2).hits
        assert hits[0].passages == (2, 3)
        assert run(engine, "kinh phí", passages_per_hit=3).hits[0].passages == (4,)
        assert run(engine, "kinh phí", passages_per_hit=0).hits[0].passages == ()

    def test_passage_label_is_searched_with_the_text(self, engine: SearchEngine) -> None:
        passage = Passage("II.2.a", "Mục II.2, điểm a", "Bồi dưỡng giáo viên", 7)
        fill(engine, [make_document("plan:1", "Kế hoạch", passages=[passage])])
        assert run(engine, "bồi dưỡng giáo viên").hits[0].passages == (7,)

    def test_changes_replace_and_deletions_remove(self, engine: SearchEngine) -> None:
        fill(
            engine,
            [make_document("news:1", "Tin cũ", passages=["đoạn cũ"]), make_document("news:2", "Tin khác")],
        )
        engine.apply([make_document("news:1", "Bài mới")], ["news:2"], IndexState(EPOCH, 9))
        assert engine.state() == IndexState(EPOCH, 9)
        assert run(engine, "tin").total == 0
        assert keys(run(engine, "bài mới")) == ["news:1"]
        assert run(engine, "bài mới").hits[0].passages == ()
        assert run(engine, "").total == 1

    def test_same_change_twice_is_one_document(self, engine: SearchEngine) -> None:
        fill(engine, [])
        for sequence in (2, 2, 3):
            engine.apply([make_document("news:1", "Một tin")], ["news:7"], IndexState(EPOCH, sequence))
        assert run(engine, "").total == 1

    def test_rebuild_replaces_everything(self, engine: SearchEngine) -> None:
        fill(engine, [make_document("news:1", "Tin một")])
        fill(engine, [make_document("news:2", "Tin hai")], sequence=5)
        assert keys(run(engine, "")) == ["news:2"]
        assert engine.sequence() == 5

    def test_failed_rebuild_leaves_the_live_index(self, engine: SearchEngine) -> None:
        def broken() -> Iterable[Document]:
            yield make_document("news:8", "Nửa chừng")
            raise RuntimeError("the table went away")

        fill(engine, [make_document("news:1", "Tin một")])
        with pytest.raises(RuntimeError, match="went away"):
            fill(engine, broken(), sequence=5)
        assert keys(run(engine, "")) == ["news:1"]
        assert engine.sequence() == 1
        fill(engine, [make_document("news:3", "Tin ba")], sequence=6)
        assert keys(run(engine, "")) == ["news:3"]

    def test_failed_change_leaves_the_index_as_it_was(self, engine: SearchEngine) -> None:
        def broken() -> Iterable[Document]:
            yield make_document("news:8", "Nửa chừng")
            raise RuntimeError("the table went away")

        fill(engine, [make_document("news:1", "Tin một")])
        with pytest.raises(RuntimeError, match="went away"):
            engine.apply(broken(), ["news:1"], IndexState(EPOCH, 2))
        assert keys(run(engine, "")) == ["news:1"]
        assert engine.sequence() == 1

    def test_no_index_is_said_so(self, engine: SearchEngine) -> None:
        assert engine.sequence() == -1
        with pytest.raises(IndexMissing):
            run(engine, "toán")
        with pytest.raises(IndexMissing):
            engine.apply([], [], IndexState(EPOCH, 1))

    def test_hashes_are_those_of_the_documents(self, engine: SearchEngine) -> None:
        library = pair_library()
        fill(engine, library)
        assert dict(engine.hashes()) == {document.key: document.content_hash for document in library}

    def test_nearest_known_word(self, engine: SearchEngine) -> None:
        fill(engine, pair_library())
        assert engine.similar_words(["phuonng", "trinh", "bac"]) == {"phuonng": "phuong"}

    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("hoc l", "news:1"),
            ("học liệu s", "news:1"),
            ("ke ho", "plan:1"),
            ("148/kh", "plan:1"),
            ("131 q", "plan:2"),
        ],
    )
    def test_titles_while_they_are_typed(self, engine: SearchEngine, typed: str, first: str) -> None:
        fill(
            engine,
            [
                make_document("news:1", "Học liệu số"),
                make_document("news:2", "Học bạ", body="học liệu số"),
                make_document("plan:1", "Kế hoạch chuyển đổi số", numbers=("148/KH-SGDĐT",)),
                make_document("plan:2", "Quyết định phê duyệt", numbers=("131/QĐ-TTg",)),
            ],
        )
        result = engine.search(EngineQuery(clause=plan_titles(analyse(typed))))
        assert keys(result) == [first]

    @pytest.mark.parametrize("typed", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
    def test_odd_beginnings_are_no_error(self, engine: SearchEngine, typed: str) -> None:
        fill(engine, [make_document("news:1", "Học liệu số")])
        assert engine.search(EngineQuery(clause=plan_titles(analyse(typed)))).total >= 0

    def test_explanation_names_the_reason(self, engine: SearchEngine) -> None:
        fill(engine, [make_document("news:1", "Tin một"), make_document("news:2", "Bài hai")])
        query = engine_query(SearchQuery(text="tin"), analyse("tin"))
        assert "tin" in engine.explain(query, "news:1")
        assert "does not match" in engine.explain(query, "news:2")
        assert "not in the index" in engine.explain(query, "news:3")


def shelf() -> list[Document]:
    """Return three materials and one news item with facets, dates and use."""
    day = datetime.date
    return [
        make_document("resource:1", "Bài giảng phân số", facets={"subject": ("toan",), "grade": ("6",)},
                      date=day(2026, 3, 1), weight=10.0),
        make_document("resource:2", "Bài giảng số nguyên", facets={"subject": ("toan",), "grade": ("7",)},
                      date=day(2026, 5, 1), weight=1.0),
        make_document("resource:3", "Bài giảng ca dao", facets={"subject": ("van",), "grade": ("6",)},
                      date=day(2025, 5, 1), weight=50.0),
        make_document("news:1", "Tin tuyển sinh", date=day(2026, 6, 1)),
    ]  # fmt: skip
