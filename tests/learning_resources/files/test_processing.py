"""From a stored file to the page, slide or second on which a search lands."""

import io
from collections.abc import Sequence

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.models import HomePage
from learning_resources import jobs, processing
from learning_resources import search as source
from learning_resources.files.extraction import VERSION
from learning_resources.files.sandbox import Stopped
from learning_resources.models import FilePassage, FileText, LearningResource, StoredFile
from learning_resources.services import NewItem, extract_text, publish_resource, store_file
from learning_resources.tasks import read_file
from search.documents import Passage
from search.models import SearchDocument
from search.query import SearchQuery
from search.registry import all_engines
from search.searching import search
from search.services import catch_up
from tests.learning_resources.factories import resource
from tests.learning_resources.files import made

pytestmark = pytest.mark.django_db
WORKSHEET = made.pdf(["Khởi động", "Nghêu sò ốc hến sống ở bãi triều", "Luyện tập"])


def stored(data: bytes, name: str, read: bool = True) -> StoredFile:
    file = store_file(handle=io.BytesIO(data), name=name, user=None)
    if read:
        extract_text(file.pk, in_process=True)
    return StoredFile.objects.get(pk=file.pk)


def recording(name: str = "bài giảng.mp3") -> StoredFile:
    return StoredFile.objects.create(
        original_name=name, media_type="audio/mpeg", size=3, sha256=name.ljust(64)
    )


def published(*files: StoredFile) -> LearningResource:
    return publish_resource(resource=resource(), items=[NewItem(file) for file in files], user=None)


def found_places(text: str) -> list[str]:
    for engine in all_engines():
        catch_up(engine)
    hits = search(SearchQuery(text=text, passages_per_hit=3)).hits
    return [passage.url for hit in hits for passage in hit.passages]


def test_a_phrase_of_page_two_is_found_without_diacritics(taxonomy: None) -> None:
    item = published(stored(WORKSHEET, "phiếu.pdf"))
    assert found_places("ngheu so oc hen") == [f"{item.get_absolute_url()}#page=2"]


def test_what_is_said_is_found_at_its_second(taxonomy: None) -> None:
    item = published(recording(), stored(made.CAPTIONS.encode("utf-16"), "phụ đề.vtt"))
    assert found_places("chia lam bon phan") == [f"{item.get_absolute_url()}#t=751"]


def test_the_second_file_of_a_kind_is_opened_itself(taxonomy: None) -> None:
    first, other = stored(made.pdf(["Trang đầu"]), "một.pdf"), stored(WORKSHEET, "hai.pdf")
    item = published(first, other)
    assert found_places("nghêu sò ốc hến") == [f"{other.url}#page=2"]
    row = SearchDocument.objects.get(key=f"resource:{item.pk}")
    assert [passage.label for passage in row.passages.all()] == ["Trang 1", "Trang 1", "Trang 2", "Trang 3"]


def test_slides_land_on_the_page_and_packages_have_no_empty_fragment(taxonomy: None) -> None:
    slides = stored(made.pptx(["Mở đầu", "Chim hải âu"]), "trình chiếu.pptx")
    package = stored(made.archive([("index.html", "<p>Con lắc đơn dao động</p>")]), "gói.zip")
    item = published(slides, package)
    assert found_places("hai au") == [f"{item.get_absolute_url()}#slide=2"]
    assert found_places("con lac don dao dong") == [item.get_absolute_url()]


def test_reading_later_reaches_what_is_published(taxonomy: None) -> None:
    file = stored(WORKSHEET, "phiếu.pdf", read=False)
    item = published(file)
    assert found_places("ngheu so oc hen") == []
    assert extract_text(file.pk) == "done"
    assert found_places("ngheu so oc hen") == [f"{item.get_absolute_url()}#page=2"]
    file.refresh_from_db()
    assert (file.pages, file.text.pages, file.text.version) == (3, 3, VERSION)
    assert file.text.extracted_at is not None


def test_reading_twice_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = stored(WORKSHEET, "phiếu.pdf")
    before = list(FilePassage.objects.values_list("pk", "text"))
    monkeypatch.setattr(processing, "extract", lambda path, media_type: pytest.fail("read again"))
    assert extract_text(file.pk, in_process=True) == "done"
    assert list(FilePassage.objects.values_list("pk", "text")) == before


