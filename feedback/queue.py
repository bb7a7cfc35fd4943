"""The officers' queue in the Wagtail admin: filters, columns, export."""

import datetime
from collections import OrderedDict
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Organisation
from core.formats import format_short_date
from feedback.exports import safe_cell
from feedback.models import Feedback
from feedback.services import find_by_code

_SOON = datetime.timedelta(days=2)


class FeedbackFilterSet(WagtailFilterSet):
    """By state, kind, unit, deadline, and by the code that a sender tells on the phone."""

    due = django_filters.ChoiceFilter(
        label=_("Deadline"),
        method="filter_due",
        choices=[("late", _("Overdue")), ("soon", _("Due within two days"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Answering unit"), queryset=Organisation.objects.none(), widget=forms.Select
    )
    code = django_filters.CharFilter(label=_("Tracking code"), method="filter_code")

    class Meta:
        model = Feedback
        fields = ["state", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = Feedback.objects.exclude(unit=None).values("unit")
        self.filters["unit"].queryset = Organisation.objects.filter(pk__in=used)

    def filter_due(self, queryset: Any, name: str, value: str) -> Any:
        """Narrow to what is late, or due within two days."""
        today = timezone.localdate()
        return (
            queryset.overdue(today) if value == "late" else queryset.open().filter(due_on__lte=today + _SOON)
        )

    def filter_code(self, queryset: Any, name: str, value: str) -> Any:
        """Narrow to the message of a code."""
        found = find_by_code(value)
        return queryset.filter(pk=found.pk) if found else queryset.none()


class FeedbackQueueView(generic.IndexView):
    """All messages, those that wait longest first."""

    model = Feedback
    permission_policy = ModelPermissionPolicy(Feedback)
    any_permission_required = ["view", "change"]
    page_title = _("Feedback queue")
    header_icon = "comment"
    index_url_name = "feedback_admin:index"
    index_results_url_name = "feedback_admin:results"
    edit_url_name = "feedback_admin:detail"
    filterset_class = FeedbackFilterSet
    default_ordering = "due_on"
    paginate_by = 50
    is_searchable = False
    _show_breadcrumbs = True
    export_filename = "gop-y"
    columns = [
        TitleColumn(
            "excerpt",
            label=_("Message"),
            get_url=lambda row: reverse("feedback_admin:detail", args=[row.pk]),
        ),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("unit", label=_("Unit"), sort_key="unit__sort_name"),
        DateColumn("received_at", label=_("Received"), sort_key="received_at"),
        Column(
            "due_on",
            label=_("Answer due"),
            sort_key="due_on",
            accessor=lambda row: f"{'⚠ ' if row.is_overdue else ''}{format_short_date(row.due_on)}",
        ),
    ]
    # Contact data stays out of files that people pass on.
    list_export = [
        "pk", "kind", "state", "received_at", "due_on", "answered_at", "unit", "about_title",
        "about_address", "text", "answer", "public_title", "change_text",
    ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet[Feedback]:
        return Feedback.objects.select_related("unit")

    def to_row_dict(self, item: Feedback) -> "OrderedDict[str, Any]":
        shown = {
            "kind": str(item.get_kind_display()),
            "state": str(item.get_state_display()),
            "unit": item.unit.name if item.unit else "",
        }
        return OrderedDict(
            (field, safe_cell(shown.get(field, getattr(item, field)))) for field in self.list_export
        )
