"""Background work of following searches."""

from django_tasks import task

from search.alerts import send_confirmation_mail, send_due_alerts


@task()
def send_confirmation(pk: int) -> bool:
    """Ask an address whether it wants to follow a search."""
    return send_confirmation_mail(pk)


@task()
def send_alerts() -> None:
    """Tell followers what is new; continues in another task when there are many."""
    if send_due_alerts():
        send_alerts.enqueue()
