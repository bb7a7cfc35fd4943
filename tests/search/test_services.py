"""The table follows the content, in the content's own transaction."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from search.models import SearchDocument, SearchPassage, SearchSequence
from search.services import rebuild_table, sync, sync_many
from search.table import table_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("group_source", "index_folder")]


def rows() -> dict[str, tuple[str, int, bool]]:
    """Return key → title, sequence, deleted."""
    return {row.key: (row.title, row.sequence, row.deleted) for row in SearchDocument.objects.all()}


def test_a_visible_thing_gets_a_row_with_its_passages() -> None:
    group = Group.objects.create(name="Tổ Toán")
    sync("group", group.pk)
    assert rows() == {f"group:{group.pk}": ("Tổ Toán", 1, False)}
    assert SearchPassage.objects.get().text == "Đoạn đầu của Tổ Toán"


def test_an_unchanged_thing_writes_nothing() -> None:
    group = Group.objects.create(name="Tổ Toán")
    sync("group", group.pk)
    sync("group", group.pk)
    assert SearchSequence.objects.get().value == 1


def test_hidden_and_deleted_things_leave_empty_tombstones() -> None:
    first, second = Group.objects.create(name="Tổ Toán"), Group.objects.create(name="Tổ Văn")
    sync_many("group", [first.pk, second.pk])
    Group.objects.filter(pk=first.pk).update(name="hidden canary")
    second_pk = second.pk
    second.delete()
    sync_many("group", [first.pk, second_pk])
    assert rows() == {f"group:{first.pk}": ("", 3, True), f"group:{second_pk}": ("", 4, True)}
    assert not SearchPassage.objects.exists()
    assert not SearchDocument.objects.filter(body__contains="canary").exists()


def test_a_thing_that_was_never_visible_leaves_no_row() -> None:
    sync("group", Group.objects.create(name="hidden").pk)
    sync("group", 123456)
    assert rows() == {}


def test_a_thing_comes_back_from_its_tombstone() -> None:
    group = Group.objects.create(name="Tổ Toán")
    sync("group", group.pk)
    Group.objects.filter(pk=group.pk).update(name="hidden")
    sync("group", group.pk)
    Group.objects.filter(pk=group.pk).update(name="Tổ Toán")
    sync("group", group.pk)
    assert rows() == {f"group:{group.pk}": ("Tổ Toán", 3, False)}
    assert SearchPassage.objects.count() == 1


def test_a_rolled_back_change_leaves_nothing() -> None:
    group = Group.objects.create(name="Tổ Toán")
    with pytest.raises(RuntimeError, match="no"), transaction.atomic():
        sync("group", group.pk)
        raise RuntimeError("no")
    assert rows() == {}
    assert table_state().sequence == 0
    assert not DBTaskResult.objects.exists()


def test_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        sync("nothing", 1)


def test_text_is_stored_in_nfc_without_control_characters() -> None:
    group = Group.objects.create(name="Tie\u0302\u0301ng Vie\u0323\u0302t\u200b")
    sync("group", group.pk)
    assert SearchDocument.objects.get().title == "Tiếng Việt"


def test_one_task_for_a_transaction(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("một", "hai", "ba"):
            sync("group", Group.objects.create(name=name).pk)
        assert DBTaskResult.objects.count() == 1
    assert DBTaskResult.objects.get().task_path == "search.tasks.catch_up_index"


def test_rebuild_table_finds_everything_and_buries_the_rest() -> None:
    for n in range(5):
        Group.objects.create(name=f"Tổ {n}")
    assert rebuild_table() == 5
    assert rebuild_table() == 0
    gone = Group.objects.get(name="Tổ 0").pk
    Group.objects.filter(pk=gone).delete()
    SearchDocument.objects.create(key="orphan:1", kind="orphan", sequence=0)
    assert rebuild_table() == 2
    assert rows()[f"group:{gone}"][2]
    assert rows()["orphan:1"][2]


def test_sequences_are_those_of_the_counter() -> None:
    groups = [Group.objects.create(name=f"Tổ {n}") for n in range(3)]
    sync_many("group", [group.pk for group in groups])
    assert sorted(row[1] for row in rows().values()) == [1, 2, 3]
    assert table_state().sequence == 3
