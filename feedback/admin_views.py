"""One message as officers see it, with everything that can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import registry as log_registry

from accounts.models import User
from core.serving import FileToServe, serve_file
from feedback import services
from feedback.admin_forms import AnswerForm, AssignForm, CloseForm, NoteForm, PublishForm
from feedback.models import AnswerTemplate, Feedback

_FORMS: dict[str, type[Form]] = {
    "assign": AssignForm,
    "note": NoteForm,
    "answer": AnswerForm,
    "publish": PublishForm,
    "close": CloseForm,
}
_VERBS: dict[str, Callable[..., object]] = {
    "assign": services.assign_feedback,
    "note": services.add_note,
    "answer": services.answer_feedback,
    "publish": services.publish_answer,
    "close": services.close_feedback,
    "withdraw": services.withdraw_answer,
    "erase": services.erase_personal_data,
}


def _reader(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm("feedback.view_feedback"):
        raise PermissionDenied
    return user


def _initial(feedback: Feedback, template: AnswerTemplate | None) -> dict[str, dict[str, Any]]:
    return {
        "assign": {"unit": feedback.unit_id, "officer": feedback.officer_id},
        "answer": {"answer": feedback.answer or (template.text if template else "")},
        "publish": PublishForm.begin_with(feedback),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def feedback_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message; a POST names the verb in ``do``. ``?mau=`` begins the answer with a template."""
    user = _reader(request)
    feedback = get_object_or_404(Feedback.objects.select_related("unit", "officer"), pk=pk)
    verb = request.POST.get("do", "")
    bound: dict[str, Form] = {}
    if request.method == "POST" and verb in _VERBS:
        form = _FORMS[verb](request.POST, prefix=verb) if verb in _FORMS else None
        if form is None or form.is_valid():
            try:
                _VERBS[verb](feedback=feedback, user=user, **(form.cleaned_data if form else {}))
            except ValidationError as error:
                _show_error(request, form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("feedback_admin:detail", pk)
        if form:
            bound[verb] = form
    return render(request, "feedback/admin/detail.html", _context(request, feedback, user, bound))


def _show_error(request: HttpRequest, form: Form | None, error: ValidationError) -> None:
    if form is None:
        messages.error(request, " ".join(error.messages))
    else:
        form.add_error(None, error)


def _context(request: HttpRequest, feedback: Feedback, user: User, bound: dict[str, Form]) -> dict[str, Any]:
    wanted = request.GET.get("mau", "")
    template = (
        AnswerTemplate.objects.filter(pk=wanted).first() if wanted.isascii() and wanted.isdigit() else None
    )
    initial = _initial(feedback, template)
    forms = {
        verb: bound.get(verb) or form(prefix=verb, initial=initial.get(verb)) for verb, form in _FORMS.items()
    }
    may = {
        name: user.has_perm(f"feedback.{name}_feedback") for name in ("change", "answer", "publish", "erase")
    }
    return {
        "feedback": feedback,
        "forms": forms,
        "may": may,
        "notes": feedback.notes.select_related("author"),
        "templates": AnswerTemplate.objects.all(),
        "history": log_registry.get_logs_for_instance(feedback).select_related("user")[:100],
        "header_title": str(feedback),
        "header_icon": "comment",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("feedback_admin:index"), "label": _("Feedback queue")},
            {"url": "", "label": str(feedback)},
        ],
    }


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand the attachment to an officer, always as a download."""
    _reader(request)
    feedback = get_object_or_404(Feedback.objects.exclude(attachment=""), pk=pk)
    file = FileToServe(
        handle=feedback.attachment.open("rb"),
        size=feedback.attachment.size,
        media_type=feedback.attachment_type,
        name=feedback.attachment_name,
        etag=f'"{feedback.attachment.name}"',
        modified=feedback.received_at.timestamp(),
        inline=False,
    )
    response = serve_file(request, file)
    response["Cache-Control"] = "private, no-store"
    return response
