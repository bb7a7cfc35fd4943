"""The search in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym
from search.reports import NeverFoundReportView, QueryReportView, SearchReportMenuItem


class SynonymViewSet(SnippetViewSet):
    """Synonyms and abbreviations; a change is effective within a minute, without a new index."""

    model = Synonym
    icon = "openquote"
    menu_label = _("Search synonyms")
    menu_name = "search-synonyms"
    add_to_settings_menu = True
    list_display = ["forms", "ambiguous"]
    list_filter = ["ambiguous"]
    panels = [FieldPanel("forms"), FieldPanel("ambiguous")]


register_snippet(SynonymViewSet)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """Return the addresses of the reports and of their parts."""
    addresses = []
    for view, place, name in (
        (QueryReportView, "search-queries", "search_query_report"),
        (NeverFoundReportView, "search-never-found", "search_never_found_report"),
    ):
        addresses += [
            path(f"reports/{place}/", view.as_view(), name=name),
            path(f"reports/{place}/results/", view.as_view(results_only=True), name=f"{name}_results"),
        ]
    return addresses


@hooks.register("register_reports_menu_item")
def query_report_menu_item() -> MenuItem:
    """Return the menu item of the report of queries."""
    return SearchReportMenuItem(
        _("Search queries"), reverse("search_query_report"), icon_name="search", order=800
    )


@hooks.register("register_reports_menu_item")
def never_found_menu_item() -> MenuItem:
    """Return the menu item of the report of what is never found."""
    return SearchReportMenuItem(
        _("Never found in search"), reverse("search_never_found_report"), icon_name="search", order=810
    )


@hooks.register("register_permissions")
def report_permissions() -> QuerySet[Permission]:
    """Offer the right to see the reports where groups are edited."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_querycount")
