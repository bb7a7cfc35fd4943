"""Words of administrative documents: types (Decree 30/2020/NĐ-CP, Annex III), agencies, offices.

Keys are folded (lower case, no diacritics) so that "ỦY BAN", "Uỷ ban" and NFD text agree.
"""

import re

from core.text import fold, squeeze

# Folded name → name as it is written in running text. Longer names first where one begins another.
DOCUMENT_TYPES: dict[str, str] = {
    "ke hoach hanh dong": "Kế hoạch hành động",
    "chuong trinh hanh dong": "Chương trình hành động",
    "ke hoach lien tich": "Kế hoạch liên tịch",
    "ke hoach giao duc": "Kế hoạch giáo dục",
    "ke hoach": "Kế hoạch",
    "quyet dinh": "Quyết định",
    "nghi quyet": "Nghị quyết",
    "nghi dinh": "Nghị định",
    "chi thi": "Chỉ thị",
    "thong tu lien tich": "Thông tư liên tịch",
    "thong tu": "Thông tư",
    "thong bao": "Thông báo",
    "huong dan": "Hướng dẫn",
    "bao cao": "Báo cáo",
    "to trinh": "Tờ trình",
    "chuong trinh": "Chương trình",
    "phuong an": "Phương án",
    "de an": "Đề án",
    "du an": "Dự án",
    "quy che": "Quy chế",
    "quy dinh": "Quy định",
    "quy hoach": "Quy hoạch",
    "chien luoc": "Chiến lược",
    "cong dien": "Công điện",
    "ket luan": "Kết luận",
    "luat": "Luật",
    "phap lenh": "Pháp lệnh",
    "van ban hop nhat": "Văn bản hợp nhất",
}

# Abbreviation in the document symbol → type, for documents whose title line is missing.
SYMBOL_TYPES: dict[str, str] = {
    "qd": "Quyết định",
    "kh": "Kế hoạch",
    "nq": "Nghị quyết",
    "nd": "Nghị định",
    "ct": "Chỉ thị",
    "tt": "Thông tư",
    "ttr": "Tờ trình",
    "tb": "Thông báo",
    "bc": "Báo cáo",
    "hd": "Hướng dẫn",
    "ctr": "Chương trình",
    "cthd": "Chương trình hành động",
    "da": "Đề án",
    "pa": "Phương án",
    "qc": "Quy chế",
    "kl": "Kết luận",
}

# First words of an agency's name, folded. A header line that begins with one starts a new agency.
AGENCY_HEADS = (
    "uy ban nhan dan",
    "ubnd",
    "hoi dong nhan dan",
    "hdnd",
    "so",
    "bo",
    "phong",
    "truong",
    "trung tam",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "quan uy",
    "dang uy",
    "dang bo",
    "ban chap hanh",
    "ban thuong vu",
    "ban chi dao",
    "ban tuyen giao",
    "ban",
    "chinh phu",
    "thu tuong",
    "quoc hoi",
    "uy ban thuong vu quoc hoi",
    "dai hoc",
    "hoc vien",
    "cuc",
    "vu",
    "tong cuc",
    "vien",
    "chi cuc",
    "cong an",
    "van phong",
    "lien doan",
    "cong doan",
    "hoi",
    "tinh doan",
    "thanh doan",
    "doan",
    "chi bo",
    "nha xuat ban",
    "bao",
    "dai phat thanh",
)

PLACE_KINDS = (
    "tinh",
    "thanh pho",
    "tp",
    "tp.",
    "huyen",
    "quan",
    "thi xa",
    "thi tran",
    "xa",
    "phuong",
    "dac khu",
)

# (words that begin the folded own name, level)
_LEVELS: tuple[tuple[str, str], ...] = (
    ("quoc hoi", "national"),
    ("uy ban thuong vu quoc hoi", "national"),
    ("chinh phu", "national"),
    ("thu tuong", "national"),
    ("so ", "department"),
    ("bo ", "ministry"),
    ("phong ", "district_office"),
    ("truong ", "school"),
    ("dai hoc", "university"),
    ("hoc vien", "university"),
    ("trung tam", "centre"),
    ("tinh uy", "party"),
    ("thanh uy", "party"),
    ("huyen uy", "party"),
    ("dang uy", "party"),
    ("dang bo", "party"),
    ("ban chap hanh", "party"),
    ("ban thuong vu", "party"),
    ("chi bo", "party"),
)


def key(text: str) -> str:
    """Return the folded, squeezed form in which vocabulary is compared."""
    return squeeze(fold(text))


def is_caps(text: str) -> bool:
    """Return whether nearly all letters of ``text`` are capitals (typing slips such as VHxH allowed)."""
    letters = [c for c in text[:400] if c.isalpha()]
    if not letters:
        return False
    return sum(1 for c in letters if c.isupper()) >= 0.9 * len(letters)


def begins_with_words(folded: str, words: str) -> bool:
    """Return whether ``folded`` begins with ``words`` at a word boundary."""
    return folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum()


def agency_head(text: str) -> str | None:
    """Return the agency head with which ``text`` begins, folded, or None."""
    folded = key(text[:80])
    heads = [head for head in AGENCY_HEADS if begins_with_words(folded, head)]
    return max(heads, key=len) if heads else None


