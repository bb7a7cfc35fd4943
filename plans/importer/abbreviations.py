"""Short forms that a text defines: "giáo dục và đào tạo (GDĐT)", "(sau đây gọi tắt là Kế hoạch)"."""

import re
from collections.abc import Sequence

from core.text import fold
from plans.importer.model import ParsedClause

_BRACKETED = re.compile(r"\(([A-ZĐ][A-Za-zĐđ&\-]{1,11})\)")
_NAMED = re.compile(r"\((?:sau đây )?(?:gọi tắt|gọi chung|viết tắt)(?: là)?:?\s*([^()]{1,60})\)")
# Foreign short forms do not spell their Vietnamese words; they are taken only where the text writes them out.
_FOREIGN = {
    "VR": "thuc te ao", "AR": "thuc te tang cuong", "IoT": "internet van vat", "PPP": "doi tac cong tu",
    "AI": "tri tue nhan tao", "MOOCs": "khoa hoc truc tuyen dai chung mo", "MOOC": "khoa hoc truc tuyen dai chung mo",
    "LMS": "quan ly hoc tap", "OER": "hoc lieu mo", "IPv6": "giao thuc internet phien ban 6",
    "IOC": "trung tam dieu hanh", "SSO": "dang nhap mot lan", "Edtech": "cong nghe giao duc",
}  # fmt: skip
_LINKING = frozenset({"va", "cua", "cho", "cac", "trong", "ve", "the", "of", "va/hoac", "phien", "ban"})


def read_abbreviations(clauses: Sequence[ParsedClause]) -> dict[str, str]:
    """Return short form → full form, as the text gives them."""
    found: dict[str, str] = {}
    for clause in clauses:
        text = clause.text
        if "(" not in text or clause.level == "table":
            continue
        for match in _BRACKETED.finditer(text):
            full = _full_form(text[max(0, match.start() - 160) : match.start()], match[1])
            if full and match[1] not in found:
                found[match[1]] = full
        for match in _NAMED.finditer(text):
            before = re.split(r"[;.:]", text[max(0, match.start() - 400) : match.start()])[-1]
            found.setdefault(match[1].strip(' “”"'), before.strip()[-200:])
    return found


def _full_form(before: str, short: str) -> str | None:
    """Return the last words of ``before`` whose initials spell ``short``; a foreign short form takes three words."""
    words = re.findall(r"[\w&/-]+", before)
    letters = re.sub(r"[^a-z0-9]", "", fold(short))
    for count in range(len(letters), min(len(words), len(letters) + 4) + 1):
        chosen = words[-count:]
        for initials in (_initials(chosen, skip=True), _initials(chosen, skip=False)):
            if initials == letters:
                return " ".join(chosen)
    meaning = _FOREIGN.get(short)
    if meaning is None:
        return None
    position = fold(before).rfind(meaning)
    return before[position : position + len(meaning)] if position >= len(before) - len(meaning) - 12 else None


def _initials(words: Sequence[str], *, skip: bool) -> str:
    return "".join(fold(word)[:1] for word in words if not (skip and fold(word) in _LINKING))
