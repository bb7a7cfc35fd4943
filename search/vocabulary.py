"""Synonyms, abbreviations and function words of Vietnamese education, as data.

The list is the seed: staff may add to it without a new release. Groups work both ways; an ambiguous
abbreviation only adds its readings with a low weight and never replaces what was typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.tokens import search_words

# An alternative never outweighs the typed word itself.
SYNONYM_WEIGHT = 0.8
AMBIGUOUS_WEIGHT = 0.3

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class SynonymGroup:
    """Writings of one thing. ``ambiguous``: the first form may mean any of the others, one way only."""

    forms: tuple[str, ...]
    ambiguous: bool = False


@dataclass(frozen=True)
class Alternative:
    """Another writing that satisfies a word of the query; several tokens must stand as a phrase."""

    tokens: Tokens
    weight: float


@dataclass(frozen=True)
class Vocabulary:
    """Synonym groups ready for look-up: tokens of a form → its alternatives."""

    alternatives: Mapping[Tokens, tuple[Alternative, ...]]
    longest: int


def _group(*forms: str) -> SynonymGroup:
    return SynonymGroup(forms)


def _ambiguous(*forms: str) -> SynonymGroup:
    return SynonymGroup(forms, ambiguous=True)


SEED_GROUPS: tuple[SynonymGroup, ...] = (
    _group("CNTT", "công nghệ thông tin"),
    _group("CĐS", "chuyển đổi số"),
    _group("GDĐT", "GD&ĐT", "giáo dục và đào tạo", "giáo dục đào tạo"),
    _group("BGDĐT", "Bộ GDĐT", "Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
    _group("SGDĐT", "Sở GDĐT", "Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    _group("PGDĐT", "Phòng GDĐT", "Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo"),
    _group("UBND", "ủy ban nhân dân"),
    _group("HĐND", "hội đồng nhân dân"),
    _group("VPUBND", "văn phòng ủy ban nhân dân"),
    _group("TTg", "thủ tướng chính phủ"),
    _group("TTTT", "TT&TT", "thông tin và truyền thông"),
    _group("KHĐT", "KH&ĐT", "kế hoạch và đầu tư"),
    _group("KHCN", "KH&CN", "khoa học và công nghệ", "khoa học công nghệ"),
    _group("THCS", "trung học cơ sở"),
    _group("THPT", "trung học phổ thông"),
    _group("PTDTNT", "phổ thông dân tộc nội trú"),
    _group("PTDTBT", "phổ thông dân tộc bán trú"),
    _group("GDTX", "giáo dục thường xuyên"),
    _group("GDNN", "giáo dục nghề nghiệp"),
    _group("TTGDTX", "trung tâm giáo dục thường xuyên"),
    _group("GDMN", "giáo dục mầm non"),
    _group("GDPT", "giáo dục phổ thông"),
    _group("GDCD", "giáo dục công dân"),
    _group("GDTC", "giáo dục thể chất"),
    _group("GDĐP", "giáo dục địa phương"),
    _group("GDQPAN", "GDQP&AN", "giáo dục quốc phòng và an ninh", "giáo dục quốc phòng an ninh"),
    _group("HĐTN", "hoạt động trải nghiệm"),
    _group("KHTN", "khoa học tự nhiên"),
    _group("KHXH", "khoa học xã hội"),
    _group("STEM", "giáo dục STEM"),
    _group("GV", "giáo viên"),
    _group("HS", "học sinh"),
    _group("HSSV", "học sinh sinh viên"),
    _group("HSG", "học sinh giỏi"),
    _group("CBQL", "cán bộ quản lý"),
    _group("CBGVNV", "cán bộ giáo viên nhân viên"),
    _group("CMHS", "cha mẹ học sinh", "phụ huynh"),
    _group("SGK", "sách giáo khoa"),
    _group("SBT", "sách bài tập"),
    _group("SGV", "sách giáo viên"),
    _group("CTGDPT", "chương trình giáo dục phổ thông"),
    _group("YCCĐ", "yêu cầu cần đạt"),
    _group("PPCT", "phân phối chương trình"),
    _group("KHBD", "kế hoạch bài dạy", "giáo án"),
    _group("BGĐT", "bài giảng điện tử"),
    _group("SKKN", "sáng kiến kinh nghiệm"),
    _group("HKI", "HK1", "học kì 1", "học kì I"),
    _group("HKII", "HK2", "học kì 2", "học kì II"),
    _group("VBHN", "văn bản hợp nhất"),
    _group("VBQPPL", "văn bản quy phạm pháp luật"),
    _group("NSNN", "ngân sách nhà nước"),
    _group("NSTW", "ngân sách trung ương"),
    _group("NSĐP", "ngân sách địa phương"),
    _group("XHH", "xã hội hóa"),
    _group("PPP", "đối tác công tư"),
    _group("ĐVT", "đơn vị tính"),
    _group("CSDL", "cơ sở dữ liệu"),
    _group("DVC", "dịch vụ công"),
    _group("DVCTT", "dịch vụ công trực tuyến"),
    _group("TTHC", "thủ tục hành chính"),
    _group("QLVB", "quản lý văn bản"),
    _group("ATTT", "an toàn thông tin"),
    _group("ANM", "an ninh mạng"),
    _group("HTTT", "hệ thống thông tin"),
    _group("AI", "trí tuệ nhân tạo"),
    _group("TNKQ", "trắc nghiệm khách quan"),
    _group("DTTS", "dân tộc thiểu số"),
    _group("hàng năm", "hằng năm"),
    _group("tập huấn", "bồi dưỡng"),
    _group("đề kiểm tra", "bài kiểm tra"),
    _ambiguous("TH", "tiểu học", "tin học", "thông hiểu"),
    _ambiguous("KH", "kế hoạch", "khoa học"),
    _ambiguous("CT", "chỉ thị", "chủ tịch", "chương trình"),
    _ambiguous("PCT", "phó chủ tịch"),
    _ambiguous("TT", "thông tư", "trung tâm"),
    _ambiguous("TU", "tỉnh ủy", "trung ương"),
    _ambiguous("CP", "chính phủ"),
    _ambiguous("MN", "mầm non"),
    _ambiguous("ĐH", "đại học"),
    _ambiguous("NV", "nhân viên", "ngữ văn"),
    _ambiguous("PH", "phụ huynh", "phát hiện"),
    _ambiguous("QĐ", "quyết định"),
    _ambiguous("NQ", "nghị quyết"),
    _ambiguous("NĐ", "nghị định"),
    _ambiguous("CV", "công văn"),
    _ambiguous("TTr", "tờ trình"),
    _ambiguous("BC", "báo cáo"),
    _ambiguous("TB", "thông báo"),
    _ambiguous("HD", "hướng dẫn"),
    _ambiguous("VD", "vận dụng", "ví dụ"),
    _ambiguous("VDC", "vận dụng cao"),
    _ambiguous("NB", "nhận biết"),
    _ambiguous("TL", "tự luận", "tài liệu"),
)


def build_vocabulary(groups: Iterable[SynonymGroup]) -> Vocabulary:
    """Return the look-up of ``groups``; forms that fold to the same tokens count once."""
    table: dict[Tokens, dict[Tokens, float]] = {}
    for group in groups:
        forms = list(dict.fromkeys(tuple(search_words(form)) for form in group.forms))
        forms = [form for form in forms if form]
        weight = AMBIGUOUS_WEIGHT if group.ambiguous else SYNONYM_WEIGHT
        for form in forms[:1] if group.ambiguous else forms:
            known = table.setdefault(form, {})
            for other in forms:
                if other != form:
                    known[other] = max(weight, known.get(other, 0.0))
    alternatives = {
        form: tuple(Alternative(tokens, weight) for tokens, weight in others.items())
        for form, others in table.items()
        if others
    }
    return Vocabulary(alternatives, max((len(form) for form in alternatives), default=0))


SEED_VOCABULARY = build_vocabulary(SEED_GROUPS)

# Words that questions are made of: they score, but a document need not hold them. Folded, and only
# those that folding does not mix with a word of subject matter (not "thì"/thi, "về"/vẽ, "để"/đề):
# the same query must find the same with and without diacritics.
_FUNCTION_WORDS = frozenset({
    "la", "va", "cua", "cac", "nhung", "nhu", "nao", "gi", "duoc", "khong", "hay", "hoac", "tren", "duoi",
    "vao", "ra", "cho", "phai", "muon", "lam", "cung", "nay", "neu", "mot", "nhieu", "ay", "nhe", "xin",
    "toi", "sao",
})  # fmt: skip


def is_function_word(token: str) -> bool:
    """Return whether a folded word only ties a question together."""
    return token in _FUNCTION_WORDS
