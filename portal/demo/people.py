"""Demonstration accounts: one of every role, with passwords made at load time."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import Organisation, User
from accounts.roles import (
    ADMINISTRATOR,
    CHIEF_EDITOR,
    CONTRIBUTOR,
    EDITOR,
    FEEDBACK_OFFICER,
    REVIEWER,
)

# Words that are easy to type from a terminal; four of them make about 41 bits.
_WORDS = [
    "ao",
    "ban",
    "bien",
    "binh",
    "but",
    "canh",
    "cau",
    "chim",
    "cho",
    "chuong",
    "co",
    "coc",
    "cua",
    "da",
    "dao",
    "dat",
    "den",
    "dinh",
    "dong",
    "dua",
    "duong",
    "ga",
    "gao",
    "gio",
    "goc",
    "gom",
    "hac",
    "hai",
    "hat",
    "hoa",
    "hong",
    "hop",
    "huong",
    "keo",
    "khoai",
    "kinh",
    "la",
    "lan",
    "lang",
    "lua",
    "lung",
    "luoi",
    "mai",
    "mam",
    "mat",
    "may",
    "moi",
    "mua",
    "muc",
    "nam",
    "nen",
    "nghe",
    "ngo",
    "ngoi",
    "nha",
    "nhan",
    "non",
    "nuoc",
    "nuong",
    "ong",
    "phao",
    "phan",
    "phuong",
    "qua",
    "que",
    "quat",
    "rau",
    "ret",
    "rong",
    "rung",
    "ruou",
    "sach",
    "sao",
    "sen",
    "set",
    "soi",
    "song",
    "suoi",
    "suong",
    "tam",
    "tau",
    "tay",
    "than",
    "thau",
    "thuyen",
    "tien",
    "tim",
    "tinh",
    "toi",
    "tra",
    "trai",
    "tram",
    "trang",
    "tre",
    "trong",
    "truc",
    "tuong",
    "tuyet",
    "uom",
    "vai",
    "vang",
    "vay",
    "ve",
    "vien",
    "vo",
    "voi",
    "vong",
    "vuon",
    "xa",
    "xanh",
    "xe",
    "xuan",
    "xuoi",
    "yen",
]


@dataclass(frozen=True)
class DemoPerson:
    """A person of the demonstration."""

    email: str
    full_name: str
    role: str
    unit: str


PEOPLE = (
    DemoPerson("quantri@sonhai.example", "Phạm Quốc Trung", ADMINISTRATOR, "sgddt-son-hai"),
    DemoPerson("bientap@sonhai.example", "Lê Thị Bích Thủy", EDITOR, "sgddt-son-hai"),
    DemoPerson("tongbientap@sonhai.example", "Hoàng Minh Khải", CHIEF_EDITOR, "sgddt-son-hai"),
    DemoPerson("giaovien@sonhai.example", "Nguyễn Thị Hồng Hạnh", CONTRIBUTOR, "thcs-tran-phu"),
    DemoPerson("thamdinh@sonhai.example", "Trương Minh Đức", REVIEWER, "sgddt-son-hai"),
    DemoPerson("gopy@sonhai.example", "Võ Ngọc Ánh", FEEDBACK_OFFICER, "sgddt-son-hai"),
)


@dataclass(frozen=True)
class DemoLogin:
    """What is printed at the start."""

    role: str
    email: str
    password: str


def new_password() -> str:
    """Return four random words and two digits."""
    words = "-".join(secrets.choice(_WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(90) + 10}"


def load_people() -> list[DemoLogin]:
    """Make the accounts, or give known ones a new password, and return the logins."""
    logins = []
    for person in PEOPLE:
        unit = Organisation.objects.filter(code=person.unit).first()
        user, _ = User.objects.get_or_create(email=person.email, defaults={"full_name": person.full_name})
        user.unit = unit
        password = new_password()
        user.set_password(password)
        user.save()
        user.groups.set([Group.objects.get(name=person.role)])
        defaults = {"verified": True, "primary": True}
        EmailAddress.objects.get_or_create(user=user, email=person.email, defaults=defaults)
        logins.append(DemoLogin(person.role, person.email, password))
    return logins
