"""What a query is taken to mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import MAX_QUERY_CHARS, MAX_TERMS, QueryAnalysis, analyse
from search.vocabulary import SynonymGroup, build_vocabulary
from tests.search.documents import ODD_QUERIES, decomposed


def tokens(analysis: QueryAnalysis) -> list[str]:
    """Return the words looked for."""
    return [term.token for term in analysis.terms]


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("hoá học", "hóa học"),
        ("vật lý", "vật lí"),
        ("quý", "quí"),
        ("kỹ năng", "kĩ năng"),
        ("Mỹ thuật", "mĩ thuật"),
        ("tỷ lệ", "tỉ lệ"),
        (decomposed("tiếng việt"), "tiếng việt"),
        ("TOÁN HỌC", "toán học"),
        ("toán\u00a0 học", "toán học"),
        ("ĐỊA", "Ðịa"),
    ],
)
def test_spellings_of_one_word_are_one_query(typed: str, same: str) -> None:
    one, other = analyse(typed), analyse(same)
    assert tokens(one) == tokens(other)
    assert one.pairs == other.pairs


@pytest.mark.parametrize(("typed", "same"), [("hoá học", "hóa học"), ("vật lý", "vật lí"), ("thuỷ", "thủy")])
def test_tone_placement_and_i_or_y_do_not_change_the_exact_words(typed: str, same: str) -> None:
    assert analyse(typed).exact == analyse(same).exact != ()


def test_syllables_that_differ_in_sense_stay_apart() -> None:
    assert tokens(analyse("tay")) != tokens(analyse("tai"))
    assert analyse("bản").exact != analyse("bàn").exact


def test_exact_words_only_with_accents() -> None:
    assert analyse("hoc lieu so").exact == ()
    assert analyse("hoc lieu so").has_diacritics is False
    assert len(analyse("học lieu so").exact) == 3


def test_words_and_pairs_are_the_same_with_and_without_accents() -> None:
    with_accents, without = analyse("chuyển đổi số ở trường"), analyse("chuyen doi so o truong")
    assert with_accents.terms == without.terms
    assert with_accents.pairs == without.pairs


def test_quotes_make_phrases_and_end_a_run() -> None:
    analysis = analyse('toán "học liệu" số')
    assert [phrase.tokens for phrase in analysis.phrases] == [("hoc", "lieu")]
    assert [pair.token for pair in analysis.pairs] == ["hoc_lieu"]
    assert tokens(analysis) == ["toan", "hoc", "lieu", "so"]


def test_typographic_quotes_and_a_lone_one() -> None:
    assert [phrase.tokens for phrase in analyse("“học bạ”").phrases] == [("hoc", "ba")]
    assert analyse('học "bạ').phrases == ()
    assert tokens(analyse('học "bạ')) == ["hoc", "ba"]


def test_minus_excludes_a_word_or_a_phrase_but_not_a_range() -> None:
    assert analyse('toán -văn −"mỹ thuật"').excluded == (("van",), ("mi", "thuat"))
    assert analyse("2026-2027").excluded == ()
    assert analyse("giai đoạn 2026 -2030").excluded == ()
    assert analyse("toán - văn").excluded == ()


@pytest.mark.parametrize(
    ("typed", "form"),
    [("131/QĐ-TTg", "131qdttg"), ("131 qd ttg", "131qdttg"), ("qd131", "qd131"), ("kh 100", "kh100")],
)
def test_document_numbers(typed: str, form: str) -> None:
    assert form in analyse(typed).numbers


def test_no_number_without_a_document_kind() -> None:
    assert analyse("lớp 6").numbers == ()


def test_synonyms_stand_beside_the_word() -> None:
    (term,) = analyse("CNTT").terms
    assert [other.tokens for other in term.alternatives] == [("cong", "nghe", "thong", "tin")]
    words = analyse("công nghệ thông tin")
    assert all(("cntt",) in [other.tokens for other in term.alternatives] for term in words.terms)
    assert all([other.tokens for other in pair.alternatives] == [("cntt",)] for pair in words.pairs)


def test_ambiguous_abbreviations_weigh_little_and_one_way() -> None:
    (term,) = analyse("TH").terms
    assert {other.tokens for other in term.alternatives} >= {("tieu", "hoc"), ("tin", "hoc")}
    assert all(other.weight < 0.5 for other in term.alternatives)
    assert all(not term.alternatives for term in analyse("tiểu học").terms)


def test_own_vocabulary() -> None:
    vocabulary = build_vocabulary([SynonymGroup(("KTX", "kí túc xá"))])
    assert analyse("ktx", vocabulary).terms[0].alternatives[0].tokens == ("ki", "tuc", "xa")
    assert analyse("cntt", vocabulary).terms[0].alternatives == ()


def test_function_words_may_be_missing_unless_nothing_else_is_there() -> None:
    assert [term.token for term in analyse("học bạ của em").terms if term.optional] == ["cua"]
    assert analyse("học bạ của em").required_terms == 3
    assert analyse("của").required_terms == 1


def test_length_is_bounded() -> None:
    analysis = analyse("toán " * 5000 + '"a b" ' * 500)
    assert len(analysis.text) <= MAX_QUERY_CHARS
    many = analyse(" ".join(f"t{n}" for n in range(400)))
    assert len(many.terms) == len(many.pairs) == MAX_TERMS


@pytest.mark.parametrize("query", ["?!", "…", '"', "*", "😀", "( )"])
def test_punctuation_alone_means_nothing(query: str) -> None:
    assert analyse(query).is_meaningless


@pytest.mark.parametrize("query", ["", "   ", "\0", "\u200b\ufeff"])
def test_invisible_is_blank(query: str) -> None:
    assert analyse(query).is_blank


@pytest.mark.parametrize("query", ODD_QUERIES, ids=range(len(ODD_QUERIES)))
def test_odd_queries_give_plain_tokens(query: str) -> None:
    for term in analyse(query).terms:
        assert term.token
        assert not any(char.isspace() for char in term.token)


@given(st.text(max_size=300))
def test_any_text_is_analysed(query: str) -> None:
    analysis = analyse(query)
    assert len(analysis.text) <= MAX_QUERY_CHARS
    assert all(term.token.isprintable() for term in analysis.terms)
