"""Range requests and the headers of files."""

import io

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from core.serving import FileToServe, parse_range, serve_file

CONTENT = bytes(range(256)) * 4


def ask(media_type: str = "video/mp4", inline: bool = True, **headers: str):  # type: ignore[no-untyped-def]
    request: HttpRequest = RequestFactory().get("/", headers=headers)
    file = FileToServe(
        io.BytesIO(CONTENT), len(CONTENT), media_type, "bài giảng.mp4", '"abc"', 1_700_000_000, inline
    )
    return serve_file(request, file)


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=1000-", (1000, 1023)),
        ("bytes=-24", (1000, 1023)),
        ("bytes=1000-5000", (1000, 1023)),
        ("bytes=0-0,5-9", None),
        ("items=0-1", None),
        ("bytes=-", None),
        ("bytes=9-5", None),
    ],
)
def test_parse_range(header: str, span: tuple[int, int] | None) -> None:
    assert parse_range(header, 1024) == span


def test_range_past_the_end() -> None:
    with pytest.raises(ValueError, match="bytes"):
        parse_range("bytes=1024-", 1024)
    response = ask(Range="bytes=5000-")
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */1024"


def test_whole_file() -> None:
    response = ask()
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == CONTENT
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "1024"


def test_part_of_a_file() -> None:
    response = ask(Range="bytes=10-19")
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == CONTENT[10:20]
    assert response["Content-Range"] == "bytes 10-19/1024"


def test_if_range_of_another_version_sends_all() -> None:
    assert ask(Range="bytes=10-19", **{"If-Range": '"old"'}).status_code == 200
    assert ask(Range="bytes=10-19", **{"If-Range": '"abc"'}).status_code == 206


def test_known_version_is_not_sent_again() -> None:
    assert ask(**{"If-None-Match": '"abc"'}).status_code == 304


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/zip", "application/xhtml+xml"]
)
def test_active_content_is_a_download(media_type: str) -> None:
    response = ask(media_type)
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_name_cannot_break_the_header() -> None:
    request = RequestFactory().get("/")
    file = FileToServe(io.BytesIO(b"x"), 1, "application/pdf", 'a"\r\nSet-Cookie: x=1.pdf', '"e"', 0.0)
    header = serve_file(request, file)["Content-Disposition"]
    assert "\r" not in header
    assert "\n" not in header
