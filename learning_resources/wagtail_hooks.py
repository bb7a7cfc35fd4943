"""The library in the Wagtail admin: resources, their files, and the vocabulary."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.formats import format_size
from learning_resources.forms import LearningResourceForm, StoredFileForm
from learning_resources.models import (
    EducationLevel,
    Grade,
    Language,
    LearningResource,
    Licence,
    MaterialType,
    Outcome,
    StoredFile,
    Strand,
    Subject,
)
from learning_resources.panels import FileStatePanel


class FileListing:
    """The stored files with their type, size and how their reading went, in one query."""

    title_column: Column

    def get_object_list(self) -> QuerySet[StoredFile]:
        return StoredFile.objects.select_related("text")

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("media_type", label=_("Type")),
            Column("size", label=_("Size"), accessor=lambda stored: format_size(stored.size)),
            Column("text_state", label=_("Reading")),
        ]


class ChooseFileView(FileListing, ChooseView):
    """The window in which a file is chosen."""


class ChooseFileResultsView(FileListing, ChooseResultsView):
    """The list in that window alone."""


class StoredFileChooserViewSet(ChooserViewSet):
    """Choose a file that is stored, or bring a new one."""

    model = "learning_resources.StoredFile"
    icon = "doc-full"
    choose_one_text = _("Choose a file")
    choose_another_text = _("Choose another file")
    choose_view_class = ChooseFileView
    choose_results_view_class = ChooseFileResultsView
    creation_form_class = StoredFileForm
    creation_tab_label = _("Upload")
    per_page = 20


stored_file_chooser = StoredFileChooserViewSet("stored_file_chooser")


@hooks.register("register_admin_viewset")
def register_file_chooser() -> Any:
    return stored_file_chooser


class LearningResourceViewSet(SnippetViewSet):
    """Resources as editors see them."""

    model = LearningResource
    icon = "doc-full-inverse"
    menu_label = _("Learning resources")
    add_to_admin_menu = True
    menu_order = 150
    list_display = ["title", "material_type", "subject", "contributor", "live"]
    list_filter = ["level", "material_type", "live"]
    search_fields = ["title", "contributor"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("description"),
                    InlinePanel("items", heading=_("Files"), label=_("File"), panels=[
                        FieldPanel("file"), FieldPanel("title"), FieldPanel("purpose"),
                        FileStatePanel(),
                    ]),
                    FieldPanel("link"),
                ],
                heading=_("What it is"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("level"), FieldPanel("subject")]),
                    FieldPanel("grades"),
                    FieldPanel("strand"),
                    FieldPanel("outcomes"),
                    FieldRowPanel([FieldPanel("material_type"), FieldPanel("language")]),
                    FieldPanel("tags"),
                    FieldPanel("accessibility"),
                ],
                heading=_("For whom"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("contributor"), FieldPanel("organisation"), FieldPanel("owner")], _("Credit")
                    ),
                    FieldPanel("licence"),
                ],
                heading=_("Rights"),
            ),
        ],
        base_form_class=LearningResourceForm,
    )  # fmt: skip


def _term_viewset(
    model: Any, columns: list[str], filters: list[str], view_icon: str = "tag"
) -> type[SnippetViewSet]:
    """Return the screens of one vocabulary; they differ in model and columns only."""
    attributes = {
        "model": model,
        "icon": view_icon,
        "list_display": columns,
        "list_filter": filters,
        "search_fields": ["name"] if hasattr(model, "name") else ["text"],
        "search_backend_name": None,
        "list_per_page": 100,
    }
    return type(f"{model.__name__}ViewSet", (SnippetViewSet,), attributes)


class TaxonomyViewSetGroup(SnippetViewSetGroup):
    """All vocabularies under one menu item."""

    menu_label = _("Curriculum")
    menu_icon = "list-ul"
    menu_order = 400
    items = [
        _term_viewset(EducationLevel, ["name", "short_name", "order"], []),
        _term_viewset(Grade, ["name", "level", "order"], ["level"]),
        _term_viewset(Subject, ["name", "level", "compulsory", "order"], ["level", "compulsory"]),
        _term_viewset(Strand, ["name", "subject", "verified"], ["verified"]),
        _term_viewset(Outcome, ["code", "text", "subject", "grade"], ["grade"]),
        _term_viewset(MaterialType, ["name", "icon", "order"], []),
        _term_viewset(Licence, ["name", "code", "is_open", "link_only"], ["is_open"]),
        _term_viewset(Language, ["name", "code", "order"], []),
    ]


register_snippet(LearningResourceViewSet)
register_snippet(TaxonomyViewSetGroup)
