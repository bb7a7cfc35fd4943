"""The officers' screens: queue, one message, attachment, exports."""

import csv
import io

import openpyxl
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.roles import ROLES_IN_ORDER
from feedback.exports import safe_cell
from feedback.models import AnswerTemplate, Feedback
from feedback.receiving import NewAttachment
from tests.feedback.messages import make_answered, make_feedback, officer, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]

QUEUE = "/quan-tri/gop-y/"
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "  =HYPERLINK(1)", "＝1+1", "%0a=1")
READERS = {"Tổng biên tập", "Cán bộ tiếp nhận góp ý", "Quản trị viên"}


@pytest.fixture
def staff(client: Client) -> Client:
    """An officer who is signed in."""
    client.force_login(officer(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ROLES_IN_ORDER)
def test_the_queue_belongs_to_roles(client: Client, role: str) -> None:
    client.force_login(officer(role), backend="django.contrib.auth.backends.ModelBackend")
    feedback = make_feedback()
    expected = 200 if role in READERS else 302
    for address in (QUEUE, f"{QUEUE}?export=csv"):
        assert client.get(address).status_code == expected
    assert client.get(f"{QUEUE}{feedback.pk}/").status_code in ({200} if role in READERS else {302, 403})


def test_anonymous_readers_see_nothing(client: Client) -> None:
    feedback = make_feedback()
    for address in (QUEUE, f"{QUEUE}{feedback.pk}/", f"{QUEUE}{feedback.pk}/tep/"):
        assert client.get(address).status_code == 302


def test_a_message_goes_its_whole_way(staff: Client) -> None:
    feedback = make_feedback(publication_agreed=True)
    address = f"{QUEUE}{feedback.pk}/"
    steps = (
        {"do": "note", "note-text": "Đã gọi nhà mạng."},
        {"do": "answer", "answer-answer": "Sở đã kiểm tra và nâng băng thông."},
        {
            "do": "publish",
            "publish-title": "Mạng",
            "publish-question": "Hay ngắt.",
            "publish-answer": "Đã nâng.",
        },
        {"do": "withdraw"},
        {"do": "close", "close-reason": ""},
        {"do": "erase"},
    )
    for step in steps:
        assert staff.post(address, step).status_code == 302, step
        assert staff.get(address).status_code == 200
    feedback.refresh_from_db()
    assert feedback.state == Feedback.State.CLOSED and feedback.erased_at


def test_errors_keep_what_the_officer_wrote(staff: Client) -> None:
    feedback = make_feedback()
    response = staff.post(f"{QUEUE}{feedback.pk}/", {"do": "answer", "answer-answer": "Ngắn quá"})
    assert response.status_code == 200 and "Ngắn quá" in response.text


def test_a_template_begins_the_answer(staff: Client) -> None:
    template = AnswerTemplate.objects.create(title="Cảm ơn", text="Sở cảm ơn bạn đã góp ý.")
    page = staff.get(f"{QUEUE}{make_feedback().pk}/?mau={template.pk}").text
    assert "Sở cảm ơn bạn đã góp ý.</textarea>" in page
    assert staff.get(f"{QUEUE}{make_feedback().pk}/?mau=x'").status_code == 200


def test_markup_of_senders_is_text(staff: Client) -> None:
    feedback = make_feedback(
        text="<img src=x onerror=alert(1)> hai mươi chữ",
        name="<img src=x>",
        about_title="<img src=x>",
        consent=True,
    )
    for address in (QUEUE, f"{QUEUE}{feedback.pk}/"):
        assert "<img src=x" not in staff.get(address).text


def test_the_attachment_is_a_download(staff: Client) -> None:
    content = io.BytesIO(b"%PDF-1.7 <script>")
    feedback = make_feedback(attachment=NewAttachment(content, "đơn.pdf", "application/pdf"))
    response = staff.get(f"{QUEUE}{feedback.pk}/tep/")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff" and "no-store" in response["Cache-Control"]


def test_filters_narrow_the_queue(staff: Client) -> None:
    make_answered()
    code = post(Client(), kind="complaint").context["receipt"].code
    for query, count in (("", 2), ("state=answered", 1), ("kind=complaint", 1), ("due=soon", 0), ("due=late", 0),
                         (f"code={code}", 1), ("code=x", 0), ("unit=1", 2)):  # fmt: skip
        assert staff.get(f"{QUEUE}?{query}").context["page_obj"].paginator.count == count, query


def test_the_queue_asks_the_same_number_of_times_however_long(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    staff.get(QUEUE)
    for _n in range(30):
        make_feedback()
    with django_assert_max_num_queries(30) as few:
        staff.get(QUEUE)
    for _n in range(15):
        make_feedback()
    with django_assert_max_num_queries(len(few)):
        staff.get(QUEUE)


@pytest.mark.parametrize("formula", FORMULAS)
def test_exports_run_nothing(staff: Client, formula: str) -> None:
    make_feedback(
        text=f"{formula} và hai mươi chữ nữa", about_title=formula, email="a@b.example", consent=True
    )
    response = staff.get(f"{QUEUE}?export=csv")
    content = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(content)))
    assert len(rows) == 2 and not any(cell.lstrip(" ").startswith(tuple("=+-@＝%")) for cell in rows[1])
    assert "a@b.example" not in content
    book = b"".join(staff.get(f"{QUEUE}?export=xlsx").streaming_content)  # type: ignore[attr-defined]
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("'") for cell in cells)


@given(st.text(max_size=60))
def test_no_text_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell.endswith(text) and not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
