"""What the search does by the clock."""

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from core.periodic import _jobs
from search.indexing import compare
from search.models import SearchDocument
from search.registry import embedded_engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_folder", "facets", "group_source")]


def test_what_changed_without_a_word_is_found_by_the_nightly_job(settings: Settings) -> None:
    group = Group.objects.create(name="Học liệu số")
    _jobs["search_table"].run()
    assert SearchDocument.objects.visible().filter(key=f"group:{group.pk}").exists()
    Group.objects.filter(pk=group.pk).update(name="hidden")
    _jobs["search_table"].run()
    assert not SearchDocument.objects.visible().exists()


def test_indexes_follow_by_the_clock() -> None:
    Group.objects.create(name="Học liệu số")
    _jobs["search_table"].run()
    _jobs["search_catch_up"].run()
    assert not compare(embedded_engine())
    assert embedded_engine().sequence() == 1
