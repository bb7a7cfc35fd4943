"""Small real files for the demonstration content, made by pure functions from plain dictionaries.

``make_file(spec)`` takes ``{"kind", "name", "title", "content"}`` and gives the bytes. The same spec
gives the same bytes every time (fixed dates, no random identifiers), so that a second load finds
the same SHA-256 and stores nothing twice.
"""

from collections.abc import Callable, Mapping
from typing import Any

from portal.demo.files.archive import MadeFile
from portal.demo.files.audio import make_audio
from portal.demo.files.captions import make_vtt
from portal.demo.files.docx_file import make_docx
from portal.demo.files.epub import make_epub
from portal.demo.files.html5 import make_html5_zip
from portal.demo.files.image import make_png
from portal.demo.files.pdf import make_pdf
from portal.demo.files.pptx_file import make_pptx
from portal.demo.files.video import make_still, make_video
from portal.demo.files.xlsx_file import make_xlsx

Spec = Mapping[str, Any]

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAKERS: dict[str, tuple[Callable[[Spec], bytes], str]] = {
    "pdf": (make_pdf, "application/pdf"),
    "docx": (make_docx, f"{_OFFICE}wordprocessingml.document"),
    "pptx": (make_pptx, f"{_OFFICE}presentationml.presentation"),
    "xlsx": (make_xlsx, f"{_OFFICE}spreadsheetml.sheet"),
    "png": (make_png, "image/png"),
    "vtt": (make_vtt, "text/vtt"),
    "html5": (make_html5_zip, "application/zip"),
    "epub": (make_epub, "application/epub+zip"),
}

KINDS = frozenset(_MAKERS) | {"audio", "video"}

__all__ = ["KINDS", "MadeFile", "make_file"]


def make_file(spec: Spec) -> MadeFile | None:
    """Make the file that ``spec`` describes.

    A video becomes a still picture of its first scene (``name.png``) where ffmpeg is not installed.
    Raises ``ValueError`` for an unknown kind. The result is never empty.
    """
    kind, name = spec["kind"], spec["name"]
    if kind == "audio":
        return make_audio(spec)
    if kind == "video":
        video = make_video(spec)
        if video is not None:
            return MadeFile(name, "video/mp4", video)
        return MadeFile(name.rsplit(".", 1)[0] + ".png", "image/png", make_still(spec))
    if kind not in _MAKERS:
        raise ValueError(f"unknown file kind {kind!r} for {name!r}; expected one of {sorted(KINDS)}")
    maker, media_type = _MAKERS[kind]
    return MadeFile(name, media_type, maker(spec))
