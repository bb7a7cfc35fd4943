"""Resources and files for tests."""

import io
from typing import Any

from learning_resources.models import (
    Grade,
    Language,
    LearningResource,
    Licence,
    MaterialType,
    StoredFile,
    Subject,
)
from learning_resources.services import NewItem, publish_resource, store_file

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f00000400"
    "0179a2a4c50000000049454e44ae426082"
)


def stored(data: bytes = PDF, name: str = "bài giảng.pdf", user: Any = None) -> StoredFile:
    """Return a stored file."""
    return store_file(handle=io.BytesIO(data), name=name, user=user)


def resource(**fields: Any) -> LearningResource:
    """Return an unsaved resource of Toán, lớp 6 (needs the taxonomy)."""
    subject = Subject.objects.get(level__slug="thcs", slug="toan")
    values: dict[str, Any] = {
        "title": "Phân số bằng nhau",
        "description": "Nhận biết hai phân số bằng nhau bằng hình vẽ.",
        "level": subject.level,
        "subject": subject,
        "material_type": MaterialType.objects.get(slug="phieu-hoc-tap"),
        "licence": Licence.objects.get(code="CC-BY-4.0"),
        "language": Language.objects.get(code="vi"),
        "contributor": "Cô Nguyễn Thị Hạnh",
        **fields,
    }
    grades = values.pop("grades", [Grade.objects.get(slug="lop-6")])
    made = LearningResource(**values)
    made.grades = grades
    return made


def published(files: list[StoredFile] | None = None, **fields: Any) -> LearningResource:
    """Return a published resource with ``files`` (one PDF by default)."""
    items = [NewItem(file) for file in (files if files is not None else [stored()])]
    return publish_resource(resource=resource(**fields), items=items, user=None)
