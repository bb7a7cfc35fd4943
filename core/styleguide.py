"""The living style page: every component with sample data, for development only.

The samples have the shape of the real objects (see the comment at the top of each component), not
their models, so that the page needs no database rows and core imports no content app.
"""

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

ICONS = Path(__file__).resolve().parent.parent / "static_src" / "icons"
_DAY = datetime.datetime(2026, 10, 10, 8, 30, tzinfo=datetime.UTC)

COLOURS = (
    ("paper", "Giấy"), ("sheet", "Tờ vở"), ("sunk", "Nền chìm"), ("line", "Kẻ mảnh"), ("edge", "Viền ô nhập"),
    ("ink", "Mực chữ"), ("ink-soft", "Mực nhạt"), ("blue", "Mực xanh"), ("blue-deep", "Mực xanh đậm"),
    ("blue-tint", "Xanh loang"), ("plum", "Mực tím, đã xem"), ("red", "Bút đỏ"), ("red-tint", "Đỏ loang"),
    ("margin-line", "Lề đỏ"), ("green", "Bảng xanh, đạt"), ("green-tint", "Lục loang"), ("amber", "Hổ phách"),
    ("amber-tint", "Hổ phách loang"), ("amber-solid", "Hổ phách đặc"), ("board", "Bảng lớp"),
)  # fmt: skip


