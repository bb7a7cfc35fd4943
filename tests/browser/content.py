"""Fills an empty database with one thing of each kind and prints their addresses as JSON.

``python -m tests.browser.content``: a process of its own, on the database that the browsers' server reads.
"""

import datetime
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Site

from core.models import HomePage, SiteSettings, StandardPage
from learning_resources.models import Grade, LearningResource, MaterialType, Subject
from news.models import DXDayIndexPage, DXDayPage, DXDaySession, NewsCategory, NewsIndexPage, NewsPage
from plans.drafts import draft_from_reading
from plans.importer import parse_path
from plans.models import PlanPage
from plans.services import import_plan
from portal.demo.files.pdf import make_pdf
from tests.learning_resources.factories import PNG, published, stored
from tests.plans.texts import PLAN

PARAGRAPH = "<p>Các trường chuẩn bị phòng đọc, máy tính và đường truyền trước ngày khai giảng.</p>"
BODY: list[tuple[str, Any]] = [
    ("heading", {"text": "Nội dung chính", "level": "2"}),
    ("paragraph", PARAGRAPH),
    ("quote", {"text": "Đọc sách là việc của mỗi ngày.", "source": "Một cô thủ thư"}),
    ("callout", {"title": "Lưu ý", "text": "<p>Phòng đọc mở cửa cả sáng thứ Bảy.</p>"}),
]


def add_plan() -> PlanPage:
    """Import and publish the small plan of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ke-hoach.txt"
        path.write_text(PLAN, encoding="utf-8")
        reading = parse_path(path)
        (document,) = reading.documents
        draft = draft_from_reading(document, sha256=reading.sha256)
        made = import_plan(
            draft=draft, source=path.read_bytes(), source_name=path.name, user=None, publish=True
        )
    return made.page


def add_resources() -> LearningResource:
    """Publish a worksheet for Toán, lớp 6 with a real PDF, and a picture for a primary school; return the first.

    A facet with one value only offers no choice, and is not shown.
    """
    spec = {
        "title": "Phân số bằng nhau",
        "content": {
            "subtitle": "Phiếu học tập",
            "footer": "Sơn Hải",
            "blocks": [{"type": "paragraph", "text": "Tô màu hai hình có phần bằng nhau."}],
        },
    }
    subject = Subject.objects.get(level__slug="tieu-hoc", slug="toan")
    published(
        files=[stored(PNG, "ba quả cam.png")],
        title="Đếm đến mười",
        description="Tranh để đếm: ba quả cam, năm con chim.",
        subject=subject,
        level=subject.level,
        grades=[Grade.objects.get(slug="lop-1")],
        material_type=MaterialType.objects.get(slug="tranh-anh"),
    )
    return published(files=[stored(make_pdf(spec), "phân số bằng nhau.pdf")])


def _publish(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add_article() -> NewsPage:
    """Publish one article."""
    category = NewsCategory.objects.create(slug="hoat-dong", name="Hoạt động của ngành")
    page = NewsPage(
        title="Khai mạc ngày hội đọc sách ở các trường miền biển",
        lead="Hơn bốn mươi trường cùng mở cửa thư viện trong một buổi sáng.",
        category=category,
        body=[("paragraph", "<p>Học sinh mang sách đã đọc đến đổi lấy sách mới.</p>")],
    )
    page.tags.add("đọc sách")
    return _publish(NewsIndexPage.objects.get(), page)


def add_day() -> DXDayPage:
    """Publish this year's Digital Transformation Day."""
    start = timezone.now() + datetime.timedelta(days=30)
    page = DXDayPage(
        title=f"Ngày Chuyển đổi số {start.year}",
        slug=str(start.year),
        year=start.year,
        theme="Dữ liệu mở cho mọi nhà trường",
        starts_at=start,
        ends_at=start + datetime.timedelta(hours=8),
        introduction="Một ngày để các trường giới thiệu cách làm của mình.",
    )
    page.sessions = [DXDaySession(starts_at=start, title="Khai mạc", place="Hội trường Sở")]
    return _publish(DXDayIndexPage.objects.get(), page)


def main() -> dict[str, str]:
    """Make everything and return name → address."""
    call_command("migrate", verbosity=0)
    call_command("load_reference_data", stdout=io.StringIO())
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    settings.department = "Sở Giáo dục và Đào tạo tỉnh Sơn Hải"
    settings.email = "phongchuyendoiso@sonhai.example"
    settings.save()
    plan, resource, article, day = add_plan(), add_resources(), add_article(), add_day()
    home = HomePage.objects.get()
    page = _publish(home, StandardPage(title="Giới thiệu", slug="gioi-thieu", body=BODY))
    clause = plan.clauses.get(text__contains="kho học liệu dùng chung")
    return {
        "home": "/",
        "plans": "/ke-hoach/",
        "plan": plan.url,
        "targets": f"{plan.url}chi-tieu/",
        "tasks": f"{plan.url}nhiem-vu/",
        "clause": clause.anchor,
        "library": "/hoc-lieu/",
        "resource": resource.get_absolute_url(),
        "news": "/tin-tuc/",
        "article": article.url,
        "days": "/ngay-chuyen-doi-so/",
        "day": day.url,
        "page": page.url,
        "results": "/tim-kiem/?q=hoc+lieu",
        "nothing": "/tim-kiem/?q=xyzzy",
        "login": "/tai-khoan/login/",
        "missing": "/khong-co-trang-nay/",
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
