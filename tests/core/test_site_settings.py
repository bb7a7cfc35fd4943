"""The alert banner and menus."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from core.models import HomePage, MenuItem, SiteSettings

NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("begin", "end", "shown"),
    [
        (None, None, True),
        (NOON, None, True),
        (NOON + HOUR, None, False),
        (None, NOON, False),
        (NOON - HOUR, NOON + HOUR, True),
    ],
)
def test_alert_has_a_start_and_an_end(
    begin: datetime.datetime | None, end: datetime.datetime | None, shown: bool
) -> None:
    settings = SiteSettings(alert_title="Bảo trì", alert_from=begin, alert_until=end)
    assert settings.alert_at(NOON) is shown


def test_alert_needs_a_title() -> None:
    assert not SiteSettings().alert_at(NOON)


def test_alert_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValidationError):
        SiteSettings(alert_from=NOON, alert_until=NOON - HOUR).clean()


def test_alert_is_on_the_page(site_tree: HomePage, client: Client) -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.alert_title = "Hệ thống bảo trì tối nay"
    settings.alert_until = timezone.now() + HOUR
    settings.save()
    assert "Hệ thống bảo trì tối nay" in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "hoc-lieu"])
def test_menu_addresses(address: str) -> None:
    with pytest.raises(ValidationError):
        MenuItem(title="x", address=address).clean()
