"""Documents for the search tests."""

import datetime
import unicodedata
from collections.abc import Sequence
from typing import Any

from search.documents import Document, Passage


def make_document(key: str, title: str, **fields: Any) -> Document:
    """Return a document with an address that fits its key; ``passages`` may be plain texts."""
    kind, _, pk = key.partition(":")
    passages: Sequence[Any] = fields.pop("passages", ())
    fields["passages"] = tuple(
        Passage(f"p{n}", f"Đoạn {n}", passage, n) if isinstance(passage, str) else passage
        for n, passage in enumerate(passages, 1)
    )
    fields.setdefault("date", datetime.date(2026, 9, 1))
    return Document(key=key, kind=kind, url=f"/{kind}/{pk}/", title=title, **fields)


def decomposed(text: str) -> str:
    """Return ``text`` in NFD, as macOS file names and some PDFs hold it."""
    return unicodedata.normalize("NFD", text)


# (number, document, query): what a reader types must find the document, on every engine.
PAIRS: tuple[tuple[int, str, str], ...] = (
    (1, "Toán học lớp 6", "toán học"),
    (2, "Toán học lớp 6", "toan hoc"),
    (3, "Đề thi Địa lí", "địa lí"),
    (4, "Đề thi Địa lí", "dia li"),
    (5, "Đề thi Địa lí", "de thi"),
    (6, "Đạo hàm của hàm số", "đạo hàm"),
    (7, "Đạo hàm của hàm số", "dao ham"),
    (8, "Nguyễn Trãi", "nguyen trai"),
    (9, "Bình Ngô đại cáo", "binh ngo dai cao"),
    (10, "Phương trình bậc hai", "phuong trinh bac hai"),
    (11, "Hóa học 10", "hoá học"),
    (12, "Hoá học 10", "hóa học"),
    (13, "Hóa học 10", "hoa hoc"),
    (14, decomposed("Tiếng Việt lớp 1"), "tiếng việt"),
    (15, "Tiếng Việt lớp 1", decomposed("tiếng việt")),
    (16, decomposed("Đường tròn"), "duong tron"),
    (17, "Công nghệ thông tin", "CNTT"),
    (18, "Sách giáo khoa Ngữ văn", "SGK ngữ văn"),
    (19, "Vật lí 11", "vật lý"),
    (20, "má (mẹ)", "ma"),
    (22, "quỹ tích", "quí tích"),
    (23, "LỊCH SỬ VIỆT NAM", "lịch sử việt nam"),
    (24, "GDĐT: công văn", "GDDT"),
)

# Nobody means these, and none of them may be an error.
ODD_QUERIES: tuple[str, ...] = (
    '"', "''", "*", "\\", ":", "(", ")", "[", "{", "^", "~", "?", "!", "-", "--", "+", "|", "/", "%", "_",
    "a" * 10_000, "toán " * 2_000, '"' * 10_000, "-" * 10_000, "\0", "toán\0học", "😀", "👩‍🏫 bài giảng",
    "…", "、。",
    "\u202etoán\u202c", "\u200b", "\ufeff", "\ud800", "\r\n\t", '"toán', 'toán"', '"" ""', '-"', '-""',
    "-toán",
    "toán AND học", "NOT toán", "title:toán", "toan~2", "toan*", "/t.*n/", "[a TO z]", '{"match_all":{}}',
    "'; DROP TABLE search_searchdocument; --", "<script>alert(1)</script>", "${jndi:ldap://x}",
    "../../etc/passwd",
    "\u0300\u0301", "ơ̆", "１２３", "٣", "½", "H₂O", "x²", "ß", "İ", "ﬁ", "\U0010ffff",
)  # fmt: skip
