"""The demonstration's feedback: messages in every state, three of them answered in public."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from feedback.deadlines import add_working_days
from feedback.models import AnswerTemplate, Feedback, FeedbackSettings
from feedback.services import (
    NewFeedback,
    answer_feedback,
    assign_feedback,
    publish_answer,
    receive_feedback,
)

Row = Mapping[str, Any]


@transaction.atomic
def load_feedback(content: Row) -> int:
    """Receive the messages that are missing, as they went on, and return how many.

    No row has contact data, so that nothing is mailed.
    """
    for row in content["templates"]:
        AnswerTemplate.objects.get_or_create(title=row["title"], defaults={"text": row["text"]})
    return sum(_load(row) for row in content["messages"])


def _load(row: Row) -> bool:
    receipt = receive_feedback(
        new=NewFeedback(
            nonce=f"demo:{row['slug']}",
            kind=row["kind"],
            text=row["text"],
            about_title=row["about_title"],
            about_address=row["about_address"],
            publication_agreed=row["agreed"],
        )
    )
    if receipt.is_new:
        _go_on(receipt.feedback, row)
    return receipt.is_new


def _go_on(feedback: Feedback, row: Row) -> None:
    """Assign, answer and publish as the row says, then set the days on which that happened."""
    received = datetime.datetime.fromisoformat(row["received"])
    rules = FeedbackSettings.current()
    moments: dict[str, Any] = {
        "received_at": received,
        "due_on": add_working_days(timezone.localdate(received), rules.answer_days, rules.days_off_set()),
    }
    unit = Organisation.objects.filter(code=row.get("unit", "")).first()
    if unit:
        assign_feedback(feedback=feedback, unit=unit, officer=None, user=None)
        moments["assigned_at"] = received + datetime.timedelta(hours=2)
    if row.get("answer"):
        answered = datetime.datetime.fromisoformat(row["answered"])
        answer_feedback(feedback=feedback, answer=row["answer"], user=None)
        moments["answered_at"] = answered
        if public := row.get("public"):
            _publish(feedback, public)
            moments["published_at"] = answered + datetime.timedelta(hours=1)
    Feedback.objects.filter(pk=feedback.pk).update(**moments)


def _publish(feedback: Feedback, public: Row) -> None:
    publish_answer(
        feedback=feedback,
        title=public["title"],
        question=public["question"],
        answer=public["answer"],
        change_text=public["change"],
        change_address=public["change_address"],
        user=None,
    )
