"""Plans from files: drafts, publication, clauses, permissions."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from accounts.models import Organisation, User
from accounts.roles import CHIEF_EDITOR, CONTRIBUTOR, EDITOR
from plans.drafts import PlanDraft, draft_from_reading
from plans.importer import parse_bytes
from plans.models import Clause, PlanIndexPage, PlanPage
from plans.services import find_issuer, import_plan
from search.models import SearchDocument
from tests.plans.texts import PLAN

pytestmark = pytest.mark.django_db


def draft(text: str = PLAN) -> PlanDraft:
    reading = parse_bytes(text.encode(), "ke-hoach.txt")
    return draft_from_reading(reading.documents[0], sha256=reading.sha256)


def make_plan(text: str = PLAN, publish: bool = True, user: User | None = None) -> PlanPage:
    return import_plan(
        draft=draft(text), source=text.encode(), source_name="ke-hoach.txt", user=user, publish=publish
    ).page


def test_header_is_read_into_the_page(plan_index: PlanIndexPage) -> None:
    plan = make_plan()
    assert plan.number == "77/KH-SGDĐT"
    assert plan.signed_on == datetime.date(2026, 2, 5)
    assert (plan.period_start, plan.period_end) == (2026, 2028)
    assert plan.signer_name == "Trần Văn Bình"
    assert plan.slug.startswith("77-kh-sgddt-phat-trien-thu-vien-so")


def test_a_draft_has_no_clauses_and_no_search_row(plan_index: PlanIndexPage) -> None:
    plan = make_plan(publish=False)
    assert not plan.live
    assert not Clause.objects.exists()
    assert not SearchDocument.objects.visible().filter(kind="plan").exists()


def test_publication_writes_the_clauses(plan_index: PlanIndexPage) -> None:
    plan = make_plan()
    clauses = {clause.anchor: clause for clause in plan.clauses.all()}
    assert "không cần đăng nhập" in clauses["I.2.b"].text
    assert clauses["I.2.b"].label == "b)"
    assert clauses["II.2"].title == "Mục tiêu đến năm 2028"
    assert SearchDocument.objects.visible().get(kind="plan").key == f"plan:{plan.pk}"


def test_withdrawal_takes_clauses_and_search_row_away(plan_index: PlanIndexPage) -> None:
    plan = make_plan()
    plan.unpublish()
    assert not plan.clauses.exists()
    assert not SearchDocument.objects.visible().filter(kind="plan").exists()


def test_unchanged_clauses_keep_their_rows(plan_index: PlanIndexPage) -> None:
    plan = make_plan()
    before = dict(plan.clauses.values_list("anchor", "pk"))
    changed = PLAN.replace("không cần đăng nhập để đọc", "không cần tài khoản")
    again = import_plan(
        draft=draft(changed), source=changed.encode(), source_name="b.txt", user=None, publish=True
    )
    assert not again.created
    assert again.page.pk == plan.pk
    after = dict(plan.clauses.values_list("anchor", "pk"))
    assert before == after
    assert "không cần tài khoản" in plan.clauses.get(anchor="I.2.b").text


def test_the_file_is_kept(plan_index: PlanIndexPage) -> None:
    plan = make_plan()
    assert plan.source_file is not None
    assert plan.source_file.file.read() == PLAN.encode()
    assert len(plan.source_sha256) == 64


def test_the_basis_is_a_relation(plan_index: PlanIndexPage) -> None:
    reference = make_plan().references.get(relation="basis")
    assert reference.number == "131/QĐ-TTg"
    assert reference.number_key == "131qdttg"


@pytest.mark.parametrize(("role", "publish", "allowed"), [
    (CHIEF_EDITOR, True, True), (EDITOR, False, True), (EDITOR, True, False), (CONTRIBUTOR, False, False),
])  # fmt: skip
def test_who_may_import(plan_index: PlanIndexPage, role: str, publish: bool, allowed: bool) -> None:
    user = User.objects.create_user("an@sonhai.example", "x", full_name="Trần An")
    user.groups.add(Group.objects.get(name=role))
    if allowed:
        assert make_plan(publish=publish, user=user).owner == user
    else:
        with pytest.raises(PermissionDenied):
            make_plan(publish=publish, user=user)
        assert not PlanPage.objects.exists()


def test_issuer_is_found_by_the_province_above_its_name() -> None:
    old = Organisation.objects.create(
        code="a",
        name="Sở Giáo dục và Đào tạo tỉnh Sơn Hải",
        level="department",
        valid_to=datetime.date(2025, 6, 30),
    )
    new = Organisation.objects.create(
        code="b",
        name="Sở Giáo dục và Đào tạo tỉnh Sơn Hải",
        level="department",
        valid_from=datetime.date(2025, 7, 1),
    )
    parent = "UBND TỈNH SƠN HẢI"
    assert find_issuer("SỞ GD&ĐT", parent, datetime.date(2022, 1, 1)) == old
    assert find_issuer("Sở Giáo dục và Đào tạo", parent, datetime.date(2026, 1, 1)) == new
    assert find_issuer("Sở Y tế", parent, datetime.date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("signed", "shown"),
    [
        (
            "TĂNG CƯỜNG CHUYỂN ĐỔI SỐ TỈNH VĨNH LONG THEO QUYẾT ĐỊNH SỐ 131/QĐ-TTg",
            "Tăng cường chuyển đổi số tỉnh Vĩnh Long theo quyết định số 131/QĐ-TTg",
        ),
        ("Phát triển thư viện số", "Phát triển thư viện số"),
    ],
)
def test_titles_in_capitals_are_readable(plan_index: PlanIndexPage, signed: str, shown: str) -> None:
    text = PLAN.replace("Phát triển thư viện số trong các trường học giai đoạn 2026-2028", signed)
    assert draft(text).title == shown
