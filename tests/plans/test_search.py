"""What links to clauses say."""

import pytest
from django.utils import translation

from plans.models import Clause
from plans.search import clause_label


@pytest.mark.parametrize(
    ("anchor", "label"),
    [
        ("II.2.a", "Mục II.2.a"),
        ("II.2.a-1", "Mục II.2.a, 1"),
        ("mo-dau-4", "Mở đầu, đoạn 4"),
        ("phan-II.III.2", "Phần II.III.2"),
        ("dieu-3", "Điều 3"),
        ("phu-luc", "Phụ lục"),
    ],
)
def test_labels(anchor: str, label: str) -> None:
    with translation.override("vi"):
        assert clause_label(Clause(anchor=anchor, level="paragraph")) == label