def test_a_killed_reading_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    file = stored(WORKSHEET, "phiếu.pdf", read=False)
    with monkeypatch.context() as patch:
        patch.setattr(
            processing, "_complete_facts", lambda stored, found: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            extract_text(file.pk, in_process=True)
    assert not FilePassage.objects.exists()
    assert FileText.objects.get(file=file).state == FileText.State.WAITING
    assert extract_text(file.pk, in_process=True) == "done"
    assert FilePassage.objects.count() == 3


def test_bad_files_keep_their_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    file = stored(WORKSHEET[:600], "hỏng.pdf")
    assert (file.text.state, file.text.version) == (FileText.State.FAILED, VERSION)
    assert "bị hỏng" in file.text_state

    def stop(path: object, media_type: str) -> None:
        raise Stopped("Đọc tệp này mất quá nhiều thời gian")

    monkeypatch.setattr(processing, "extract_in_sandbox", stop)
    slow = stored(WORKSHEET, "chậm.pdf", read=False)
    assert extract_text(slow.pk) == "failed"
    assert FileText.objects.get(file=slow).reason == "Đọc tệp này mất quá nhiều thời gian"


def test_storing_queues_the_reading(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = stored(WORKSHEET, "phiếu.pdf", read=False)
        stored(made.pdf(["Của ta"]), "của ta.pdf")
        assert not DBTaskResult.objects.exists()
    task = DBTaskResult.objects.get(task_path=read_file.module_path)
    assert task.args_kwargs["args"] == [str(file.pk)]
    assert read_file.call(str(file.pk)) == "done"


def test_forgotten_files_are_queued_again(settings: Settings) -> None:
    fresh = stored(WORKSHEET, "mới.pdf", read=False)
    assert jobs.queue_unread_files() == 0
    StoredFile.objects.update(created_at="2026-01-01T00:00:00Z")
    done = stored(made.pdf(["Xong"]), "xong.pdf")
    old = stored(made.pdf(["Cũ"]), "cũ.pdf")
    FileText.objects.filter(file=old).update(version=VERSION - 1)
    bare = recording()
    StoredFile.objects.update(created_at="2026-01-01T00:00:00Z")
    assert jobs.queue_unread_files() == 3
    queued = {row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()}
    assert queued == {str(fresh.pk), str(old.pk), str(bare.pk)}
    assert str(done.pk) not in queued
    assert jobs.queue_unread_files() == 0, "not while tasks wait"


def test_utf16_captions_are_taken_and_binaries_not() -> None:
    assert stored(made.CAPTIONS.encode("utf-16"), "a.vtt").media_type == "text/vtt"


@pytest.mark.parametrize(
    ("limit", "chars", "texts"), [(2, 99, ["a b", "c"]), (9, 2, ["a", "b"]), (3, 99, ["a", "b", "c"])]
)
def test_passages_of_a_resource_are_bounded(
    limit: int, chars: int, texts: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_PASSAGES", limit)
    monkeypatch.setattr(source, "MAX_PASSAGE_CHARS", chars)
    given = [Passage(f"page={n}", f"Trang {n}", text, 0) for n, text in enumerate("abc", 1)]
    made_passages = source.bounded(given)
    assert [passage.text for passage in made_passages] == texts
    assert [passage.position for passage in made_passages] == list(range(len(texts)))
    assert made_passages[0].anchor == "page=1"


def test_page_shows_transcript_and_slides(site_tree: HomePage, taxonomy: None, client: Client) -> None:
    slides = stored(made.pptx(["<b>Mở đầu</b>", "Hình tròn"]), "trình chiếu.pptx")
    item = published(
        recording(), stored(made.CAPTIONS.encode(), "phụ đề.vtt"), slides, stored(WORKSHEET, "p.pdf")
    )
    html = client.get(item.get_absolute_url()).content.decode()
    assert '<a href="#t=751"><span class="timed-lines__time">12:31</span>' in html
    assert 'id="slide=2"' in html
    assert "&lt;b&gt;Mở đầu&lt;/b&gt;" in html
    assert "3 trang" in html or "3 pages" in html


def test_transcript_of_another_recording_opens_it(
    site_tree: HomePage, taxonomy: None, client: Client
) -> None:
    one, two = recording("một.mp3"), recording("hai.mp3")
    captions = stored(made.CAPTIONS.encode(), "một.vtt")
    others = stored(made.CAPTIONS.replace("tròn", "vuông").encode(), "hai.srt")
    html = client.get(published(one, captions, two, others).get_absolute_url()).content.decode()
    assert 'href="#t=724"' in html
    assert f'href="{two.url}#t=724"' in html
    assert html.count("<track") == 1, "browsers take WebVTT only"


def test_editors_see_how_the_reading_went(site_tree: HomePage, taxonomy: None, client: Client) -> None:
    bad = stored(WORKSHEET[:600], "hỏng.pdf")
    item = published(bad)
    client.force_login(get_user_model().objects.create_superuser("quantri@sonhai.example", "x"))
    edit = client.get(f"/quan-tri/snippets/learning_resources/learningresource/edit/{item.pk}/")
    assert bad.text.reason in edit.content.decode()
    chooser = client.get("/quan-tri/stored_file_chooser/")
    assert bad.text.reason in chooser.json()["html"]
