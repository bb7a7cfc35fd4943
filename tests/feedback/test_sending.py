"""The public form: what is taken, what is refused, and that nothing typed is lost."""

import datetime
import io
import zipfile
from html import escape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from feedback.models import Feedback, FeedbackSettings
from feedback.services import find_by_code
from feedback.spam import SENT
from tests.feedback.messages import OWN, TEXT, old_stamp, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


def test_a_message_gives_a_code_and_a_deadline(client: Client) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 20, 3, tzinfo=datetime.UTC), tick=False):
        response = post(client, about_address="/ke-hoach/x/#II.2.a", about_title="Mục II.2.a")
    assert response.status_code == 200
    feedback = Feedback.objects.get()
    code = response.context["receipt"].code
    assert code.startswith("GY-26-") and code in response.text
    assert find_by_code(code) == feedback
    assert code not in str(Feedback.objects.values().get())
    assert feedback.due_on == datetime.date(2026, 11, 27) and "27/11/2026" in response.text
    assert 'href="/ke-hoach/x/#II.2.a"' in response.text


def test_readers_get_no_cookie_and_the_form_is_kept_nowhere(client: Client) -> None:
    responses = [
        client.get("/gop-y/"),
        client.get("/gop-y/tra-cuu/"),
        post(client),
        client.get("/gop-y/da-tra-loi/"),
    ]
    assert not client.cookies
    assert all(response.status_code == 200 for response in responses)
    assert all("no-store" in response["Cache-Control"] for response in responses[:3])
    assert "public" in responses[3]["Cache-Control"]


def test_the_form_shows_what_it_is_about(client: Client) -> None:
    page = client.get("/gop-y/", {"ve": "/ke-hoach/x/#II.2.a", "tieu_de": "Mục II.2.a", "loai": "error"}).text
    assert 'href="/ke-hoach/x/#II.2.a">Mục II.2.a</a>' in page


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "/a b",
        "x",
        "/" + "a" * 600,
    ],
)
def test_foreign_addresses_are_dropped(client: Client, address: str) -> None:
    assert client.get("/gop-y/", {"ve": address}).context["about"] is None
    post(client, about_address=address)
    assert Feedback.objects.get().about_address == ""


def test_the_same_form_sent_twice_is_one_message(client: Client) -> None:
    stamp = old_stamp()
    codes = {post(client, stamp=stamp).context["receipt"].code for _n in range(3)}
    assert len(codes) == 1 and Feedback.objects.count() == 1
    post(client, stamp=stamp, text=TEXT + " Xin cảm ơn.")
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
)
@pytest.mark.parametrize("address", ["/gop-y/", "/gop-y/tra-cuu/"])
def test_foreign_pages_cannot_send(headers: dict[str, str], address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert (
        client.post(
            address, {"stamp": old_stamp(), "kind": "idea", "text": TEXT}, headers=headers
        ).status_code
        == 403
    )
    assert not Feedback.objects.exists()


def test_own_pages_can_send_without_a_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert post(client, headers={"origin": "http://testserver"}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "Mạng yếu."}, "text"),
        ({"text": " \u200b" * 50}, "text"),
        ({"text": "x" * 1_000_000}, "text"),
        ({"kind": "nonsense"}, "kind"),
        ({"email": "no address", "consent": "on"}, "email"),
        ({"email": "a@b.example\nBcc: c@d.example", "consent": "on"}, "email"),
        ({"phone": "call me", "consent": "on"}, "phone"),
        ({"name": "Lê Thị Bích"}, "consent"),
        ({"website": "http://spam.example"}, "__all__"),
        ({"stamp": "forged"}, "__all__"),
        ({"stamp": ""}, "__all__"),
    ],
)
def test_errors_are_told_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, str], field: str
) -> None:
    kept = {"about_title": "Điều tôi đã viết", **changes}
    response = post(client, **kept)
    assert response.status_code == 422 and set(response.context["form"].errors) == {field}
    assert not Feedback.objects.exists()
    for name in ("text", "about_title", "name", "phone"):
        assert escape(kept.get(name, TEXT if name == "text" else "")) in response.text
    assert not client.cookies


