"""What a heading is about: the present state, aims, money, organisation… — told by its words, folded."""

import re
from collections.abc import Sequence

from core.text import fold
from plans.importer.model import ParsedClause

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("target", re.compile(r"\b(?:muc tieu|chi tieu|ket qua can dat|dinh huong den nam|tam nhin|phan dau)\b")),
    (
        "baseline",
        re.compile(
            r"\b(?:thuc trang|ket qua dat duoc|ket qua thuc hien|ket qua trien khai|nhung ket qua|"
            r"ton tai|han che|"
            r"dac diem|khai quat|boi canh|tinh hinh|thuan loi|kho khan|nguyen nhan|danh gia chung|"
            r"danh gia ket qua|danh gia viec thuc hien|so lieu hien|hien trang|quy mo truong|bai hoc "
            r"kinh nghiem)\b"
        ),
    ),
    ("basis", re.compile(r"\b(?:can cu|co so phap ly|su can thiet)\b")),
    ("money", re.compile(r"\b(?:kinh phi|ngan sach|nguon von|du toan|tai chinh thuc hien)\b")),
    ("organisation", re.compile(r"\b(?:to chuc thuc hien|phan cong|trach nhiem)\b")),
    ("reporting", re.compile(r"\b(?:che do bao cao|thong tin,? bao cao|cong tac bao cao|bao cao)\b")),
    ("task", re.compile(r"\b(?:nhiem vu|giai phap|noi dung|cong viec)\b")),
)


def heading_kind(title: str) -> str | None:
    """Return target, baseline, basis, money, organisation, reporting, task or None."""
    folded = fold(title[:300])
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            return kind
    return None


class SectionMap:
    """Clauses by anchor, with the chain of headings over each."""

    def __init__(self, clauses: Sequence[ParsedClause]) -> None:
        self._by_anchor = {clause.anchor: clause for clause in clauses}

    def ancestors(self, clause: ParsedClause) -> list[ParsedClause]:
        """Return the clauses over ``clause``, the nearest first."""
        chain: list[ParsedClause] = []
        anchor = clause.parent_anchor
        while anchor and anchor in self._by_anchor and len(chain) < 20:
            parent = self._by_anchor[anchor]
            chain.append(parent)
            anchor = parent.parent_anchor
        return chain

    def kind(self, clause: ParsedClause) -> str | None:
        """Return the kind of the nearest heading over ``clause`` (itself included) that tells one.

        Only headings proper decide; the topic of a long item does not ("a) Đổi mới … kết quả …").
        """
        for level in [clause, *self.ancestors(clause)]:
            if level.is_heading and level.level not in {"letter", "bullet"}:
                kind = heading_kind(level.title or level.text)
                if kind is not None:
                    return kind
        return None