def title_line(text: str) -> tuple[str, str] | None:
    """Return (type, text after it) when a line in capitals begins with the name of a document type.

    "KẾ HOẠCH" → ("Kế hoạch", ""); "KẾ HOẠCH TRIỂN KHAI…" → ("Kế hoạch", "TRIỂN KHAI…"). A line such as
    "QUYẾT ĐỊNH:" is the enacting word, no title.
    """
    text = squeeze(text)
    if not text or len(text) > 400 or text.endswith(":"):
        return None
    head = text[:24]
    if not is_caps(" ".join(head.split(" ")[:2])):
        return None
    folded = key(text)
    for name, written in DOCUMENT_TYPES.items():
        if begins_with_words(folded, name):
            count = len(name.split(" "))
            pieces = text.split(" ")
            if is_caps(" ".join(pieces[:count])):
                return written, " ".join(pieces[count:]).strip()
    return None


def document_type_in(text: str) -> str | None:
    """Return the document type with which running text begins ("Quyết định số 131…" → "Quyết định")."""
    folded = key(text[:40])
    for name, written in DOCUMENT_TYPES.items():
        if begins_with_words(folded, name):
            return written
    return None


def issuer_level(name: str) -> str | None:
    """Return the level of an agency by its name: national, ministry, province, department, commune..."""
    folded = key(name) + " "
    for head, level in _LEVELS:
        if folded.startswith(head):
            return level
    if re.match(r"(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b", folded):
        if re.search(r"\b(xa|phuong|thi tran|dac khu)\b", folded) and "thi xa" not in folded:
            return "commune"
        if re.search(r"\b(huyen|quan|thi xa)\b", folded):
            return "district"
        return "province"
    return None


_PLACE_NAME = re.compile(
    r"\b(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+(?!ủy\b|uỷ\b|"
    r"đoàn\b)((?:\w+[ -]?){1,4})",
    re.IGNORECASE,
)
_WRITTEN_AGENCIES: tuple[tuple[str, str], ...] = (
    ("ủy ban nhân dân", "Ủy ban nhân dân"),
    ("uỷ ban nhân dân", "Ủy ban nhân dân"),
    ("ubnd", "UBND"),
    ("hđnd", "HĐND"),
    ("hội đồng nhân dân", "Hội đồng nhân dân"),
    ("giáo dục và đào tạo", "Giáo dục và Đào tạo"),
    ("khoa học và công nghệ", "Khoa học và Công nghệ"),
    ("thông tin và truyền thông", "Thông tin và Truyền thông"),
    ("kế hoạch và đầu tư", "Kế hoạch và Đầu tư"),
    ("văn hóa, thể thao và du lịch", "Văn hóa, Thể thao và Du lịch"),
    ("văn hoá - xã hội", "Văn hoá - Xã hội"),
    ("văn hóa - xã hội", "Văn hóa - Xã hội"),
    ("gdđt", "GDĐT"),
    ("gd&đt", "GD&ĐT"),
    ("gdnn", "GDNN"),
    ("gdtx", "GDTX"),
    ("thcs", "THCS"),
    ("thpt", "THPT"),
    ("nội vụ", "Nội vụ"),
    ("tài chính", "Tài chính"),
)


def written_agency(caps: str) -> str:
    """Return an agency's name in running-text case: "SỞ GIÁO DỤC VÀ ĐÀO TẠO" → "Sở Giáo dục và Đào tạo"."""
    if not is_caps(caps):
        return squeeze(caps)
    text = squeeze(caps).lower()
    for lower, written in _WRITTEN_AGENCIES:
        text = text.replace(lower, written)
    party = re.match(r"((?:tỉnh|thành|huyện|quận|đảng) (?:ủy|uỷ))\s(.+)", text)
    if party:
        text = f"{party[1]} {_capitalised(party[2])}"
    elif re.match(r"(trường|trung tâm)\b", text):
        text = _school_case(text)
    else:
        text = _PLACE_NAME.sub(lambda m: f"{m[1]} {_capitalised(m[2])}", text)
    return text[:1].upper() + text[1:]


_SCHOOL_KINDS = {
    "trường", "trung", "tâm", "tiểu", "học", "cơ", "sở", "phổ", "thông", "mầm", "non", "và", "dân", "tộc",
    "nội", "trú", "bán", "cấp", "liên", "chuyên", "mẫu", "giáo", "thường", "xuyên", "nghề", "nghiệp", "-",
}  # fmt: skip


def _school_case(text: str) -> str:
    """Capitalise a school's own name, leave the words for its kind."""
    words = text.split(" ")
    for index, word in enumerate(words):
        if word not in _SCHOOL_KINDS:
            return " ".join(
                [*_kind_case(words[:index]), *(w if w.isupper() else _capitalised(w) for w in words[index:])]
            )
    return " ".join(_kind_case(words))


def _kind_case(words: list[str]) -> list[str]:
    """ "trường tiểu học" → "trường Tiểu học": the kind is part of the name."""
    return [
        _capitalised(word) if index == 1 and words[0] == "trường" else word
        for index, word in enumerate(words)
    ]


def _capitalised(text: str) -> str:
    return " ".join(word if word.isupper() else word[:1].upper() + word[1:] for word in text.split(" "))
