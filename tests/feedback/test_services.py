"""The officers' verbs: who may, what is written, what is sent, what goes."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry

from accounts.models import Organisation, User
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, FEEDBACK_OFFICER, ROLES_IN_ORDER
from feedback import jobs, services
from feedback.mail import mail_answer, send_digest
from feedback.models import Feedback, FeedbackSettings
from feedback.receiving import NewAttachment
from search.models import SearchDocument
from tests.feedback.messages import make_answered, make_feedback, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]

ANSWER = "Sở đã kiểm tra và nâng băng thông."
PUBLIC = {"title": "Mạng ở trường", "question": "Mạng hay ngắt.", "answer": "Đã nâng."}


def _unit() -> Organisation:
    return Organisation.objects.get_or_create(
        code="phong-khtc", defaults={"name": "Phòng KHTC", "level": "office"}
    )[0]


VERBS: dict[str, Callable[[User], object]] = {
    "assign": lambda user: services.assign_feedback(
        feedback=make_feedback(), unit=_unit(), officer=None, user=user
    ),
    "note": lambda user: services.add_note(feedback=make_feedback(), text="Đã gọi nhà mạng.", user=user),
    "answer": lambda user: services.answer_feedback(feedback=make_feedback(), answer=ANSWER, user=user),
    "close": lambda user: services.close_feedback(feedback=make_feedback(), reason="Trùng", user=user),
    "publish": lambda user: services.publish_answer(
        feedback=make_answered(publication_agreed=True), user=user, **PUBLIC
    ),
    "withdraw": lambda user: services.withdraw_answer(feedback=make_answered(), user=user),
    "erase": lambda user: services.erase_personal_data(feedback=make_answered(), user=user),
}


@pytest.mark.parametrize("role", ROLES_IN_ORDER)
@pytest.mark.parametrize("verb", VERBS)
def test_verbs_belong_to_roles(role: str, verb: str) -> None:
    user = officer(role)
    if role in {FEEDBACK_OFFICER, ADMINISTRATOR}:
        VERBS[verb](user)
        return
    with pytest.raises(PermissionDenied):
        VERBS[verb](user)


def test_roles_that_only_read() -> None:
    readers = {role for role in ROLES_IN_ORDER if officer(role).has_perm("feedback.view_feedback")}
    assert readers == {FEEDBACK_OFFICER, ADMINISTRATOR, CHIEF_EDITOR}
    assert Group.objects.filter(permissions__codename="change_feedbacksettings").get().name == ADMINISTRATOR


def test_every_verb_leaves_a_log_row_without_what_was_written() -> None:
    user = officer()
    feedback = make_feedback(name="Lê Thị Bích", email="a@b.example", consent=True, publication_agreed=True)
    services.assign_feedback(feedback=feedback, unit=_unit(), officer=user, user=user)
    services.add_note(feedback=feedback, text="Ghi chú riêng", user=user)
    services.answer_feedback(feedback=feedback, answer=ANSWER, user=user)
    services.answer_feedback(feedback=feedback, answer=ANSWER + " Đã xong.", user=user)
    services.publish_answer(feedback=feedback, user=user, **PUBLIC)
    services.withdraw_answer(feedback=feedback, user=user)
    services.close_feedback(feedback=feedback, user=user)
    services.erase_personal_data(feedback=feedback, user=user)
    rows = ModelLogEntry.objects.filter(action__startswith="feedback.", object_id=str(feedback.pk))
    assert [row.action.removeprefix("feedback.") for row in rows.order_by("timestamp", "pk")] == [
        "assign", "note", "answer", "correct", "publish", "withdraw", "close", "erase"
    ]  # fmt: skip
    assert not any("Bích" in f"{row.label}{row.data}" or "riêng" in str(row.data) for row in rows)


def test_an_answer_is_mailed_once_and_needs_an_address(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = officer()
    feedback = make_feedback(name="<b>Bích</b>", email="phuhuynh@example.vn", consent=True)
    with django_capture_on_commit_callbacks() as callbacks:
        services.answer_feedback(feedback=feedback, answer=ANSWER, user=user)
        services.answer_feedback(feedback=feedback, answer=ANSWER, user=user)
    assert len(callbacks) == 1
    with django_capture_on_commit_callbacks() as callbacks:
        services.answer_feedback(feedback=make_feedback(), answer=ANSWER, user=user)
    assert not callbacks
    assert mail_answer(feedback.pk)
    (message,) = mail.outbox
    assert message.to == ["phuhuynh@example.vn"] and ANSWER in str(message.body)
    assert message.content_subtype == "plain" and "<b>Bích</b>" in str(message.body)


def test_receiving_mails_nobody(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(20):
            make_feedback(email="victim@example.vn", consent=True)
    assert not mail.outbox


def test_contact_data_needs_consent() -> None:
    with pytest.raises(ValueError, match="consent"):
        make_feedback(phone="0912 345 678")


@pytest.mark.parametrize(
    "verb",
    [
        lambda f, u: services.publish_answer(feedback=f, user=u, **PUBLIC),
        lambda f, u: services.erase_personal_data(feedback=f, user=u),
        lambda f, u: services.close_feedback(feedback=f, user=u),
        lambda f, u: services.answer_feedback(feedback=f, answer="Ngắn", user=u),
        lambda f, u: services.assign_feedback(feedback=f, unit=None, officer=None, user=u),
        lambda f, u: services.add_note(feedback=f, text=" ", user=u),
    ],
)
def test_what_makes_no_sense_is_refused(verb: Callable[[Feedback, User], Any]) -> None:
    with pytest.raises(ValidationError):
        verb(make_feedback(publication_agreed=True), officer())


def test_only_what_the_sender_agreed_to_is_public() -> None:
    with pytest.raises(ValidationError):
        services.publish_answer(feedback=make_answered(), user=officer(), **PUBLIC)
    with pytest.raises(ValidationError):
        services.publish_answer(
            feedback=make_answered(publication_agreed=True), user=officer(),
            change_address="//evil.example", **PUBLIC,
        )  # fmt: skip


def test_withdrawing_takes_the_answer_out_of_search() -> None:
    user = officer()
    feedback = services.publish_answer(feedback=make_answered(publication_agreed=True), user=user, **PUBLIC)
    services.withdraw_answer(feedback=feedback, user=user)
    assert not SearchDocument.objects.visible().filter(key=f"feedback:{feedback.pk}").exists()


def test_closed_messages_stay_as_they_are() -> None:
    user = officer()
    feedback = services.close_feedback(feedback=make_feedback(), reason="Trùng", user=user)
    with pytest.raises(ValidationError):
        services.answer_feedback(feedback=feedback, answer=ANSWER, user=user)


def test_personal_data_goes_on_time(
    tmp_path: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    path = tmp_path / "don.pdf"
    path.write_bytes(b"%PDF-1.7")
    user = officer()
    with path.open("rb") as handle:
        feedback = make_feedback(
            name="Lê Thị Bích", email="a@b.example", phone="0912 345 678", consent=True, publication_agreed=True,
            attachment=NewAttachment(handle, "don.pdf", "application/pdf"),
        )  # fmt: skip
    stored = feedback.attachment.name
    services.add_note(feedback=feedback, text="Chị Bích gọi lại", user=user)
    services.answer_feedback(feedback=feedback, answer=ANSWER, user=user)
    services.publish_answer(feedback=feedback, user=user, **PUBLIC)
    services.close_feedback(feedback=feedback, user=user)
    keep = datetime.timedelta(days=FeedbackSettings.current().keep_days)
    with time_machine.travel(timezone.now() + keep - datetime.timedelta(hours=1)):
        assert jobs.erase_due() == 0
    with (
        time_machine.travel(timezone.now() + keep + datetime.timedelta(hours=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert (jobs.erase_due(), jobs.erase_due()) == (1, 0)
    feedback.refresh_from_db()
    left = " ".join(str(value) for value in Feedback.objects.values().get().values())
    assert not any(word in left for word in ("Bích", "a@b.example", "0912", "don.pdf", ANSWER))
    assert feedback.public_title == PUBLIC["title"] and feedback.published_at and not feedback.notes.exists()
    assert not storages["private"].exists(stored)


def test_answers_are_closed_after_a_month() -> None:
    feedback = make_answered()
    assert jobs.close_answered() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        assert jobs.close_answered() == 1
    feedback.refresh_from_db()
    assert feedback.state == Feedback.State.CLOSED


def test_officers_get_one_digest_a_working_day() -> None:
    officer()
    monday = datetime.datetime(2026, 11, 23, 1, tzinfo=datetime.UTC)  # 8 o'clock in Vietnam
    with time_machine.travel(monday - datetime.timedelta(days=2), tick=False) as clock:
        make_feedback()
        assert send_digest() == 0
        clock.move_to(monday - datetime.timedelta(hours=2))
        assert send_digest() == 0
        clock.move_to(monday)
        assert (send_digest(), send_digest()) == (1, 0)
        clock.shift(datetime.timedelta(days=1))
        assert send_digest() == 1
    assert len(mail.outbox) == 2
