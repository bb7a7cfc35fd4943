"""What of a body is text to be found."""

import pytest

from news.models import NewsPage
from news.search import stream_text

pytestmark = pytest.mark.django_db


def test_settings_of_blocks_are_no_text() -> None:
    page = NewsPage()
    page.body = [
        ("heading", {"text": "Lịch nghỉ Tết", "level": "3"}),
        ("paragraph", "<p>Học sinh nghỉ <b>chín</b> ngày.</p>"),
    ]
    assert stream_text(page.body) == "Lịch nghỉ Tết Học sinh nghỉ chín ngày."
