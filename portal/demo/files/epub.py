"""Reflowable EPUB 3 books: one chapter for each heading."""

import uuid
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from portal.demo.files.archive import FIXED_DATE, write_zip
from portal.demo.files.blocks import Block, Section, split_sections
from portal.demo.files.image import draw_png

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_CSS = "body{font-family:serif;line-height:1.5}img{max-width:100%}td,th{border:1px solid;padding:.2em .5em}"


def _page(title: str, body: str, language: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}"><head><meta charset="utf-8"/><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="style.css"/></head><body>{body}</body></html>\n'
    ).encode()


def _items(tag: str, items: list[str], start: int = 1) -> str:
    opening = f'{tag} start="{start}"' if start != 1 else tag
    return f"<{opening}>" + "".join(f"<li>{escape(item)}</li>" for item in items) + f"</{tag}>"


def _html(block: Block, picture: str) -> str:
    match block["type"]:
        case "list":
            return _items("ul", block["items"])
        case "numbered":
            return _items("ol", block["items"], block.get("start", 1))
        case "table":
            head = "".join(f'<th scope="col">{escape(c)}</th>' for c in block["head"])
            rows = ("".join(f"<td>{escape(c)}</td>" for c in row) for row in block["rows"])
            return f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        case "figure":
            return f'<p><img src="{picture}" alt="{escape(block["alt"])}"/></p>'
        case "note":
            return f"<blockquote><p>{escape(block['text'])}</p></blockquote>"
        case "paragraph":
            return f"<p>{escape(block['text'])}</p>".replace("\n", "<br/>")
    return ""


def _chapter(number: int, section: Section, language: str) -> Iterator[tuple[str, bytes]]:
    body = [f"<h1>{escape(section.heading)}</h1>"]
    for position, block in enumerate(section.blocks):
        picture = f"hinh-{number}-{position}.png"
        if block["type"] == "figure":
            yield picture, draw_png(block["drawing"])
        body.append(_html(block, picture))
    yield f"chuong-{number}.xhtml", _page(section.heading, "".join(body), language)


def _package(spec: Mapping[str, Any], names: list[str], language: str) -> bytes:
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"https://sonhai.example/sach/{spec['name']}")
    kinds = {"xhtml": "application/xhtml+xml", "png": "image/png", "css": "text/css"}
    manifest = "".join(
        f'<item id="i{n}" href="{name}" media-type="{kinds[name.rsplit(".", 1)[1]]}"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n, name in enumerate(names) if name.startswith("chuong"))
    author = escape(spec["content"].get("author", "Cổng Giáo dục số Sơn Hải"))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>'
        f"<dc:title>{escape(spec['title'])}</dc:title>"
        f"<dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>"
        f'<meta property="dcterms:modified">{FIXED_DATE:%Y-%m-%dT%H:%M:%SZ}</meta></metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine></package>\n"
    ).encode()


def make_epub(spec: Mapping[str, Any]) -> bytes:
    """Return an EPUB 3 of ``spec["content"]`` = ``{"blocks", "language"?, "author"?}``."""
    language = spec["content"].get("language", "vi")
    files: dict[str, bytes] = {"style.css": _CSS.encode()}
    links = []
    for number, section in enumerate(split_sections(spec["content"]["blocks"]), 1):
        files.update(_chapter(number, section, language))
        links.append(
            f'<li><a href="chuong-{number}.xhtml">{escape(section.heading or spec["title"])}</a></li>'
        )
    nav = f'<nav epub:type="toc"><h1>Mục lục</h1><ol>{"".join(links)}</ol></nav>'
    files["nav.xhtml"] = _page("Mục lục", nav, language)
    package = _package(spec, list(files), language)
    return write_zip(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER.encode()),
            ("OEBPS/package.opf", package),
            *((f"OEBPS/{name}", data) for name, data in files.items()),
        ],
        stored_first=True,
    )