def test_too_fast_and_too_old_forms_can_be_sent_again(client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        fast = post(client, stamp=old_stamp(0))
        assert fast.status_code == 422 and TEXT in fast.text
        assert post(client, stamp=fast.context["form"]["stamp"].value()).status_code == 422
    old = post(client, stamp=old_stamp(25 * 3600))
    assert old.status_code == 422 and TEXT in old.text
    fresh = old.context["form"]["stamp"].value()
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=5)):
        assert post(client, stamp=fresh).status_code == 200


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (
            "<script>alert(1)</script> và <b>đậm</b> là chữ thường",
            "<script>alert(1)</script> và <b>đậm</b> là chữ thường",
        ),
        ("Trường 🏫 con 👧 học rất vui, cảm ơn Sở 🙏", "Trường 🏫 con 👧 học rất vui, cảm ơn Sở 🙏"),
        ("Tru\u031bo\u031b\u0300ng ho\u0323c tru\u031b\u0323c tuye\u0302\u0301n", "Trường học trực tuyến"),
        ("Tệp \u202efdp.exe\u202c trên cổng không mở được", "Tệp fdp.exe trên cổng không mở được"),
        ("Chữ có ký tự\x00 rỗng ở giữa câu này", "Chữ có ký tự  rỗng ở giữa câu này"),
    ],
)
def test_anything_is_stored_and_shown_as_text(client: Client, typed: str, stored: str) -> None:
    response = post(client, text=typed, about_title=typed, name=typed, consent="on")
    assert response.status_code == 200
    feedback = Feedback.objects.get()
    assert feedback.text == stored and feedback.name == stored
    assert "<script>alert" not in response.text
    assert escape(stored).replace("&#x27;", "&#39;") in response.text


def test_consent_is_recorded_only_with_contact_data(client: Client) -> None:
    post(client, consent="on")
    assert Feedback.objects.get().consent_at is None
    post(client, email="phuhuynh@example.vn", consent="on")
    newest = Feedback.objects.order_by("pk").last()
    assert newest and newest.consent_at and newest.consent_text == FeedbackSettings.current().consent_text


def _docx(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names or ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20),
        ("ảnh.JPG", b"\xff\xd8\xff\xe0" + b"0" * 20),
        ("don.pdf", b"%PDF-1.7 ..."),
        ("don.docx", _docx()),
        ("../../etc/đơn\u202efdp.pdf", b"%PDF-1.7 ..."),
    ],
)
def test_attachments_by_content(client: Client, name: str, content: bytes) -> None:
    assert post(client, attachment=SimpleUploadedFile(name, content)).status_code == 200
    feedback = Feedback.objects.get()
    assert feedback.attachment.read() == content
    assert feedback.attachment.name.startswith("feedback/") and ".." not in feedback.attachment.name
    assert "/" not in feedback.attachment_name and "\u202e" not in feedback.attachment_name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.svg", b"<svg onload='alert(1)'/>"),
        ("a.png", b"<svg/>"),
        ("a.pdf", b"<html>%PDF-</html>"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.docx", _docx("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.docx", _docx("index.html")),
        ("a.png.html", b"\x89PNG\r\n\x1a\n"),
        ("a.pdf", b""),
        ("a.pdf", b"%PDF-" + b"0" * 10_000_000),
    ],
)
def test_other_files_are_refused_and_the_text_stays(client: Client, name: str, content: bytes) -> None:
    response = post(client, attachment=SimpleUploadedFile(name, content))
    assert response.status_code == 422 and "attachment" in response.context["form"].errors
    assert TEXT in response.text and not Feedback.objects.exists()


def test_a_huge_request_is_refused_unread(client: Client) -> None:
    response = client.post("/gop-y/", {}, headers=OWN, CONTENT_LENGTH=str(2_000_000_000))
    assert response.status_code == 413 and len(response.context["form"].errors) == 1


def _send(client: Client, address: str, **changes: Any) -> int:
    return int(client.post("/gop-y/", {"stamp": old_stamp(), "kind": "idea", "text": TEXT, **changes},
                           headers=OWN, REMOTE_ADDR=address).status_code)  # fmt: skip


def test_one_address_is_limited_until_the_hour_is_over(client: Client) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 24, 3, tzinfo=datetime.UTC), tick=False) as clock:
        assert [_send(client, "203.0.113.7") for _n in range(SENT[0] + 2)] == [200] * SENT[0] + [429] * 2
        assert _send(client, "203.0.113.8") == 200
        clock.shift(datetime.timedelta(seconds=SENT[1] + 1))
        assert _send(client, "203.0.113.7") == 200


def test_one_customer_of_ipv6_is_one_address(client: Client) -> None:
    statuses = [_send(client, f"2001:db8:1:2::{n:x}") for n in range(SENT[0] + 1)]
    assert statuses[-1] == 429 and _send(client, "2001:db8:1:3::1") == 200


def test_many_addresses_together_are_limited_and_the_queue_is_bounded(client: Client) -> None:
    rules = FeedbackSettings.current()
    rules.hourly_limit = 5
    rules.save()
    statuses = [_send(client, f"198.51.100.{n}") for n in range(12)]
    assert statuses == [200] * 5 + [429] * 7
    assert Feedback.objects.count() == 5


def test_a_refused_flood_keeps_the_text_and_says_when(client: Client) -> None:
    for _n in range(SENT[0]):
        post(client)
    response = post(client, text="Lời này không được mất đi đâu cả nhé.")
    assert response.status_code == 429 and "Lời này không được mất" in response.text
    assert response["Retry-After"] == "3600"
