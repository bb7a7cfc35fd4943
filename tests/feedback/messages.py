"""Messages as citizens send them, for the tests of this folder."""

import datetime
from typing import Any

import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from feedback.models import Feedback
from feedback.receiving import NewFeedback, receive_feedback
from feedback.services import answer_feedback
from feedback.spam import new_stamp

TEXT = "Trường con tôi học trực tuyến hay bị ngắt vào buổi sáng, nhờ Sở kiểm tra."
OWN = {"sec-fetch-site": "same-origin"}


def old_stamp(seconds: int = 60) -> str:
    """Return the stamp of a form that was opened ``seconds`` ago."""
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=seconds)
    with time_machine.travel(before, tick=False):
        return new_stamp()


def form_data(**changes: Any) -> dict[str, Any]:
    """Return the fields of a message that is in order."""
    return {"stamp": old_stamp(), "kind": "question", "text": TEXT, **changes}


def post(client: Client, headers: dict[str, str] = OWN, **changes: Any) -> Any:
    """Send the form as a browser does."""
    return client.post("/gop-y/", form_data(**changes), headers=headers)


_count = iter(range(10**6))


def make_feedback(**fields: Any) -> Feedback:
    """Receive a message and return it."""
    new = NewFeedback(**{"nonce": f"nonce-{next(_count)}", "kind": "question", "text": TEXT, **fields})
    return receive_feedback(new=new).feedback


def officer(role: str = "Cán bộ tiếp nhận góp ý") -> User:
    """Return somebody with ``role``."""
    user = User.objects.create_user(f"u{next(_count)}@sonhai.example", "x", full_name="Võ Ngọc Ánh")
    user.groups.add(Group.objects.get(name=role))
    return user


def make_answered(**fields: Any) -> Feedback:
    """Receive and answer a message."""
    return answer_feedback(
        feedback=make_feedback(**fields), answer="Sở đã kiểm tra và nâng băng thông.", user=officer()
    )
