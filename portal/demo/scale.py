"""More materials for load tests: our own vocabulary recombined, no files."""

import datetime
import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from portal.demo.catalogue import resources

_OPENINGS = ("Luyện tập", "Ôn tập", "Khám phá", "Bài học", "Hoạt động nhóm", "Tự học", "Củng cố", "Mở rộng")
_ENDINGS = (
    "có đáp án", "cho tiết ôn tập", "dùng ở nhà", "cho lớp ghép", "in đen trắng", "theo nhóm bốn",
    "trong 20 phút", "dùng khi không có mạng", "cho học sinh cần hỗ trợ", "nâng cao",
)  # fmt: skip
_SENTENCES = (
    "Học liệu do giáo viên trong tỉnh biên soạn và đã dùng trên lớp.",
    "Có phần hướng dẫn cho thầy cô và đáp án ở cuối.",
    "Phù hợp cho lớp đông và phòng học không có máy chiếu.",
    "Câu hỏi xếp từ dễ đến khó, học sinh tự chấm được.",
    "Có thể sửa lại theo điều kiện của từng trường.",
)
_NAMES = (
    "Cô Lê Thị Ánh", "Thầy Phan Văn Cường", "Cô Đỗ Thu Giang", "Thầy Nguyễn Hải Đăng", "Cô Trịnh Mỹ Hạnh",
    "Thầy Ksor Tuấn", "Cô H'Liên Niê", "Thầy Bùi Quốc Khánh", "Cô Vũ Ngọc Mai", "Thầy Đặng Thành Nhân",
)  # fmt: skip
_FIRST_DAY = datetime.date(2025, 1, 6)


@lru_cache(maxsize=1)
def _templates() -> tuple[dict[str, Any], ...]:
    return tuple(r for r in resources() if r["link"] is None)


def synthetic_resources(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield ``count`` materials in the shape of ``content/resources/*.json``, ``files`` always empty.

    The same ``seed`` gives the same materials, and a larger ``count`` only adds to them, so that a load test
    can grow its database. Slugs end in ``-n<seed>-<number>`` and never meet those of the demonstration.
    """
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        yield _one(chance, seed, number)


def _one(chance: random.Random, seed: int, number: int) -> dict[str, Any]:
    base = chance.choice(_templates())
    keyword = chance.choice(base["keywords"])
    sibling = chance.choice([r for r in _templates() if r["level"] == base["level"]])
    title = f"{chance.choice(_OPENINGS)}: {keyword} {chance.choice(_ENDINGS)}"
    day = _FIRST_DAY + datetime.timedelta(days=chance.randrange(680))
    views = int(chance.paretovariate(1.1) * 20) % 50_000
    stem = base["slug"][:50].rstrip("-")
    return {
        **{key: base[key] for key in ("level", "grades", "subject", "strand", "outcomes", "language")},
        "slug": f"{stem}-n{seed}-{number}",
        "title": title,
        "description": " ".join([f"{title}.", *chance.sample(_SENTENCES, 3)]),
        "type": sibling["type"],
        "licence": sibling["licence"],
        "contributor": chance.choice(_NAMES),
        "organisation": sibling["organisation"],
        "keywords": sorted({keyword, *chance.sample(base["keywords"], min(2, len(base["keywords"])))}),
        "published": day.isoformat(),
        "views": views,
        "downloads": views * chance.randrange(5, 60) // 100,
        "accessibility": list(base["accessibility"]),
        "link": None,
        "files": [],
    }
