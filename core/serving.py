"""Handing out one stored file: Range requests (RFC 9110, section 14) and safe headers.

Django's FileResponse ignores Range, so that videos could not seek.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header, http_date

_CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")

# Types that a browser shows without running anything of the file's; all else is a download.
INLINE_TYPES = frozenset(
    {
        "application/pdf",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/wav",
        "audio/x-wav",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/plain",
        "text/vtt",
        "video/mp4",
        "video/webm",
    }
)


@dataclass(frozen=True)
class FileToServe:
    """An open binary file with what the response needs to know about it."""

    handle: IO[bytes]
    size: int
    media_type: str
    name: str
    etag: str
    modified: float
    inline: bool = True


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that ``header`` asks for, or None to send all.

    Several ranges, other units and malformed headers are ignored, as the RFC allows.
    Raises ValueError when the range lies outside the file (416).
    """
    match = _RANGE.match(header.replace(" ", ""))
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise ValueError(header)
        return size - length, size - 1
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if start >= size:
        raise ValueError(header)
    return (start, end) if start <= end else None


def _chunks(handle: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    with handle:
        handle.seek(start)
        while length > 0 and (data := handle.read(min(_CHUNK, length))):
            length -= len(data)
            yield data


def _if_range_holds(request: HttpRequest, file: FileToServe) -> bool:
    condition = request.headers.get("If-Range")
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return condition == file.etag
    try:
        return int(file.modified) <= parsedate_to_datetime(condition).timestamp()
    except (TypeError, ValueError):
        return False


def serve_file(request: HttpRequest, file: FileToServe) -> HttpResponse | StreamingHttpResponse:
    """Return the response for ``file``: 200, 206, 304 or 416; closes the handle at its end."""
    response: HttpResponse | StreamingHttpResponse
    if request.headers.get("If-None-Match") == file.etag:
        file.handle.close()
        response = HttpResponse(status=304)
    else:
        response = _content(request, file)
    inline = file.inline and file.media_type in INLINE_TYPES
    response["ETag"] = file.etag
    response["Last-Modified"] = http_date(file.modified)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = content_disposition_header(not inline, file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    # Whatever the file holds, it runs nothing and reaches nothing on this origin. A PDF gets no
    # sandbox, because browsers then refuse to show it; their viewers keep its scripts apart.
    policy = "default-src 'none'; img-src 'self'; media-src 'self'"
    response["Content-Security-Policy"] = (
        policy if file.media_type == "application/pdf" else f"{policy}; sandbox"
    )
    return response


def _content(request: HttpRequest, file: FileToServe) -> HttpResponse | StreamingHttpResponse:
    wanted = request.headers.get("Range", "")
    try:
        span = parse_range(wanted, file.size) if wanted and _if_range_holds(request, file) else None
    except ValueError:
        file.handle.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{file.size}"
        return refused
    start, end = span if span else (0, file.size - 1)
    length = end - start + 1
    if request.method == "HEAD":
        file.handle.close()
        response: HttpResponse | StreamingHttpResponse = HttpResponse(content_type=file.media_type)
    else:
        response = StreamingHttpResponse(_chunks(file.handle, start, length), content_type=file.media_type)
    response["Content-Length"] = str(length)
    if span:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end}/{file.size}"
    return response
