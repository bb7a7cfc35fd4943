"""The library's public pages: the list with facets, one resource, one file."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from core.serving import FileToServe, serve_file
from core.storage import LocalStorage
from core.visits import is_reader
from learning_resources.access import may_read_file
from learning_resources.models import LearningResource, StoredFile
from learning_resources.reading import resource_context
from learning_resources.search import KIND
from learning_resources.services import count_download, count_view
from search import presentation
from search.parameters import read_query
from search.searching import search

PAGE_SIZE = 24


@require_safe
def resource_list(request: HttpRequest) -> HttpResponse:
    """Show the library: words, facets, cards. The search finds, the database shows."""
    query = replace(read_query(request.GET), kinds=(KIND,), page_size=PAGE_SIZE, passages_per_hit=0)
    result = search(query)
    if query.page > result.pages:
        query = replace(query, page=result.pages)
        result = search(query)
    order = [int(hit.key.removeprefix(f"{KIND}:")) for hit in result.hits]
    found = LearningResource.objects.published().with_card_relations().in_bulk(order)
    # The list lives at its own address: the kind is not repeated in its parameters.
    links = replace(query, kinds=())
    context = {
        "query": query,
        "result": result,
        "resources": [found[pk] for pk in order if pk in found],
        "facets": presentation.facet_panels(result),
        "kept": presentation.kept_parameters(links),
        "chosen": presentation.chosen_filters(links, result),
        "sort_links": presentation.sort_links(links),
        "reset_url": presentation.without_filters(links),
        "suggestion_url": presentation.suggestion_url(links, result) if result.suggestion else "",
        "page_obj": presentation.page_object(query, result),
        "asked": " ".join(query.text.split())[:200],
    }
    return render(request, "learning_resources/resource_list.html", context)


@require_safe
def resource_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """Show one published resource; an old or missing slug leads to today's address."""
    resource = get_object_or_404(
        LearningResource.objects.published().with_card_relations().prefetch_related("outcomes", "tags"), pk=pk
    )
    if slug != resource.slug:
        return HttpResponsePermanentRedirect(resource.get_absolute_url())
    if is_reader(request):
        count_view(resource)
    return render(request, "learning_resources/resource_detail.html", resource_context(resource))


@require_safe
@xframe_options_sameorigin
def resource_file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """Hand out a file that a published resource uses, or that belongs to the person who asks.

    ``?tai`` makes it a download, which is counted.
    """
    stored = get_object_or_404(StoredFile, pk=pk)
    resource = LearningResource.objects.published().filter(items__file=stored).first()
    if resource is None and not may_read_file(request.user, stored):
        raise Http404
    download = "tai" in request.GET
    if (
        resource
        and download
        and request.method == "GET"
        and "Range" not in request.headers
        and is_reader(request)
    ):
        count_download(resource)
    storage = stored.file.storage
    if not isinstance(storage, LocalStorage):
        return redirect(storage.url(stored.file.name))
    file = FileToServe(
        handle=stored.file.open("rb"),
        size=stored.size,
        media_type=stored.media_type,
        name=stored.original_name,
        etag=f'"{stored.sha256}"',
        modified=stored.created_at.timestamp(),
        inline=not download,
    )
    response = serve_file(request, file)
    lasting = resource is not None
    response["Cache-Control"] = "public, max-age=3600" if lasting else "private, no-store"
    return response
