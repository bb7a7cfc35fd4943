"""People: one name, sorted by given name; e-mail as login."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts import roles
from accounts.models import User
from core.models import HomePage

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai-42"


def person(role: str | None = None, **fields: str) -> User:
    user = User.objects.create_user(
        fields.pop("email", "an@sonhai.example"), PASSWORD, full_name="Trần Thị An", **fields
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def test_email_is_the_login_whatever_its_case() -> None:
    person(email="An@SonHai.example")
    request = RequestFactory().post("/tai-khoan/login/")
    assert authenticate(request, username="an@sonhai.example", password=PASSWORD) is not None


def test_names_are_kept_whole_and_sorted_by_given_name() -> None:
    for number, name in enumerate(["Nguyễn Văn Đức", "Trần  Thị An", "Lê Dung"]):
        User.objects.create_user(f"{number}@x.example", PASSWORD, full_name=name)
    assert [user.full_name for user in User.objects.all()] == ["Trần Thị An", "Lê Dung", "Nguyễn Văn Đức"]
    assert User.objects.get(full_name="Lê Dung").get_short_name() == "Dung"


def test_a_user_needs_an_email() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("", PASSWORD)


def test_login_page_signs_in(site_tree: HomePage, client: Client) -> None:
    person()
    response = client.post(reverse("account_login"), {"login": "an@sonhai.example", "password": PASSWORD})
    assert response.status_code == 302
    assert client.session.get("_auth_user_id")


def test_wrong_password_says_nothing_about_the_account(site_tree: HomePage, client: Client) -> None:
    person()
    known = client.post(reverse("account_login"), {"login": "an@sonhai.example", "password": "sai"})
    unknown = client.post(reverse("account_login"), {"login": "ai@sonhai.example", "password": "sai"})
    assert known.status_code == unknown.status_code == 200
    strip = "an@sonhai.example", "ai@sonhai.example"
    first, second = (
        r.content.decode().replace(mail, "") for r, mail in zip((known, unknown), strip, strict=True)
    )
    assert first.count("error") == second.count("error") > 0


def test_registration_is_closed(site_tree: HomePage, client: Client) -> None:
    response = client.get(reverse("account_signup"))
    assert response.status_code == 200
    assert "password1" not in response.content.decode()


@pytest.mark.parametrize(
    ("role", "may_enter"),
    [
        (roles.EDITOR, True),
        (roles.CHIEF_EDITOR, True),
        (roles.ADMINISTRATOR, True),
        (roles.FEEDBACK_OFFICER, True),
        (roles.CONTRIBUTOR, False),
        (roles.REVIEWER, False),
        (None, False),
    ],
)
def test_who_may_enter_the_admin(
    site_tree: HomePage, client: Client, role: str | None, may_enter: bool
) -> None:
    client.force_login(person(role))
    assert (client.get("/quan-tri/").status_code == 200) is may_enter


def test_editors_write_and_chief_editors_publish(site_tree: HomePage) -> None:
    editor = person(roles.EDITOR)
    chief = person(roles.CHIEF_EDITOR, email="chief@sonhai.example")
    assert site_tree.permissions_for_user(editor).can_edit()
    assert not site_tree.permissions_for_user(editor).can_publish()
    assert site_tree.permissions_for_user(chief).can_publish()


def test_admin_login_goes_through_the_one_login(client: Client) -> None:
    response = client.get("/quan-tri/login/", follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_administrator_makes_a_user(site_tree: HomePage, client: Client) -> None:
    client.force_login(person(roles.ADMINISTRATOR))
    form = {
        "email": "moi@sonhai.example",
        "full_name": "Võ Ngọc Ánh",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "groups": [Group.objects.get(name=roles.EDITOR).pk],
    }
    response = client.post(reverse("wagtailusers_users:add"), form)
    assert response.status_code == 302, response.context["form"].errors
    made = User.objects.get(email="moi@sonhai.example")
    assert made.full_name == "Võ Ngọc Ánh"
    assert made.groups.get().name == roles.EDITOR


def test_user_list_shows_names_by_given_name(site_tree: HomePage, client: Client) -> None:
    client.force_login(person(roles.ADMINISTRATOR))
    User.objects.create_user("b@x.example", PASSWORD, full_name="Bùi Đình Ân")
    html = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert html.index("Trần Thị An") < html.index("Bùi Đình Ân")
