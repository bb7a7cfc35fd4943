"""Response headers that hold for every page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

from core.views import bad_request

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Nothing of the portal needs these; a page that one day does says so itself.
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
# Seconds that a shared cache may keep a public page. A browser asks each time, and is answered with
# 304 as long as nothing changed: who has just published sees it.
_SHARED_MAX_AGE = 60


def _harden(headers: Any) -> None:
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", _PERMISSIONS)


class IsolationHeadersMiddleware:
    """Adds the headers that Django's SecurityMiddleware does not know."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        _harden(response.headers)
        return response


class NulByteMiddleware:
    """Keeps NUL out of addresses: it stands for nothing, and PostgreSQL refuses it with an error.

    A path with one is no address (400); in a query string it is dropped. Forms refuse it themselves.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            return bad_request(request, SuspiciousOperation("NUL in the path"))
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class PageCompressionMiddleware(GZipMiddleware):
    """Compresses pages, feeds and API answers; files go out as they are, in ranges.

    Django's middleware adds random bytes against BREACH.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or not (kind.startswith("text/") or kind.endswith(("json", "xml"))):
            return response
        return super().process_response(request, response)


class AdminPolicyMiddleware:
    """Gives the Wagtail admin the content policy that its own pages need."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(settings.ADMIN_PATH) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response


class PublicCacheMiddleware:
    """Lets anonymous reading pages be cached, and nothing else.

    A page is public when nobody is signed in, no cookie is set and the view did not decide itself.
    The session is looked at through its cookie only, so that reading never starts one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in {"GET", "HEAD"} or response.has_header("Cache-Control"):
            return response
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if signed_in or response.cookies or response.status_code not in {200, 301, 404, 410}:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=0, s_maxage=_SHARED_MAX_AGE)
        patch_vary_headers(response, ["Cookie"])
        return response
