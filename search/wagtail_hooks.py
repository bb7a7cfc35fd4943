"""The search in the Wagtail admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym
from search.reports import QueryReportView


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
    """Return the addresses of the report of queries."""
    return [
        path("reports/search-queries/", QueryReportView.as_view(), name="search_query_report"),
        path(
            "reports/search-queries/results/",
            QueryReportView.as_view(results_only=True),
            name="search_query_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Return the menu item of the report of queries."""
    return MenuItem(_("Search queries"), reverse("search_query_report"), icon_name="search", order=800)
