"""The template tags of the pages."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone

from core.models import HomePage
from core.templatetags import portal_tags


class ContactForm(forms.Form):
    email = forms.EmailField(label="Thư điện tử", help_text="Chỉ dùng để trả lời.")
    agreed = forms.BooleanField(label="Đồng ý")


def render(source: str, **context: object) -> str:
    return Template("{% load portal_tags %}" + source).render(Context(context))


def test_an_icon_without_a_label_is_hidden_and_one_with_a_label_is_named() -> None:
    assert 'aria-hidden="true"' in portal_tags.icon("search")
    labelled = portal_tags.icon("search", label='Tìm "nhanh"', css="big")
    assert 'role="img"' in labelled
    assert 'aria-label="Tìm &quot;nhanh&quot;"' in labelled
    assert 'class="icon big"' in labelled
    assert labelled.endswith('icons.svg#ic-search"></use></svg>')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ 3482|vi_number }}", "3.482"),
        ("{{ none|vi_number }}", ""),
        ("{{ share|vi_amount:'%' }}", "78,2%"),
        ("{{ 3482|vi_amount:'học liệu' }}", "3.482 học liệu"),
        ("{{ share|vi_gap:'%' }}", "78,2 điểm %"),
        ("{{ none|vi_amount:'%' }}", ""),
        ("{{ day|vi_date }}", "05/02/2026"),
        ("{{ day|vi_legal_date }}", "ngày 05 tháng 02 năm 2026"),
        ("{{ day|vi_weekday }}", "Thứ Năm"),
        ("{{ none|vi_date }}", ""),
        ("{{ 8800000|vi_size }}", "8,8 MB"),
        ("{{ 860|vi_duration }}", "14 phút 20 giây"),
        ("{{ 751|vi_clock }}", "12:31"),
        ("{{ share|svg_length }}", "78.2"),
        ("{{ 180|svg_length }}", "100"),
        ("{{ none|svg_length }}", "0"),
        ("{{ 60|percent_of:80 }}", "75,0"),
        ("{{ 60|percent_of:0 }}", "0,0"),
        ("{{ 'nonsense'|status_icon }}", "status-na"),
        ("{{ 'late'|status_icon }}", "status-late"),
    ],
)
def test_filters(source: str, expected: str) -> None:
    context = {"share": Decimal("78.200"), "day": datetime.date(2026, 2, 5), "none": None}
    assert render(source, **context) == expected


def test_moments_show_in_the_portals_time_zone() -> None:
    late_evening = datetime.datetime(2026, 10, 9, 18, 30, tzinfo=datetime.UTC)
    assert portal_tags.vi_date(late_evening) == "10/10/2026"
    assert portal_tags.vi_time(late_evening) == "01:30"


def test_the_parts_of_a_tally_fill_the_bar_and_leave_out_what_is_none() -> None:
    segments = portal_tags.tally_segments([("ok", 1), ("on", 0), ("late", 3)])
    assert [segment.status for segment in segments] == ["ok", "late"]
    assert [segment.start for segment in segments] == ["0.00", "25.00"]
    assert float(segments[1].start) + float(segments[1].width) <= 100
    assert portal_tags.tally_segments([("ok", 0)]) == []


def test_page_numbers_have_gaps() -> None:
    page = Paginator(range(400), 10).page(6)
    assert portal_tags.page_window(page) == [1, None, 5, 6, 7, None, 40]


def test_pagination_keeps_the_other_parameters(site_tree: HomePage) -> None:
    request = RequestFactory().get("/hoc-lieu/", {"mon": ["toan", "van"], "trang": "2"})
    page = Paginator(range(100), 10).page(2)
    template = Template(
        "{% include 'components/pagination.html' with page_obj=page_obj request=request only %}"
    )
    html = template.render(RequestContext(request, {"page_obj": page}))
    assert 'href="?mon=toan&amp;mon=van&amp;trang=3" rel="next"' in html
    assert html.count('aria-current="page"') == 1


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (None, None, "ahead"),
        (1, 2, "ahead"),
        (-1, 1, "now"),
        (-1, None, "now"),
        (-3, None, "past"),
        (-2, -1, "past"),
    ],
)
def test_phase(starts: int | None, ends: int | None, expected: str) -> None:
    now = timezone.now()

    def at(hours: int | None) -> datetime.datetime | None:
        return now + datetime.timedelta(hours=hours) if hours is not None else None

    assert portal_tags.phase(at(starts), at(ends)) == expected


def test_what_is_over_is_left_out() -> None:
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    over = SimpleNamespace(starts_at=now - 3 * hour, ends_at=now - hour)
    running = SimpleNamespace(starts_at=now - hour, ends_at=now + hour)
    assert portal_tags.not_past([over, running]) == [running]


def test_a_wrong_field_shows_label_help_and_error_and_says_so_to_assistive_technology() -> None:
    form = ContactForm({"email": "không phải"})
    html = render("{% include 'components/form_fields.html' %}", form=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'role="alert"' in html
    assert 'href="#id_email"' in html
    assert html.index("Thư điện tử</label>") < html.index("id_email_helptext") < html.index("<input")


def test_only_a_reader_with_a_session_is_looked_up() -> None:
    request = RequestFactory().get("/")
    # No `user` on the request: touching it would fail, as it would start a session on a public page.
    assert portal_tags.signed_in_user({"request": request}) is None
    assert portal_tags.signed_in_user({}) is None


def test_counts_of_chosen_filters() -> None:
    facets = [{"values": [{"selected": True}, {"selected": False}]}, {"values": [{"selected": True}]}]
    assert portal_tags.selected_values(facets) == 2
    assert portal_tags.any_selected(facets[0]["values"])
    assert not portal_tags.any_selected([{"selected": False}])


def test_a_table_row_must_fit_its_head() -> None:
    assert portal_tags.beside(["a", "b"], [1, 2]) == [("a", 1), ("b", 2)]
    with pytest.raises(ValueError, match="longer"):
        portal_tags.beside(["a"], [1, 2])
