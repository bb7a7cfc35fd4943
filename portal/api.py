"""The public read API, described at ``/api/v1/openapi.json``."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from search.api import router as search_router

api = NinjaAPI(
    title="Portal API",
    version="1",
    description="Read access to plans, learning resources and news. No key is needed.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("", search_router)


@api.exception_handler(ValidationError)
def invalid_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that cannot be read is the caller's error: 400 with what is wrong."""
    details = [{"field": str(item["loc"][-1]), "message": item["msg"]} for item in error.errors]
    return api.create_response(request, {"detail": details}, status=400)
