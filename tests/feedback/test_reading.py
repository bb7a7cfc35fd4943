"""Looking a code up, and the public answers."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from feedback.models import Feedback
from feedback.receiving import NewFeedback, receive_feedback
from feedback.services import answer_feedback, find_by_code, publish_answer
from feedback.spam import LOOKUPS
from feedback.statistics import count_figures
from feedback.tracking import make_code
from search.models import SearchDocument
from tests.feedback.messages import OWN, TEXT, make_answered, make_feedback, officer, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


def _look_up(client: Client, code: str) -> tuple[int, str]:
    response = client.post("/gop-y/tra-cuu/", {"code": code}, headers=OWN)
    return response.status_code, response.text


def _publish(feedback: Feedback, **changes: str) -> Feedback:
    wording = {
        "title": "Mạng ở trường đảo",
        "question": "Mạng hay bị ngắt.",
        "answer": "Đã nâng băng thông.",
        **changes,
    }
    return publish_answer(feedback=feedback, user=officer(), **wording)


def test_a_code_shows_state_and_answer(client: Client) -> None:
    code = post(client).context["receipt"].code
    status, page = _look_up(client, code.lower().replace("-", " "))
    assert status == 200 and TEXT in page
    answer_feedback(
        feedback=Feedback.objects.get(), answer="Sở đã nâng băng thông cho trường.", user=officer()
    )
    assert "Sở đã nâng băng thông cho trường." in _look_up(client, code)[1]
    assert not client.cookies


def test_unknown_wrong_and_malformed_codes_give_the_same_answer(client: Client) -> None:
    unknown = make_code(b"0" * 32, 26)
    wrong = unknown[:-1] + ("2" if unknown[-1] != "2" else "3")
    pages = {code: _look_up(client, code) for code in (unknown, wrong, "GY-26", "<script>", "'; --")}
    assert {status for status, _page in pages.values()} == {404}
    # Only the field repeats what was typed.
    assert len({re.sub(r'name="code" value="[^"]*"', "", page) for _status, page in pages.values()}) == 1


def test_each_look_up_asks_the_database_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for code in (make_code(b"0" * 32, 26), "nonsense"):
        with django_assert_num_queries(1):
            assert find_by_code(code) is None


def test_codes_of_a_former_key_are_still_found(settings: Settings) -> None:
    receipt = receive_feedback(new=NewFeedback(nonce="n", kind="idea", text=TEXT))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that is long enough to be one " + "y" * 20
    assert find_by_code(receipt.code) == receipt.feedback


def test_trying_codes_is_limited(client: Client) -> None:
    statuses = [_look_up(client, make_code(bytes([n]) * 32, 26))[0] for n in range(LOOKUPS[0] + 1)]
    assert statuses == [404] * LOOKUPS[0] + [429]


def test_public_answers_are_listed_and_found(client: Client) -> None:
    feedback = _publish(
        make_answered(publication_agreed=True, about_address="/ke-hoach/x/#II.2"),
        change_text="Khoản 2 đã sửa.", change_address="/ke-hoach/x/#II.2",
    )  # fmt: skip
    make_answered(publication_agreed=True)
    listed = client.get("/gop-y/da-tra-loi/").text
    assert feedback.public_title in listed and listed.count("stretched-link") == 1
    page = client.get(feedback.get_absolute_url()).text
    assert "Khoản 2 đã sửa." in page and TEXT not in page
    assert client.get("/gop-y/da-tra-loi/999/").status_code == 404
    row = SearchDocument.objects.visible().get(key=f"feedback:{feedback.pk}")
    assert row.title == feedback.public_title


def test_markup_in_public_answers_is_text(client: Client) -> None:
    feedback = _publish(make_answered(publication_agreed=True), **dict.fromkeys(
        ("title", "question", "answer", "change_text"), "<img src=x onerror=alert(1)>"))  # fmt: skip
    for address in ("/gop-y/", "/gop-y/da-tra-loi/", feedback.get_absolute_url()):
        assert "<img src=x" not in client.get(address).text


def test_figures_count_and_take_the_median() -> None:
    assert count_figures().median_days is None
    make_feedback()
    make_answered()
    figures = count_figures()
    assert (figures.received, figures.answered, figures.median_days) == (2, 1, 0)
