"""The public pages: write, look up, read what was answered. No cookie, no session."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.text import clean, squeeze
from core.visits import is_from_own_page
from feedback.addresses import own_path
from feedback.attachments import MAX_BYTES
from feedback.forms import FeedbackForm, LookupForm
from feedback.models import Feedback, FeedbackSettings
from feedback.services import QueueFull, find_by_code, receive_feedback
from feedback.spam import may_look_up, may_send, may_try, new_stamp
from feedback.statistics import figures

PAGE_SIZE = 20
# The file and as much text as Django itself takes beside it.
_LARGEST_REQUEST = MAX_BYTES + 2_500_000
# What readers write is nobody else's: not kept by the browser, by no proxy.
_private = cache_control(private=True, no_store=True)


def _refuse_foreign(request: HttpRequest) -> None:
    if not is_from_own_page(request):
        raise PermissionDenied


@csrf_exempt  # is_from_own_page stands for the cookie
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def feedback_form(request: HttpRequest) -> HttpResponse:
    """Show the form and take a message. ``?ve=`` and ``?tieu_de=`` say what it is about."""
    if request.method == "POST":
        _refuse_foreign(request)
        return _take(request)
    rules = FeedbackSettings.current()
    initial = {
        "stamp": new_stamp(),
        "about_address": own_path(request.GET.get("ve", "")),
        "about_title": squeeze(clean(request.GET.get("tieu_de", "")))[:200],
        "kind": request.GET.get("loai", "") if request.GET.get("loai") in Feedback.Kind.values else None,
    }
    return _form_page(request, FeedbackForm(initial=initial, consent_text=rules.consent_text), rules)


def _take(request: HttpRequest) -> HttpResponse:
    rules = FeedbackSettings.current()
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST_REQUEST:
        form = FeedbackForm({"stamp": new_stamp()}, consent_text=rules.consent_text)
        form.errors.clear()
        form.add_error(
            None, _("The file is larger than 10 MB. Go back, choose a smaller one and send again.")
        )
        return _form_page(request, form, rules, status=413)
    form = FeedbackForm(request.POST, request.FILES, consent_text=rules.consent_text)
    is_valid = form.is_valid()
    if not may_try(request) or (is_valid and not may_send(request)):
        form.add_error(
            None,
            _(
                "Many messages came from your network. Your text is still here: please send it in an hour, or phone us."
            ),
        )
        return _form_page(request, form, rules, status=429)
    if not is_valid:
        return _form_page(request, form, rules, status=422)
    try:
        receipt = receive_feedback(new=form.message())
    except QueueFull:
        form.add_error(
            None,
            _("Very many messages come in just now. Your text is still here: please send it in an hour."),
        )
        return _form_page(request, form, rules, status=429)
    return render(request, "feedback/received.html", {"receipt": receipt, "feedback": receipt.feedback})


def _form_page(
    request: HttpRequest, form: FeedbackForm, rules: FeedbackSettings, status: int = 200
) -> HttpResponse:
    address = own_path(str(form["about_address"].value() or ""))
    title = clean(str(form["about_title"].value() or ""))
    context = {
        "form": form,
        "rules": rules,
        "about": {"url": address, "title": title or address} if address else None,
        "lookup_form": LookupForm(),
        "figures": figures(),
        "recent": Feedback.objects.published()[:3],
    }
    response = render(request, "feedback/feedback_form.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


@csrf_exempt  # is_from_own_page stands for the cookie
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def lookup(request: HttpRequest) -> HttpResponse:
    """Show how far a message is, by its code; the code never stands in an address."""
    context: dict[str, Any] = {"form": LookupForm()}
    if request.method != "POST":
        return render(request, "feedback/lookup.html", context)
    _refuse_foreign(request)
    form = LookupForm(request.POST)
    status = 200
    if not may_look_up(request):
        form.full_clean()
        form.add_error(None, _("Too many codes were tried from your network. Try again in ten minutes."))
        status = 429
    elif form.is_valid():
        context["feedback"] = find_by_code(form.cleaned_data["code"])
        if context["feedback"] is None:
            form.add_error("code", _("No message has this code. Look at it once more, letter by letter."))
            status = 404
    else:
        status = 422
    return render(request, "feedback/lookup.html", {**context, "form": form}, status=status)


@require_safe
def answer_list(request: HttpRequest) -> HttpResponse:
    """Show what was answered in public, newest first, with the year's figures."""
    pages = Paginator(Feedback.objects.published().select_related("unit"), PAGE_SIZE)
    context = {"page_obj": pages.get_page(request.GET.get("trang")), "figures": figures()}
    return render(request, "feedback/answer_list.html", context)


@require_safe
def answer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one public answer and what it changed."""
    feedback = get_object_or_404(Feedback.objects.published().select_related("unit"), pk=pk)
    return render(request, "feedback/answer_detail.html", {"feedback": feedback})
