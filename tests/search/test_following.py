"""Following a search by mail: double opt-in, one mail a day, ending."""

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.alerts import send_confirmation_mail, send_due_alerts
from search.following import ask_to_follow
from search.models import SavedSearch
from search.saving import canonical_parameters, confirm, end_token, forget_unconfirmed
from search.table import store
from tests.search.documents import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]
OWN = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
NOON = timezone.make_aware(timezone.datetime(2026, 11, 2, 12))


def ask(email: str = "an@example.vn", search: str = "q=to%C3%A1n", **fields: str) -> HttpResponse:
    """Send the form of the results page."""
    strict = Client(enforce_csrf_checks=True)
    return strict.post("/tim-kiem/theo-doi/", {"email": email, "search": search, **fields}, headers=OWN)


def link(message: mail.EmailMessage, part: str) -> str:
    """Return the path of the link in ``message`` that holds ``part``."""
    found = re.search(rf"https?://[^/]+(/tim-kiem/theo-doi/{part}/\S+/)", str(message.body))
    assert found
    return found[1]


def followed(search: str = "q=toán", email: str = "an@example.vn") -> SavedSearch:
    """Return a confirmed search."""
    ask_to_follow(email=email, parameters=canonical_parameters(search))
    row = SavedSearch.objects.get(email=email, parameters=canonical_parameters(search))
    assert send_confirmation_mail(row.pk)
    token = link(mail.outbox.pop(), "xac-nhan").split("/")[-2]
    assert confirm(token)
    row.refresh_from_db()
    return row


def test_a_search_is_followed_after_confirmation_only() -> None:
    answer = ask()
    assert (answer.status_code, answer["Location"]) == (302, "/tim-kiem/theo-doi/da-gui/")
    assert not answer.cookies
    row = SavedSearch.objects.get()
    assert (row.email, row.parameters, row.confirmed_at) == ("an@example.vn", "q=to%C3%A1n", None)
    assert DBTaskResult.objects.filter(task_path__endswith="send_confirmation").count() == 1
    assert send_confirmation_mail(row.pk)
    assert not send_confirmation_mail(row.pk)
    (message,) = mail.outbox
    assert message.to == ["an@example.vn"]
    address = link(message, "xac-nhan")
    assert address.split("/")[-2] not in {row.token_hash, SavedSearch.objects.get().token_hash}
    reader = Client(enforce_csrf_checks=True)
    assert reader.get(address).status_code == 200
    assert SavedSearch.objects.get().confirmed_at is None
    assert reader.post(address).status_code == 403
    assert reader.post(address, headers=OWN).status_code == 200
    assert SavedSearch.objects.get().confirmed_at is not None
    assert reader.post(address, headers=OWN).status_code == 404


def test_the_answer_tells_nothing_of_an_address() -> None:
    followed()
    ask("binh@example.vn")
    answers = [
        ask("an@example.vn"),
        ask("moi@example.vn"),
        ask("binh@example.vn"),
        ask("robot@example.vn", website="x"),
    ]
    assert {(a.status_code, a["Location"], a.content) for a in answers} == {
        (302, "/tim-kiem/theo-doi/da-gui/", b"")
    }
    assert {row.email for row in SavedSearch.objects.all()} == {
        "an@example.vn",
        "moi@example.vn",
        "binh@example.vn",
    }


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://evil.example"}, {**OWN, "sec-fetch-site": "cross-site"}]
)
def test_foreign_pages_follow_nothing(headers: dict[str, str]) -> None:
    data = {"email": "an@example.vn", "search": "q=a"}
    assert Client().post("/tim-kiem/theo-doi/", data, headers=headers).status_code == 403
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("email", "search"),
    [("no address", "q=a"), ("a@b.vn\nBcc: c@d.vn", "q=a"), ("an@example.vn", ""), ("an@example.vn", "x=1")],
)
def test_what_cannot_be_followed_is_said(email: str, search: str) -> None:
    assert ask(email, search).status_code == 422
    assert not SavedSearch.objects.exists()


