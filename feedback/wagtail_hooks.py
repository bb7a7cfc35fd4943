"""Feedback in the Wagtail admin: the queue, the templates, the words of the log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from feedback.admin_views import attachment, feedback_detail
from feedback.models import AnswerTemplate
from feedback.queue import FeedbackQueueView


class AnswerTemplateViewSet(SnippetViewSet):
    """Answers that officers begin with."""

    model = AnswerTemplate
    icon = "openquote"
    menu_label = _("Answer templates")
    menu_name = "answer-templates"
    add_to_settings_menu = True
    list_display = ["title"]
    panels = [FieldPanel("title"), FieldPanel("text")]


register_snippet(AnswerTemplateViewSet)


@hooks.register("register_admin_urls")
def queue_addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the queue."""
    patterns = [
        path("", FeedbackQueueView.as_view(), name="index"),
        path("results/", FeedbackQueueView.as_view(results_only=True), name="results"),
        path("<int:pk>/", feedback_detail, name="detail"),
        path("<int:pk>/tep/", attachment, name="attachment"),
    ]
    return [path("gop-y/", include((patterns, "feedback_admin")))]


class QueueMenuItem(MenuItem):
    """Shown to those who may read the messages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the reader's role may see the queue."""
        return bool(request.user.has_perm("feedback.view_feedback"))  # type: ignore[union-attr]


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    """Return the menu item of the queue."""
    return QueueMenuItem(_("Feedback queue"), reverse("feedback_admin:index"), icon_name="comment", order=160)


@hooks.register("register_log_actions")
def log_words(actions: Any) -> None:
    """Name what the log of a message says."""
    for action, label, message in (
        ("assign", _("Assign"), _("Passed to a unit or person")),
        ("note", _("Note"), _("Note added")),
        ("answer", _("Answer"), _("Sender answered")),
        ("correct", _("Correct the answer"), _("Answer corrected")),
        ("close", _("Close"), _("Message closed")),
        ("publish", _("Make public"), _("Answer made public")),
        ("withdraw", _("Withdraw"), _("Public answer withdrawn")),
        ("erase", _("Erase personal data"), _("Personal data erased")),
    ):
        actions.register_action(f"feedback.{action}", label, message)
