"""Background work of the feedback."""

from django_tasks import task

from feedback.mail import mail_answer


@task()
def send_answer(pk: int) -> bool:
    """Mail the answer of message ``pk`` to its sender; nothing when the address is gone."""
    return mail_answer(pk)
