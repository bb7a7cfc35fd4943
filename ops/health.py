"""Is the web server, or the worker, well? ``health.py web|worker``: exit code 0, or 1 with a reason.

For Docker's health checks and for monitoring on a server of one's own.
"""

import datetime
import http.client
import os
import sys
from pathlib import Path

# Long enough for a worker that was just restarted, short enough that an editor's schedule is kept.
OVERDUE = datetime.timedelta(minutes=5)
LONGEST_TASK = datetime.timedelta(hours=1)


def host_header(allowed_hosts: str) -> str:
    """Return a name that the portal answers to, from the text of ALLOWED_HOSTS."""
    first = allowed_hosts.split(",")[0].strip().removeprefix(".")
    return first if first and first != "*" else "localhost"


def web() -> str:
    """Return what is wrong with the web server on this machine, or nothing."""
    port = int(os.environ.get("PORT") or 8000)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request(
            "GET", "/healthz", headers={"Host": host_header(os.environ.get("ALLOWED_HOSTS", ""))}
        )
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"no answer on port {port}: {error}"
    finally:
        connection.close()
    return "" if status == http.HTTPStatus.OK else f"/healthz answers {status}"


def worker() -> str:
    """Return what is wrong with the background work, or nothing.

    The queue is the pulse: a task that waits for minutes while none is running means that no worker
    takes it. The clock puts one there every minute, so that a quiet portal shows it too.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()
    from django.db import DatabaseError
    from django.db.models import Q
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    limit = now - OVERDUE
    # Tasks without a time of their own carry one in the far future.
    overdue = Q(run_after__lt=limit) | Q(run_after__gt=now, enqueued_at__lt=limit)
    try:
        # A worker that was killed leaves its task marked as running: only young marks count.
        if DBTaskResult.objects.running().filter(started_at__gt=now - LONGEST_TASK).exists():
            return ""
        count = DBTaskResult.objects.ready().filter(overdue).count()
    except DatabaseError as error:
        return f"the database does not answer: {error}"
    return f"{count} tasks wait for more than {OVERDUE.seconds // 60} minutes" if count else ""


def main(arguments: list[str]) -> int:
    """Return the exit code."""
    checks = {"web": web, "worker": worker}
    if len(arguments) != 1 or arguments[0] not in checks:
        sys.stderr.write("usage: health.py web|worker\n")
        return 2
    reason = checks[arguments[0]]()
    if reason:
        sys.stderr.write(f"{arguments[0]}: {reason}\n")
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
