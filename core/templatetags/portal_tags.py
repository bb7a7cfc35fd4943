"""What the templates need beyond Django's tags: icons, Vietnamese formats, status, form controls, pages."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core import formats

register = template.Library()

STATUS_ICONS = frozenset({"ok", "on", "fast", "late", "na", "end"})
# What a status says; the icon and the colour say it again.
STATUS_WORDS = {
    "ok": _("Achieved"),
    "on": _("On track"),
    "fast": _("Acceleration needed"),
    "late": _("Late"),
    "na": _("Not enough data"),
    "end": _("Period ended"),
}


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Return an svg that uses the symbol ``ic-name`` of the sprite.

    With ``label`` it is an image with that name for assistive technology, otherwise it is hidden from it.
    ``css`` adds class names.
    """
    naming = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon{}" width="20" height="20" {}><use href="{}#ic-{}"></use></svg>',
        f" {css}" if css else "",
        SafeString(naming),
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def signed_in_user(context: dict[str, Any]) -> Any:
    """Return the signed-in user or None, without touching the session of a reader who has none."""
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


@register.filter
def vi_number(value: Any) -> str:
    """``3482`` → ``3.482``; anything that is not a number comes back as text."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return formats.format_number(value)
    return "" if value is None else str(value)


def _local_date(value: datetime.date | None) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def vi_date(value: datetime.date | None) -> str:
    """A date or moment as ``10/10/2026``; empty for None."""
    day = _local_date(value)
    return formats.format_short_date(day) if day else ""


@register.filter
def vi_legal_date(value: datetime.date | None) -> str:
    """A date as documents write it: ``ngày 05 tháng 5 năm 2022``; empty for None."""
    day = _local_date(value)
    return formats.format_legal_date(day) if day else ""


@register.filter
def vi_weekday(value: datetime.date | None) -> str:
    """The name of the day: ``Thứ Bảy``; empty for None."""
    day = _local_date(value)
    return formats.format_weekday(day) if day else ""


@register.filter
def vi_time(value: datetime.datetime | datetime.time | None) -> str:
    """The time of a moment in the portal's zone: ``09:42``; empty for None."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%H:%M}" if value else ""


@register.filter
def vi_amount(value: Any, unit: str = "") -> str:
    """A value with its unit: ``78,2%`` and ``3.482 học liệu``; empty for None."""
    if value is None or value == "":
        return ""
    separator = "" if unit in {"", "%"} else " "
    return f"{vi_number(value)}{separator}{unit}"


@register.filter
def vi_gap(value: Any, unit: str = "") -> str:
    """The difference of two values: per cents differ by ``điểm %``."""
    return vi_amount(value, "điểm %" if unit == "%" else unit)


@register.filter
def vi_size(value: int | None) -> str:
    """Bytes as ``8,8 MB``; empty for None."""
    return formats.format_size(value) if value is not None else ""


@register.filter
def vi_duration(value: float | None) -> str:
    """Seconds as ``14 phút 20 giây``; empty for None."""
    return formats.format_duration(int(value)) if value is not None else ""


@register.filter
def vi_clock(value: float | None) -> str:
    """Seconds as a place in a recording, ``12:31``; empty for None."""
    return formats.format_clock(int(value)) if value is not None else ""


@register.filter
def status_word(status: str) -> Any:
    """The word of a status code (``ok on fast late na end``)."""
    return STATUS_WORDS.get(status, STATUS_WORDS["na"])


@register.filter
def status_icon(status: str) -> str:
    """The icon's name of a status code; an unknown one counts as "no data"."""
    return f"status-{status if status in STATUS_ICONS else 'na'}"


@register.filter
def svg_length(value: float | None) -> str:
    """A percentage as an svg attribute: 0 to 100 with a decimal point, whatever the language."""
    return f"{min(max(float(value or 0), 0.0), 100.0):g}"


@dataclass(frozen=True)
class TallySegment:
    """One part of a tally bar: where it begins and how wide it is, in a hundred."""

    status: str
    start: str
    width: str


@register.simple_tag
def tally_segments(rows: Iterable[tuple[str, int]]) -> list[TallySegment]:
    """Return the parts of a tally bar for rows of (status, count), apart by a hair."""
    counted = [(status, count) for status, count in rows if count]
    total = sum(count for _status, count in counted) or 1
    gap = 0.5
    segments, start = [], 0.0
    for status, count in counted:
        width = 100 * count / total
        segments.append(TallySegment(str(status), f"{start:.2f}", f"{max(width - gap, 0.3):.2f}"))
        start += width
    return segments


@register.filter
def count_of(tally: Any, status: str) -> int:
    """How many targets of a tally (``rows`` of (status, count)) have ``status``."""
    return sum(count for name, count in tally.rows if name == status)


@register.filter
def percent_of(value: Any, whole: Any) -> float:
    """``value`` as a share of ``whole`` in per cent, 0 to 100; 0 where there is no whole."""
    if value is None or not whole:
        return 0.0
    return min(max(100 * float(value) / float(whole), 0.0), 100.0)


@register.simple_tag
def phase(starts_at: datetime.datetime | None, ends_at: datetime.datetime | None) -> str:
    """Return ``ahead``, ``now`` or ``past`` for something that runs between two moments.

    Without an end it counts as running for two hours; without a start as ``ahead``.
    """
    now = timezone.now()
    if starts_at is None or now < starts_at:
        return "ahead"
    return "now" if now < (ends_at or starts_at + datetime.timedelta(hours=2)) else "past"


@register.filter
def not_past(items: Iterable[Any]) -> list[Any]:
    """Return the things with ``starts_at`` and ``ends_at`` that run now or are still to come."""
    return [item for item in items if phase(item.starts_at, item.ends_at) != "past"]


@register.simple_tag
def page_window(page_obj: Page[Any]) -> list[int | None]:
    """Return the page numbers to show around the current one; None stands for a gap."""
    paginator = page_obj.paginator
    numbers = paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag
def control(field: BoundField, **attributes: str | bool) -> SafeString:
    """Render the control of a form field in the portal's look.

    Django 5.2 itself adds ``aria-describedby`` (help text and error) and ``aria-invalid``.
    """
    widget = field.field.widget
    bare = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)
    if not isinstance(widget, bare):
        attributes["class"] = f"{widget.attrs.get('class', '')} input".strip()
    # allauth fills placeholders with the label; a placeholder is no label.
    widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs=attributes)


@register.filter
def is_tick_box(field: BoundField) -> bool:
    """Whether the field is one tick box, whose label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice_group(field: BoundField) -> bool:
    """Whether the field is a group of radio buttons or tick boxes: it takes a legend, no label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def beside(cells: Sequence[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pair each cell of a table row with its column.

    Raises ValueError when the row is shorter or longer than the head.
    """
    return list(zip(cells, columns, strict=True))


@register.filter
def selected_values(facets: Sequence[Any]) -> int:
    """How many values are selected in all facets (objects or dicts with ``values``)."""
    return sum(bool(_member(value, "selected")) for facet in facets for value in _member(facet, "values"))


@register.filter
def any_selected(values: Sequence[Any]) -> bool:
    """Whether one of a facet's values (objects or dicts) is selected."""
    return any(_member(value, "selected") for value in values)


def _member(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)
