"""What can be found: one frozen ``Document`` per thing, with the places a hit can land on."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Passage:
    """A piece of a document that a hit links to.

    ``anchor`` is the URL fragment without ``#`` (``II.2.a``, ``page=40``, ``t=751``), ``label`` what
    the link says ("Mục II.2, điểm a", "Trang 40"), ``position`` the order in the document. ``url``
    is set only when the passage lives on another address than the document.
    """

    anchor: str
    label: str
    text: str
    position: int
    url: str = ""


@dataclass(frozen=True)
class Document:
    """One thing that an anonymous reader may find now.

    ``key`` is ``"<kind>:<pk>"``. ``body`` is text that no passage repeats; passages are searched
    with their document. ``facets`` maps a facet's name to the slugs of its values. ``weight`` counts
    use (downloads, views), 0 or more. ``numbers`` are printed document numbers ("131/QĐ-TTg").
    """

    key: str
    kind: str
    url: str
    title: str
    summary: str = ""
    body: str = ""
    keywords: str = ""
    language: str = "vi"
    date: datetime.date | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: float = 0.0
    passages: tuple[Passage, ...] = ()
    numbers: tuple[str, ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """Return the SHA-256 of everything that a reader or an engine sees (64 hex digits)."""
        content = [
            self.kind,
            self.url,
            self.title,
            self.summary,
            self.body,
            self.keywords,
            self.language,
            self.date.isoformat() if self.date else None,
            sorted((name, sorted(values)) for name, values in self.facets.items()),
            round(float(self.weight), 6),
            [[p.anchor, p.label, p.text, p.position, p.url] for p in self.passages],
            list(self.numbers),
        ]
        packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()
