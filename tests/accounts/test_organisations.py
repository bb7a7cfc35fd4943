"""Units with validity and successors."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.loading import load_organisations
from accounts.models import Organisation

pytestmark = pytest.mark.django_db


def make(code: str, **fields: object) -> Organisation:
    return Organisation.objects.create(**{"code": code, "name": code, "level": "province", **fields})


def test_loading_twice_adds_nothing(organisations: None) -> None:
    count = Organisation.objects.count()
    assert count > 100
    assert load_organisations() == 0
    assert Organisation.objects.count() == count


def test_loading_keeps_what_staff_changed(organisations: None) -> None:
    Organisation.objects.filter(code="sgddt-vinh-long").update(name="Tên do cán bộ sửa")
    load_organisations()
    assert Organisation.objects.get(code="sgddt-vinh-long").name == "Tên do cán bộ sửa"


def test_there_are_34_departments_today(organisations: None) -> None:
    today = datetime.date(2026, 11, 24)
    departments = Organisation.objects.filter(level="department", name__startswith="Sở Giáo dục").valid_on(
        today
    )
    assert departments.count() == 34


@pytest.mark.parametrize(
    ("old", "new"),
    [("sgddt-quang-binh", "sgddt-quang-tri"), ("sgddt-kon-tum", "sgddt-quang-ngai")],
)
def test_merged_units_lead_to_their_successor(organisations: None, old: str, new: str) -> None:
    assert Organisation.objects.get(code=old).current().code == new


def test_a_circle_of_successors_ends() -> None:
    end = datetime.date(2020, 1, 1)
    first, second = make("a", valid_to=end), make("b", valid_to=end)
    first.successors.add(second)
    second.successors.add(first)
    assert first.current() == second


def test_validity_has_an_order() -> None:
    unit = Organisation(valid_from=datetime.date(2025, 7, 1), valid_to=datetime.date(2025, 6, 30))
    with pytest.raises(ValidationError):
        unit.clean()


def test_order_is_vietnamese() -> None:
    for name in ("Đồng Nai", "Dak", "An Giang", "Ăn"):
        make(name.lower().replace(" ", "-").replace("đ", "dj").replace("ă", "aw"), name=name)
    assert [unit.name for unit in Organisation.objects.all()] == ["An Giang", "Ăn", "Dak", "Đồng Nai"]
