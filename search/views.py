"""The results page."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.visits import is_from_own_page, is_reader, within_limit
from search import presentation
from search.analysis import normalise_query
from search.fieldwords import read_field_words
from search.parameters import read_query
from search.places import find_places
from search.querylog import record, record_click
from search.saving import canonical_parameters
from search.searching import search

_CLICKS_A_MINUTE = 600


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found for ``q``, with tabs by kind, facets and a page of hits; 200 for any input."""
    query = read_field_words(read_query(request.GET))
    result = search(query)
    if query.page > result.pages:
        query = replace(query, page=result.pages)
        result = search(query)
    click_token = record(query, result) if is_reader(request) else ""
    key = request.GET.get("tai", "")[:120]
    context = {
        "query": query,
        "result": result,
        "hits": presentation.hits(result, query, key, find_places(query.text, key) if key else None),
        "tabs": presentation.tabs(query, result),
        "sort_links": presentation.sort_links(query),
        "facets": presentation.facet_panels(result),
        "kept": presentation.kept_parameters(query),
        "reset_url": presentation.without_filters(query),
        "chosen": presentation.chosen_filters(query, result),
        "suggestion_url": presentation.suggestion_url(query, result) if result.suggestion else "",
        "feed_url": presentation.feed_url(query),
        "page_obj": presentation.page_object(query, result),
        "click_token": click_token,
        "follow": canonical_parameters(request.GET.urlencode()),
        "asked": normalise_query(query.text)[:200],
    }
    return render(request, "search/results.html", context)


@csrf_exempt
@require_POST
def click(request: HttpRequest) -> HttpResponse:
    """Note which result was followed (a beacon of ``search-clicks.js``); 204 whatever became of it.

    Readers have no cookie: a page of ours must have sent it, and its token names query and page.
    """
    if not is_from_own_page(request):
        return HttpResponse(status=403)
    if within_limit("search-clicks", _CLICKS_A_MINUTE, 60):
        record_click(request.POST.get("token", ""), request.POST.get("position", ""))
    return HttpResponse(status=204)
