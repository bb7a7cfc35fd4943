"""The admin's report of what is searched for and what is not found."""

from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from search.models import QueryCount
from search.querylog import collect

DAYS = 90


def counted_queries() -> QuerySet[QueryCount, Any]:
    """Return text, kind, searches, without_result and mean_ms of each query of the last 90 days."""
    recent = QueryCount.objects.filter(day__gte=timezone.localdate() - timedelta(days=DAYS))
    sums = recent.values("text", "kind").annotate(
        times=Sum("searches"), empty=Sum("without_result"), spent=Sum("total_ms")
    )
    return sums.annotate(mean_ms=F("spent") / F("times"))


class QueryReportView(ReportView):
    """Queries of the last 90 days; sorted by "without result" it is the list of what is missing."""

    page_title = _("Search queries")
    header_icon = "search"
    index_url_name = "search_query_report"
    index_results_url_name = "search_query_report_results"
    default_ordering = "-times"
    is_searchable = False
    columns = [
        Column("text", label=_("Query"), sort_key="text"),
        Column("kind", label=_("Kind of result"), sort_key="kind"),
        Column("times", label=_("Searches"), sort_key="times"),
        Column("empty", label=_("Without result"), sort_key="empty"),
        Column("mean_ms", label=_("Milliseconds"), sort_key="mean_ms"),
    ]
    list_export = ["text", "kind", "times", "empty", "mean_ms"]
    export_headings = {
        "text": _("Query"),
        "kind": _("Kind of result"),
        "times": _("Searches"),
        "empty": _("Without result"),
        "mean_ms": _("Milliseconds"),
    }

    def get_base_queryset(self) -> QuerySet[QueryCount, Any]:
        collect()
        return counted_queries()

    def get_queryset(self) -> QuerySet[QueryCount, Any]:
        return self.order_queryset(self.get_base_queryset())