def test_requests_are_bounded_by_reader() -> None:
    assert [ask(f"{n}@example.vn").status_code for n in range(7)] == [302] * 5 + [429] * 2


def test_requests_are_bounded_by_address_and_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(6):
        ask_to_follow(email="an@example.vn", parameters=f"q={n}")
    assert SavedSearch.objects.count() == 3
    monkeypatch.setattr("search.following._MAX_ASKED", 4)
    for n in range(6):
        ask_to_follow(email=f"{n}@example.vn", parameters="q=a")
    assert SavedSearch.objects.count() == 4


def test_new_things_are_told_once_with_a_way_to_end() -> None:
    store([make_document("group:1", "Toán cũ")])
    with time_machine.travel(NOON, tick=False):
        followed()
    store([make_document("group:2", "Toán mới"), make_document("group:3", "Văn mới")])
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        send_due_alerts()
        assert mail.outbox == []
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert send_due_alerts() is False
        send_due_alerts()
    (message,) = mail.outbox
    assert "Toán mới" in message.body
    assert "/group/2/" in message.body
    assert "Toán cũ" not in message.body
    assert "Văn mới" not in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].endswith(link(message, "huy") + ">")
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        send_due_alerts()
    assert len(mail.outbox) == 1


def test_changes_are_not_new_and_withdrawn_things_are_not_told() -> None:
    store([make_document("group:1", "Toán cũ")])
    with time_machine.travel(NOON, tick=False):
        followed()
    store([make_document("group:1", "Toán cũ, có sửa"), make_document("group:2", "Toán nháp")])
    store((), ["group:2"])
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        send_due_alerts()
    assert mail.outbox == []


def test_filters_are_followed() -> None:
    with time_machine.travel(NOON, tick=False):
        followed("q=toán&mon=toan")
    store(
        [
            make_document("group:1", "Toán một", facets={"subject": ("toan",)}),
            make_document("group:2", "Toán hai", facets={"subject": ("van",)}),
        ]
    )
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        send_due_alerts()
    assert "Toán một" in mail.outbox[0].body
    assert "Toán hai" not in mail.outbox[0].body


def test_nobody_is_woken_at_night() -> None:
    with time_machine.travel(NOON, tick=False):
        followed()
    store([make_document("group:2", "Toán mới")])
    with time_machine.travel(NOON + timedelta(hours=13), tick=False):
        send_due_alerts()
    assert mail.outbox == []


def test_a_mail_that_was_refused_is_tried_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOON, tick=False):
        followed()
    store([make_document("group:2", "Toán mới")])

    def refuse(*args: object) -> int:
        raise SMTPException("no")

    with monkeypatch.context() as broken, time_machine.travel(NOON + timedelta(days=1), tick=False):
        broken.setattr(EmailBackend, "send_messages", refuse)
        send_due_alerts()
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        send_due_alerts()
    assert len(mail.outbox) == 1


def test_one_click_ends_it_from_a_mail_program() -> None:
    row = followed()
    address = f"/tim-kiem/theo-doi/huy/{end_token(row)}/"
    program = Client(enforce_csrf_checks=True)
    assert program.get(address).status_code == 200
    assert SavedSearch.objects.exists()
    assert program.post(f"{address[:-3]}xx/", {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert SavedSearch.objects.exists()
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not SavedSearch.objects.exists()
    assert program.post(address).status_code == 200


def test_addresses_that_nobody_confirmed_are_forgotten() -> None:
    ask_to_follow(email="an@example.vn", parameters="q=a")
    followed("q=b", "binh@example.vn")
    SavedSearch.objects.update(asked_at=timezone.now() - timedelta(days=8))
    forget_unconfirmed()
    assert [row.email for row in SavedSearch.objects.all()] == ["binh@example.vn"]


def test_the_results_page_offers_it_without_a_cookie(client: Client) -> None:
    store([make_document("group:1", "Toán một")])
    response = client.get("/tim-kiem/", {"q": "toán"})
    body = response.content.decode()
    assert 'action="/tim-kiem/theo-doi/"' in body
    assert "csrfmiddlewaretoken" not in body
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert 'rel="alternate" type="application/atom+xml"' in body
