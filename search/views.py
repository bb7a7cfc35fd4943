"""The results page."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import presentation
from search.analysis import normalise_query
from search.fieldwords import read_field_words
from search.parameters import read_query
from search.querylog import record
from search.searching import search


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found for ``q``, with tabs by kind, facets and a page of hits; 200 for any input."""
    query = read_field_words(read_query(request.GET))
    result = search(query)
    if query.page > result.pages:
        query = replace(query, page=result.pages)
        result = search(query)
    record(query, result)
    context = {
        "query": query,
        "result": result,
        "hits": presentation.hits(result),
        "tabs": presentation.tabs(query, result),
        "sort_links": presentation.sort_links(query),
        "facets": presentation.facet_panels(result),
        "kept": presentation.kept_parameters(query),
        "reset_url": presentation.without_filters(query),
        "chosen": presentation.chosen_filters(query, result),
        "suggestion_url": presentation.suggestion_url(query, result) if result.suggestion else "",
        "feed_url": presentation.feed_url(query),
        "page_obj": presentation.page_object(query, result),
        "asked": normalise_query(query.text)[:200],
    }
    return render(request, "search/results.html", context)
