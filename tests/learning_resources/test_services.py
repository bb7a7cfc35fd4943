"""Storing files, publishing resources, counting use."""

import datetime
import io
import unicodedata

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from accounts.roles import CHIEF_EDITOR, EDITOR
from learning_resources.loading import load_taxonomy
from learning_resources.models import LearningResource, ResourceUse, StoredFile, Subject
from learning_resources.services import (
    count_download,
    count_view,
    publish_resource,
    safe_file_name,
    store_file,
)
from search.models import SearchDocument
from tests.learning_resources.factories import PDF, PNG, published, resource, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\thầy\\bài.pdf", "bài.pdf"),
        ("bai\u202egpj.pdf", "baigpj.pdf"),
        (unicodedata.normalize("NFD", "bài giảng.pdf"), "bài giảng.pdf"),
        ("a\x00b.pdf", "a b.pdf"),
    ],
)
def test_file_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_long_names_keep_their_ending() -> None:
    name = safe_file_name("a" * 300 + ".pdf")
    assert len(name) == 200
    assert name.endswith(".pdf")


def test_a_file_is_stored_with_its_facts() -> None:
    file = stored()
    assert file.media_type == "application/pdf"
    assert file.size == len(PDF)
    assert len(file.sha256) == 64
    assert file.file.read() == PDF
    assert "bài" not in file.file.name


def test_the_same_file_is_stored_once() -> None:
    assert stored() == stored()
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trang.html", b"<script>alert(1)</script>"),
        ("hinh.svg", b"<svg onload='alert(1)'/>"),
        ("hinh.png", b"<svg onload='alert(1)'/>"),
        ("bai.docx", b"<html><script>alert(1)</script>"),
        ("phu-de.vtt", b"WEBVTT\n\x00"),
        ("rong.pdf", b""),
        ("khong-duoi", b"abc"),
    ],
)
def test_wrong_types_are_refused_with_a_reason(name: str, data: bytes) -> None:
    with pytest.raises(ValidationError) as error:
        store_file(handle=io.BytesIO(data), name=name, user=None)
    assert error.value.messages
    assert not StoredFile.objects.exists()


def test_taxonomy_loads_once(taxonomy: None) -> None:
    assert Subject.objects.filter(level__slug="thcs", slug="toan").exists()
    assert load_taxonomy() == 0


def test_publishing_makes_a_live_resource_that_search_knows(taxonomy: None) -> None:
    made = published()
    assert made.live
    assert made.slug == "phan-so-bang-nhau"
    row = SearchDocument.objects.visible().get(key=f"resource:{made.pk}")
    assert row.facets["grade"] == ["lop-6"]
    assert row.facets["subject"] == ["thcs-toan"]


def test_withdrawal_leaves_search(taxonomy: None) -> None:
    made = published()
    made.unpublish()
    assert not SearchDocument.objects.visible().filter(kind="resource").exists()
    assert not LearningResource.objects.published().exists()


def test_scheduled_resources_wait(taxonomy: None) -> None:
    waiting = resource(go_live_at=timezone.now() + datetime.timedelta(hours=1))
    publish_resource(resource=waiting, items=[], user=None)
    assert not LearningResource.objects.published().exists()
    assert not SearchDocument.objects.visible().filter(kind="resource").exists()


def test_expired_resources_are_gone_before_the_clock_runs(taxonomy: None) -> None:
    made = published()
    LearningResource.objects.filter(pk=made.pk).update(
        expire_at=timezone.now() - datetime.timedelta(minutes=1)
    )
    assert not LearningResource.objects.published().exists()
    call_command("publish_scheduled")
    assert not SearchDocument.objects.visible().filter(kind="resource").exists()


@pytest.mark.parametrize(("role", "allowed"), [(CHIEF_EDITOR, True), (EDITOR, False)])
def test_who_may_publish(taxonomy: None, role: str, allowed: bool) -> None:
    user = User.objects.create_user("an@sonhai.example", "x", full_name="Trần An")
    user.groups.add(Group.objects.get(name=role))
    if allowed:
        assert publish_resource(resource=resource(), items=[], user=user).live
    else:
        with pytest.raises(PermissionDenied):
            publish_resource(resource=resource(), items=[], user=user)
        assert not LearningResource.objects.exists()


def test_counts_survive_a_new_revision(taxonomy: None) -> None:
    made = published()
    for _ in range(3):
        count_view(made)
    count_download(made)
    made.title = "Phân số bằng nhau (bản sửa)"
    publish_resource(resource=made, user=None)
    use = ResourceUse.objects.get(resource=made)
    assert (use.views, use.downloads) == (3, 1)


def test_pictures_are_recognised() -> None:
    assert stored(PNG, "hinh.png").viewer == "image"
