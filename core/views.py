"""Views that belong to no content: public media, robots, errors."""

import mimetypes

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from core.serving import FileToServe, serve_file
from core.storage import LocalStorage


@require_safe
def public_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out one file of the public storage (image renditions)."""
    storage = storages["public"]
    if not isinstance(storage, LocalStorage):
        return redirect(storage.url(name))
    try:
        path = safe_join(storage.location, name)
        handle = open(path, "rb")  # noqa: SIM115  (serve_file closes it at the end of the response)
    except (SuspiciousFileOperation, OSError, ValueError) as error:
        raise Http404 from error
    size = storage.size(name)
    modified = storage.get_modified_time(name).timestamp()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = FileToServe(
        handle, size, media_type, name.rsplit("/", 1)[-1], f'"{int(modified)}-{size}"', modified
    )
    response = serve_file(request, file)
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of what is no reading page, and show them the site map."""
    lines = ["User-agent: *", "Disallow: /quan-tri/", "Disallow: /tai-khoan/", "Disallow: /tim-kiem/"]
    # The feedback form has one address for each clause and material; one of them is enough.
    lines.append("Disallow: /gop-y/?")
    lines.append(f"Sitemap: {settings.SITE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be read."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in or not, this is not for the reader."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing has this address."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page needs neither database nor context."""
    return render(None, "500.html", status=500)  # type: ignore[arg-type]
