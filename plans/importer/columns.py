"""Columns of a task table by the words of their header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.text import fold
from plans.importer.amounts import money_unit
from plans.importer.vocabulary import key

MONEY_ROLES = ("total", "central", "province", "district", "commune", "other")

# First match wins; patterns are folded. A role is given once, a second column of it becomes "extra".
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no", re.compile(r"^(?:so )?t ?t$|^stt$|^so thu tu$|^so$|^no\.?$")),
    ("partner", re.compile(r"phoi hop")),
    ("lead", re.compile(r"chu tri|dau moi|don vi thuc hien|co quan thuc hien|phu trach|nguoi thuc "
        r"hien|trach nhiem|bo phan thuc hien")),
    ("time", re.compile(r"thoi gian|lo trinh|tien do|thoi han|thoi diem|hoan thanh|nam thuc hien")),
    ("unit", re.compile(r"^don vi tinh$|^dvt$")),
    ("central", re.compile(r"trung uong|nstw|\bns ?tw\b")),
    ("commune", re.compile(r"cap xa|ngan sach xa|ns xa|xa, phuong|cap co so")),
    ("district", re.compile(r"huyen")),
    ("province", re.compile(r"(?:ngan sach|ns|von|cap)\s*(?:cap )?(?:tinh|dia phuong|thanh pho)|nsdp|"
        r"\bns ?dp\b|ngan sach nha nuoc|nsnn|^tinh$|ngan sach tp")),
    ("other", re.compile(r"nguon khac|xa hoi hoa|\bxhh\b|nguon hop phap|huy dong|^khac$|von khac|tai "
        r"tro|ngoai ngan sach")),
    ("source_text", re.compile(r"nguon (?:kinh phi|von|thuc hien)|^nguon$")),
    ("total", re.compile(r"tong|kinh phi|thanh tien|so tien|du toan")),
    ("product", re.compile(r"san pham|ket qua|dau ra")),
    ("title", re.compile(r"nhiem vu|noi dung|^ten|de an|du an|cong viec|hoat dong|giai phap|hang muc|"
        r"danh muc|cong tac|chi tieu|chi so|tieu chi")),
    ("note", re.compile(r"ghi chu|can cu|luu y")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its header as printed and the money unit that the header names."""

    role: str
    header: str
    unit: str | None = None


def role_of(header: str) -> str:
    """Return the role of a column by its header, "extra" when nothing is known."""
    text = key(header)
    for role, pattern in _ROLES:
        if pattern.search(text):
            return role
    return "extra"


def is_number_head(text: str, below: str) -> bool:
    """Return whether a line is the header of the number column: "STT", "TT", "Số TT", or "Số" over "TT"."""
    if not text or len(text) > 12:
        return False
    folded = key(text)
    return folded in {"stt", "tt", "so tt", "so thu tu"} or (folded == "so" and key(below) == "tt")


def looks_like_header(texts: Sequence[str]) -> bool:
    """A header names at least a task column and one more known column."""
    roles = {role_of(text) for text in texts if text and len(text) < 120}
    return "title" in roles and bool(
        roles & {"no", "unit", "lead", "partner", "time", "total", "note", "product", *MONEY_ROLES}
    )


def _distinct(columns: Sequence[Column]) -> list[Column]:
    seen: set[str] = set()
    result = []
    for column in columns:
        role = column.role
        if role in seen and role != "extra":
            role = "extra"
        seen.add(role)
        result.append(Column(role, column.header, column.unit))
    return result


def columns_of_grid(header_rows: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns of a grid: the lowest header text decides, the unit may stand in any row."""
    if not header_rows:
        return []
    unit = next((found for row in header_rows for text in row if (found := _header_unit(text))), None)
    columns = []
    for position in range(len(header_rows[0])):
        texts = [row[position] for row in header_rows if position < len(row) and row[position]]
        header = texts[-1] if texts else ""
        role = role_of(header) if header else "extra"
        columns.append(Column(role, header, unit if role in MONEY_ROLES else None))
    return _title_at_least(_distinct(columns))


def _title_at_least(columns: list[Column]) -> list[Column]:
    """Without a column named so, the one after the number column holds the tasks."""
    if any(column.role == "title" for column in columns):
        return columns
    for position, column in enumerate(columns):
        if column.role == "no" and position + 1 < len(columns) and columns[position + 1].role == "extra":
            columns[position + 1] = Column("title", columns[position + 1].header)
            break
    return columns


def columns_of_stream(headers: Sequence[str]) -> list[Column]:
    """Return the columns of a flattened table.

    A two-row header arrives row by row: "… | Kinh phí (ĐVT: Tỷ đồng) | Ghi chú | Tổng | Ngân sách tỉnh | …":
    the second row's cells belong where the spanning cell stands.
    """
    texts = list(headers)
    if len(texts) > 1 and key(texts[0]) == "so" and key(texts[1]) == "tt":
        texts = [f"{texts[0]} {texts[1]}", *texts[2:]]
    unit = next((found for text in texts if (found := _header_unit(text))), None)
    roles = [role_of(text) for text in texts]
    span = _spanning(texts, roles)
    if span is not None:
        tail = _second_row(roles, span)
        order = [*range(span), *range(tail, len(texts)), *range(span + 1, tail)]
        texts = [texts[position] for position in order]
    columns = [Column(role_of(text), text, unit if role_of(text) in MONEY_ROLES else None) for text in texts]
    return _title_at_least(_distinct(columns))


def _spanning(texts: Sequence[str], roles: Sequence[str]) -> int | None:
    """Return the position of the cell that spans the money columns: a total before another total or sources."""
    for position, role in enumerate(roles):
        if role in {"total", "source_text"} and any(later in MONEY_ROLES for later in roles[position + 1 :]):
            below = [later for later in range(position + 1, len(roles)) if roles[later] in MONEY_ROLES]
            if len(below) >= 2 and (roles[below[0]] == "total" or "kinh phi" in fold(texts[position])):
                gap = below[0] > position + 1
                return position if gap or roles[below[0]] == "total" else None
    return None


def _second_row(roles: Sequence[str], span: int) -> int:
    """Return where the second header row begins: the trailing run of money columns."""
    position = len(roles)
    while position - 1 > span and roles[position - 1] in MONEY_ROLES:
        position -= 1
    return position


def _header_unit(text: str) -> str | None:
    folded = fold(text)
    if "dong" in folded or "dvt" in folded or "don vi" in folded or re.search(r"\((?:ty|ti|trieu)\)", folded):
        return money_unit(text)
    return None
