"""The words of an HTML page, without its scripts."""

import re
from dataclasses import dataclass

from lxml import etree, html

from learning_resources.files.extraction.encoding import decode
from learning_resources.files.extraction.result import DamagedError

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNREAD = ("script", "style", "template", "noscript", "svg", "object", "iframe")


@dataclass(frozen=True)
class PageText:
    """The first heading (or the title) and all words of a page."""

    heading: str
    text: str


def read_html(data: bytes) -> PageText:
    """Return the words of a page; raises ExtractionError for what is no page."""
    source = _DECLARATION.sub("", decode(data))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedError from error
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    heading = next((" ".join(node.itertext()) for node in root.iter("h1", "h2", "h3", "title")), "")
    titles = [" ".join(node.itertext()) for node in root.iter("h1", "h2", "h3")] or [heading]
    body = root.find("body")
    return PageText(" ".join(titles[0].split()), "\n".join((root if body is None else body).itertext()))
