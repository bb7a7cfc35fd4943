"""The admin's reports: what is searched for, what is not found, and what never turns up in results."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models import Max as Maximum
from django.db.models.functions import NullIf
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.models import FoundThing, QueryCount, SearchDocument
from search.querycounts import collect
from search.sources import kind_label

PERMISSION = "search.view_querycount"
DAYS = 30
PERIODS = ((7, _("The last 7 days")), (30, _("The last 30 days")), (90, _("The last 90 days")))
# A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def spreadsheet_text(value: Any) -> Any:
    """Return ``value`` so that no spreadsheet program takes it for a formula; only text changes."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA_STARTS) else value


def first_day(days: str | int | None) -> date:
    """Return the first day of a period of 7, 30 or 90 days that ends today; 30 for anything else."""
    chosen = next((length for length, _ in PERIODS if str(length) == str(days)), DAYS)
    return timezone.localdate() - timedelta(days=chosen - 1)


def counted_queries(since: date) -> QuerySet[QueryCount, Any]:
    """Return each query asked since ``since`` with its sums; the mean rank is None without clicks."""
    rows = QueryCount.objects.filter(day__gte=since).values("text", "kind")
    sums = rows.annotate(
        times=Sum("searches"),
        empty=Sum("without_result"),
        spent=Sum("total_ms"),
        slowest=Maximum("slowest_ms"),
        replaced=Sum("degraded"),
        followed=Sum("clicks"),
        ranks=Sum("rank_sum"),
    )
    return sums.annotate(
        mean_ms=F("spent") / NullIf(F("times"), 0), mean_rank=F("ranks") / NullIf(F("followed"), 0)
    )


def never_found(since: date) -> QuerySet[SearchDocument]:
    """Return what readers may see and no first page of results has shown since ``since``, oldest first."""
    found = FoundThing.objects.filter(last_found__gte=since).values("key")
    last = FoundThing.objects.filter(key=OuterRef("key")).values("last_found")
    rows = SearchDocument.objects.visible().exclude(key__in=found).defer("body", "folded")
    return rows.annotate(last_found=Subquery(last))


class PeriodFilterSet(WagtailFilterSet):
    """The period of a report; the view reads it, because sums are made of what lies in it."""

    days = django_filters.ChoiceFilter(
        label=_("Period"), choices=PERIODS, empty_label=None, initial=DAYS, method="leave"
    )

    class Meta:
        model = QueryCount
        fields: list[str] = []

    def leave(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Filter nothing: the rows are those of the period already."""
        return queryset


class SearchReportView(ReportView):
    """A report of the search: for those who may see counted queries, by period, safe to export."""

    permission_policy = ModelPermissionPolicy(QueryCount)
    permission_required = "view"
    header_icon = "search"
    is_searchable = False
    filterset_class = PeriodFilterSet

    @property
    def since(self) -> date:
        """Return the first day of the chosen period."""
        return first_day(self.request.GET.get("days"))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: spreadsheet_text(value) for name, value in super().to_row_dict(item).items()}

    def get_queryset(self) -> QuerySet[Any]:
        collect()
        return self.order_queryset(self.get_base_queryset())


class QueryReportView(SearchReportView):
    """Queries; sorted by "without result" it is the list of what is missing, by "slowest" of what is slow."""

    page_title = _("Search queries")
    index_url_name = "search_query_report"
    index_results_url_name = "search_query_report_results"
    default_ordering = "-times"
    _NAMES: Mapping[str, Any] = {
        "text": _("Query"),
        "kind": _("Kind of result"),
        "times": _("Searches"),
        "empty": _("Without result"),
        "followed": _("Results followed"),
        "mean_rank": _("Mean rank followed"),
        "mean_ms": _("Milliseconds"),
        "slowest": _("Slowest, milliseconds"),
        "replaced": _("On the reserve"),
    }
    columns = [Column(name, label=label, sort_key=name) for name, label in _NAMES.items()]
    list_export = list(_NAMES)
    export_headings = dict(_NAMES)

    def get_base_queryset(self) -> QuerySet[QueryCount, Any]:
        return counted_queries(self.since)


class _KindColumn(Column):
    """The readers' name of a kind."""

    def get_value(self, instance: SearchDocument) -> str:
        return kind_label(instance.kind)


class NeverFoundReportView(SearchReportView):
    """Published things that no search has brought to a first page: titles and keywords to mend."""

    page_title = _("Never found in search")
    index_url_name = "search_never_found_report"
    index_results_url_name = "search_never_found_report_results"
    default_ordering = "date"
    columns = [
        Column("title", label=_("Title"), sort_key="title"),
        _KindColumn("kind", label=_("Kind of result"), sort_key="kind"),
        Column("date", label=_("Date"), sort_key="date"),
        Column("last_found", label=_("Last found"), sort_key="last_found"),
        Column("url", label=_("Address")),
    ]
    list_export = ["title", "kind", "date", "last_found", "url"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Kind of result"),
        "date": _("Date"),
        "last_found": _("Last found"),
        "url": _("Address"),
    }

    def get_base_queryset(self) -> QuerySet[SearchDocument]:
        return never_found(self.since)


class SearchReportMenuItem(MenuItem):
    """A menu item for those who may see the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))
