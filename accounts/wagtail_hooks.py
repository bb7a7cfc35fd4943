"""Units in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import Organisation


class OrganisationViewSet(SnippetViewSet):
    """Units with their validity and successors."""

    model = Organisation
    icon = "site"
    menu_label = _("Units")
    add_to_settings_menu = True
    list_display = ["name", "level", "valid_from", "valid_to"]
    list_filter = ["level"]
    search_fields = ["name", "code"]
    search_backend_name = None
    list_per_page = 100
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("level")]),
        FieldPanel("name"),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("successors"),
    ]


register_snippet(OrganisationViewSet)
