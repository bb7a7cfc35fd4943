"""``/metrics``: figures for Prometheus, for this machine and for who holds the token."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.exposition import CONTENT_TYPE, Family, Sample, render_figures
from search.figures import search_figures


def _is_allowed(request: HttpRequest) -> bool:
    """Return whether the request has the token, or comes from this machine without a proxy between.

    A proxy on this machine asks from loopback for everybody, but says for whom.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer":
        return constant_time_compare(token.strip(), settings.METRICS_TOKEN)
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-Ip")):
        return False
    try:
        return ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False


def task_figures() -> list[Family]:
    """Return how much background work is due and how much failed (results are kept for a week)."""
    waiting = DBTaskResult.objects.ready()
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return [
        Family("portal_tasks_waiting", "gauge", "Tasks that are due.", (Sample(waiting.count(), {}),)),
        Family("portal_tasks_failed", "gauge", "Tasks that failed lately.", (Sample(failed.count(), {}),)),
    ]


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the figures, or 403."""
    if not _is_allowed(request):
        return HttpResponse("forbidden", status=403, content_type="text/plain")
    return HttpResponse(render_figures([*search_figures(), *task_figures()]), content_type=CONTENT_TYPE)