class SampleForm(forms.Form):
    """One field of each kind; bound with data that is partly wrong, to show the errors."""

    title = forms.CharField(label="Tên học liệu", help_text="Viết có dấu, dưới 120 chữ.")
    code = forms.CharField(label="Mã góp ý", min_length=11)
    level = forms.ChoiceField(label="Cấp học", choices=[("th", "Tiểu học"), ("thcs", "Trung học cơ sở")])
    text = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    uses = forms.MultipleChoiceField(
        label="Dùng được khi",
        choices=[("captions", "Có phụ đề"), ("print", "In được")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Tôi là người làm ra học liệu này")


def _tally(**counts: int) -> SimpleNamespace:
    rows = [(status, counts.get(status, 0)) for status in ("ok", "on", "fast", "late", "na")]
    return SimpleNamespace(
        rows=rows, total=sum(counts.values()), overall=max(counts, key=lambda key: counts[key])
    )


def _plan_card(title: str, number: str, period: str, ended: bool = False, **counts: int) -> SimpleNamespace:
    plan = SimpleNamespace(
        url="#",
        title=title,
        number=number,
        document_type="Kế hoạch",
        issuer_name="Sở Giáo dục và Đào tạo",
        signed_on=_DAY.date(),
        period=period,
        summary="Mỗi chỉ tiêu có số liệu gốc, đơn vị chịu trách nhiệm và thời hạn.",
    )
    tally = _tally(**counts) if counts else SimpleNamespace(rows=[], total=0, overall="na")
    return SimpleNamespace(plan=plan, tally=tally, has_ended=ended)


def _resource(title: str, subject: str, pattern: str, kind: str, icon: str, **file: Any) -> SimpleNamespace:
    stored = SimpleNamespace(
        **{"extension": "PDF", "duration": None, "pages": None, "size": 1_400_000, **file}
    )
    items = SimpleNamespace(all=lambda: [SimpleNamespace(file=stored)])
    return SimpleNamespace(
        get_absolute_url="#",
        title=title,
        subject=SimpleNamespace(label=subject, pattern=pattern),
        material_type=SimpleNamespace(name=kind, icon=icon),
        grade_label="Lớp 6",
        contributor="Cô Nguyễn Thị Hồng Hạnh",
        items=items,
        total_size=stored.size,
        accessibility=["captions"] if stored.duration else [],
    )


def _resources() -> list[SimpleNamespace]:
    rows: tuple[tuple[str, str, str, str, str, dict[str, Any]], ...] = (
        (
            "Phân số bằng nhau: nhìn bằng hình, hiểu bằng lời",
            "Toán",
            "toan",
            "Video",
            "video",
            {"duration": 860},
        ),
        ("Kế hoạch bài dạy: đọc hiểu truyện ngắn trong 3 tiết", "Ngữ văn", "van", "Giáo án", "lesson", {}),
        (
            "Phòng thí nghiệm ảo: phản ứng trung hoà",
            "KHTN",
            "khtn",
            "Mô phỏng",
            "sim",
            {"extension": "HTML5"},
        ),
        ("Bản đồ các di tích của tỉnh", "Lịch sử và Địa lí", "su", "Bản đồ", "map", {}),
        ("Đề kiểm tra giữa kỳ 1 kèm bài nghe", "Tiếng Anh", "anh", "Đề kiểm tra", "quiz", {}),
        ("Bốn bài dân ca kèm bản nhạc", "Âm nhạc", "nhac", "Âm thanh", "audio", {"duration": 754}),
        ("An toàn dữ liệu cá nhân trên mạng", "Tin học", "tin", "Bài giảng", "board", {"extension": "PPTX"}),
        (
            "Mười hai bài nghe có lời đọc chậm",
            "Tiếng DTTS",
            "dan-toc",
            "Âm thanh",
            "audio",
            {"duration": 1800},
        ),
        ("Quý trọng thời gian", "Đạo đức", "dao-duc", "Phiếu học tập", "pen", {}),
        ("Khởi động trước giờ chạy", "GDTC", "the-chat", "Video", "video", {"duration": 245}),
        ("Mạch điện đơn giản", "Công nghệ", "cong-nghe", "Mô phỏng", "sim", {"extension": "HTML5"}),
        ("Nhận biết hình quanh lớp", "Nhận thức", "mam-non", "Tranh ảnh", "pic", {"extension": "PNG"}),
    )
    return [
        _resource(title, subject, pattern, kind, icon, **file)
        for title, subject, pattern, kind, icon, file in rows
    ]


def _facets() -> list[dict[str, Any]]:
    def values(*rows: tuple[str, str, int, bool]) -> list[dict[str, Any]]:
        return [{"value": v, "label": label, "count": n, "selected": chosen} for v, label, n, chosen in rows]

    return [
        {"name": "cap", "label": "Cấp học",
         "values": values(("th", "Tiểu học", 1204, False), ("thcs", "Trung học cơ sở", 1466, True))},
        {"name": "vi_du_mon", "label": "Môn học",
         "values": values(("toan", "Toán", 214, False), ("van", "Ngữ văn", 188, False))},
        {"name": "loai", "label": "Loại học liệu",
         "values": values(("video", "Video", 311, True), ("de", "Đề kiểm tra", 287, False))},
        {"name": "gp", "label": "Giấy phép", "values": values(("by", "CC BY – ghi công", 902, False))},
    ]  # fmt: skip


def _hit() -> SimpleNamespace:
    passage = SimpleNamespace(
        url="#",
        label="Mục II.2, khoản 4",
        snippet=mark_safe("Mọi trường tiểu học triển khai <mark>học bạ số</mark> cho lớp 1 và lớp 2."),
    )
    return SimpleNamespace(
        url="#",
        title="Chuyển đổi số ngành Giáo dục tỉnh Sơn Hải giai đoạn 2026–2030",
        kind_icon="plan",
        kind_label="Kế hoạch · còn hiệu lực",
        snippet="",
        passages=[passage],
        facts=["148/KH-SGDĐT", "ký ngày 12/01/2026"],
    )


def _article(title: str) -> SimpleNamespace:
    lead = "Phụ huynh có thể dự giờ 86 tiết dạy, không cần đăng ký trước."
    return SimpleNamespace(
        url="#",
        title=title,
        published_at=_DAY,
        lead=lead,
        category="Chuyển đổi số",
        lead_image=None,
        lead_image_alt="",
    )


def sample_context() -> dict[str, Any]:
    """Return what the style page shows, without any database row."""
    bad_form = SampleForm({"title": "", "code": "GY-26", "level": "thcs"})
    return {
        "colours": COLOURS,
        "icons": sorted(path.stem for path in ICONS.glob("*.svg")),
        "statuses": ["ok", "on", "fast", "late", "na", "end"],
        "form": SampleForm(prefix="empty"),
        "bad_form": bad_form,
        "tally": _tally(ok=61, on=88, fast=22, late=9, na=6),
        "plan_cards": [
            _plan_card(
                "Chuyển đổi số ngành Giáo dục", "148/KH-SGDĐT", "2026–2030", ok=6, on=11, fast=4, late=2, na=1
            ),
            _plan_card(
                "Phổ cập giáo dục mầm non cho trẻ từ 3 đến 5 tuổi", "92/KH-UBND", "2025–2030", ok=3, late=5
            ),
            _plan_card("Học bạ số cấp tiểu học", "201/KH-SGDĐT", "2024–2025", ended=True),
        ],
        "resources": _resources(),
        "articles": [_article("214 trường mở lớp trực tuyến"), _article("Hoàn thành cấp mã định danh")],
        "facets": _facets(),
        "filters": [{"label": "Trung học cơ sở", "remove_url": "#"}, {"label": "Video", "remove_url": "#"}],
        "page_obj": Paginator(range(400), 10).page(6),
        "hits": [_hit()],
        "tabs": [
            {"url": "#", "label": "Tất cả", "count": 212, "is_current": True},
            {"url": "#", "label": "Kế hoạch", "count": 18, "is_current": False},
            {"url": "#", "label": "Học liệu", "count": 1149, "is_current": False},
        ],
        "columns": [{"label": "Nhiệm vụ"}, {"label": "Chủ trì"}, {"label": "Thực hiện", "is_number": True}],
        "rows": [
            ["Bồi dưỡng giáo viên", "Trường Bồi dưỡng CBQL", "78,2%"],
            ["Kéo cáp tới xã đảo", "Phòng KH-TC", "60,6%"],
        ],
        "figures": [
            {"value": "17", "label": "kế hoạch công khai"},
            {"value": "3.482", "label": "học liệu tải tự do"},
        ],
        "crumbs": [{"title": "Trang chủ", "url": "/"}, {"title": "Phong cách", "url": ""}],
        "previous": {"url": "#", "title": "Kế hoạch 92/KH-UBND"},
        "next": {"url": "#", "title": "Kế hoạch 201/KH-SGDĐT"},
        "empty_actions": [
            {"url": "#", "label": "Bỏ lọc “Mô phỏng”"},
            {"url": "#", "label": "Đề nghị học liệu này"},
        ],
        "day": _DAY,
    }


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "core/styleguide.html", sample_context())
