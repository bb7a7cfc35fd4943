"""Plans: reading long files, and showing a long plan."""

import time

from django.core.cache import cache
from django.test import Client

from plans.drafts import draft_from_reading
from plans.importer import parse_bytes
from plans.services import import_plan
from portal.demo.files.docx_file import make_docx
from portal.demo.files.pdf import make_pdf
from scripts.bench.measuring import report, spread, timed

_HEAD = """ỦY BAN NHÂN DÂN TỈNH SƠN HẢI
SỞ GIÁO DỤC VÀ ĐÀO TẠO
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 999/KH-SGDĐT
Sơn Hải, ngày 05 tháng 9 năm 2026

KẾ HOẠCH
Bồi dưỡng và khai thác học liệu số năm học 2026 - 2027

Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:
"""
_TASK = (
    "Các trường rà soát danh mục học liệu của tổ chuyên môn số {n}, bổ sung học liệu còn thiếu và báo cáo"
    " kết quả về Phòng Giáo dục Phổ thông trước ngày 15 tháng 11 năm 2026."
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def plan_text(clauses: int) -> str:
    """Return a plan of about ``clauses`` clauses: ten sections of numbered tasks."""
    lines, each = [_HEAD], -(-clauses // len(_ROMAN)) - 1
    for section, roman in enumerate(_ROMAN):
        lines.append(f"{roman}. NHIỆM VỤ NHÓM {section + 1}")
        lines += [f"{n}. {_TASK.format(n=section * each + n)}" for n in range(1, each + 1)]
    return "\n".join([*lines, "", "Nơi nhận:", "- Các trường;", "- Lưu: VT.", "GIÁM ĐỐC", "Trần Văn Minh"])


def _spec(pages: int) -> dict[str, object]:
    text = plan_text(15 * pages)
    blocks = [{"type": "paragraph", "text": line} for line in text.splitlines() if line.strip()]
    return {"title": "Kế hoạch", "content": {"blocks": blocks}}


def measure_reading() -> None:
    """Print how long a 70 KB text and files of 60 pages take to be read."""
    text = plan_text(320)
    files = {
        "text": (text.encode(), "plan.txt"),
        "docx of 60 pages": (make_docx(_spec(60)), "plan.docx"),
        "pdf of 60 pages": (make_pdf(_spec(60)), "plan.pdf"),
    }
    for name, (data, file_name) in files.items():
        best = min(
            timed(lambda data=data, file_name=file_name: parse_bytes(data, file_name)) for _ in range(3)
        )  # type: ignore[misc]
        clauses = len(parse_bytes(data, file_name).documents[0].clauses)
        report(f"import: {name}, {len(data) // 1000} KB, {clauses} clauses", f"{best / 1000:.2f} s")


def measure_page(seconds: float) -> None:
    """Print how many times a second a plan of 300 clauses is rendered with an empty cache."""
    source = plan_text(300).encode()
    reading = parse_bytes(source, "plan.txt")
    draft = draft_from_reading(reading.documents[0], sha256=reading.sha256)
    page = import_plan(draft=draft, source=source, source_name="plan.txt", user=None, publish=True).page
    client, taken = Client(), []
    address = page.get_url()
    assert client.get(address).status_code == 200
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(taken) < 2:
        cache.clear()
        taken.append(timed(lambda: client.get(address)))
    times = spread(taken)
    report(
        f"plan page, {page.clauses.count()} clauses, uncached, p50 / p95",
        f"{times.p50:.0f} / {times.p95:.0f} ms",
        f"{1000 * len(taken) / sum(taken):.1f} requests/s",
    )
