"""The library's part of the home page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.home import register_home_section
from learning_resources.models import LearningResource


@dataclass(frozen=True)
class LibrarySection:
    """What the home page shows of the library."""

    newest: list[LearningResource]
    count: int
    contributor_count: int


def library_section(request: HttpRequest) -> LibrarySection:
    """Return the four newest resources, how many there are, and how many people made them."""
    published = LearningResource.objects.published()
    newest = list(published.with_card_relations()[:4])
    contributors = published.order_by().values("contributor").distinct().count()
    return LibrarySection(newest, published.count(), contributors)


register_home_section("library", lambda request: SimpleLazyObject(lambda: library_section(request)))
