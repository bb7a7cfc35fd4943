"""The search in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import Synonym


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
