"""The files of a resource as its page shows them, and where the places inside them are reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from learning_resources.models.files import FilePassage

if TYPE_CHECKING:
    from learning_resources.models import LearningResource, ResourceItem

# Lines of text that a page shows of one file; the rest is in the file.
MAX_LINES = 1_000
_OFFICE = "application/vnd.openxmlformats-officedocument."
# Files that no browser shows: their words stand on the page instead.
_READ_ON_PAGE = {
    f"{_OFFICE}presentationml.presentation": "slide",
    f"{_OFFICE}wordprocessingml.document": "section",
    "application/epub+zip": "chapter",
}
_IN_VIEWER = {"pdf": "page", "video": "t", "audio": "t"}


@dataclass(frozen=True)
class ShownLine:
    """A caption, slide or section with its words.

    ``place`` is ``12:31`` or ``Trang chiếu 3``. ``url`` leads to the second of a recording, "" elsewhere;
    ``anchor`` is the fragment that leads here, "" where another file of the page has it.
    """

    place: str
    text: str
    url: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class ShownItem:
    """A file with the captions that belong to it, and its words where the page shows them."""

    item: "ResourceItem"
    captions: "ResourceItem | None"
    lines: tuple[ShownLine, ...] = ()

    @property
    def viewer(self) -> str:
        return self.item.file.viewer

    @property
    def anchor_kind(self) -> str:
        """What anchors of the page count in this file: ``page``, ``t``, ``slide`` …, or ""."""
        if self.item.purpose == "attachment":
            return ""
        return _IN_VIEWER.get(self.viewer) or _READ_ON_PAGE.get(self.item.file.media_type, "")


@dataclass(frozen=True)
class Landing:
    """Where the places of one file are reached: on the resource's page, else in the file at ``url``."""

    on_page: bool
    url: str

    def address(self, anchor: str) -> str:
        """Return "" for a place on the resource's page, else a whole address.

        Browsers open PDF files at a page and recordings at a second by the same fragments; for what they
        would only download, the page is the better place.
        """
        if self.on_page or not anchor.startswith(("page=", "t=")):
            return ""
        return f"{self.url}#{anchor}"


def shown_items(resource: "LearningResource") -> list[ShownItem]:
    """Return the files in order; caption files stand with the recording before them, not alone."""
    items = list(resource.items.all())
    captions = [item for item in items if item.file.viewer == "captions"]
    shown = []
    for item in items:
        if item.file.viewer == "captions":
            continue
        takes_captions = item.file.viewer in {"video", "audio"}
        shown.append(ShownItem(item, captions.pop(0) if takes_captions and captions else None))
    return shown


def landings(shown: Sequence[ShownItem]) -> dict[object, Landing]:
    """Return where each file's places are reached, by file id; captions lead to their recording.

    The page acts on the first file of a kind only: one ``#page=``, one ``#t=``, one ``#slide=``.
    """
    taken: set[str] = set()
    found: dict[object, Landing] = {}
    for entry in shown:
        kind = entry.anchor_kind
        landing = Landing(bool(kind) and kind not in taken, entry.item.url)
        taken.add(kind)
        found.setdefault(entry.item.file_id, landing)
        if entry.captions is not None:
            found.setdefault(entry.captions.file_id, landing)
    return found


def with_lines(shown: Sequence[ShownItem]) -> list[ShownItem]:
    """Return the files with the words of their captions, slides or sections; one query in all."""
    read = [_read_file(entry) for entry in shown]
    if not any(read):
        return list(shown)
    places = landings(shown)
    lines: dict[object, list[ShownLine]] = {}
    for passage in FilePassage.objects.filter(
        file__in=[file for file in read if file], position__lt=MAX_LINES
    ):
        lines.setdefault(passage.file_id, []).append(_line(passage, places[passage.file_id]))
    return [replace(entry, lines=tuple(lines.get(file, ()))) for entry, file in zip(shown, read, strict=True)]


def _line(passage: FilePassage, landing: Landing) -> ShownLine:
    if passage.anchor.startswith("t="):
        clock = passage.label.rpartition(" ")[2]
        return ShownLine(clock, passage.text, landing.address(passage.anchor) or f"#{passage.anchor}")
    return ShownLine(passage.label, passage.text, anchor=passage.anchor if landing.on_page else "")


def _read_file(entry: ShownItem) -> object:
    """Return the id of the file whose words stand on the page, None where the file is seen itself."""
    if entry.captions is not None:
        return entry.captions.file_id
    return entry.item.file_id if entry.anchor_kind in _READ_ON_PAGE.values() else None
