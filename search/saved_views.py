"""Pages of following a search by mail (docs/decisions/0010-forms-without-a-cookie.md)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.visits import client_address, is_from_own_page, within_limit
from search.alerts import search_name
from search.following import ask_to_follow
from search.saving import canonical_parameters, confirm, end, followed, query_of, unconfirmed

_ASKED_OF_READER = 5
_ASKED_SECONDS = 600


class FollowForm(forms.Form):
    """An address and what it follows; ``website`` is a trap that people do not see."""

    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    search = forms.CharField(max_length=4000, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=200)

    def clean_search(self) -> str:
        """Return canonical parameters; raises ValidationError for nothing to follow."""
        parameters = canonical_parameters(self.cleaned_data["search"])
        if not parameters:
            raise forms.ValidationError(_("Search for something first, then follow that search."))
        return parameters


def _page(request: HttpRequest, step: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "search/follow.html", {"step": step, **context}, status=status)


@csrf_exempt
@require_POST
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Take an address; the answer is the same whether it is known, new or over a bound."""
    if not is_from_own_page(request):
        return _page(request, "refused", 403)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _page(request, "form", 422, form=form)
    if not within_limit(f"follow:{client_address(request)}", _ASKED_OF_READER, _ASKED_SECONDS):
        return _page(request, "wait", 429)
    if not form.cleaned_data["website"]:
        ask_to_follow(email=form.cleaned_data["email"], parameters=form.cleaned_data["search"])
    return redirect("saved_search_asked")


@require_safe
@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return _page(request, "asked")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm_search(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, then begin: programs that open links of mails must not confirm."""
    if request.method == "POST":
        if not is_from_own_page(request):
            return _page(request, "refused", 403)
        row = confirm(token)
        return _page(request, "confirmed" if row else "gone", 200 if row else 404, row=row)
    row = unconfirmed(token)
    name = search_name(query_of(row.parameters)) if row else ""
    return _page(request, "confirm" if row else "gone", 200 if row else 404, name=name)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end_search(request: HttpRequest, token: str) -> HttpResponse:
    """End a search. Mail programs post here without a page of ours (RFC 8058): the token is the right."""
    if request.method == "POST":
        return _page(request, "ended") if end(token) else _page(request, "gone", 404)
    row = followed(token)
    name = search_name(query_of(row.parameters)) if row else ""
    return _page(request, "end" if row else "gone", 200 if row else 404, name=name)
