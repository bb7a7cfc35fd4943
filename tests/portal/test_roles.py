"""What the roles may do beside pages and resources."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, FEEDBACK_OFFICER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        (CHIEF_EDITOR, "search.change_synonym", True),
        (ADMINISTRATOR, "search.add_synonym", True),
        (EDITOR, "search.change_synonym", False),
        (CHIEF_EDITOR, "search.view_querycount", True),
        (EDITOR, "search.view_querycount", False),
        (CHIEF_EDITOR, "learning_resources.publish_learningresource", True),
        (EDITOR, "learning_resources.publish_learningresource", False),
        (ADMINISTRATOR, "accounts.change_user", True),
        (CHIEF_EDITOR, "accounts.change_user", False),
        (FEEDBACK_OFFICER, "learning_resources.change_learningresource", False),
    ],
)
def test_rights_of_roles(role: str, permission: str, allowed: bool) -> None:
    user = User.objects.create_user("an@sonhai.example", "x", full_name="Trần An")
    user.groups.add(Group.objects.get(name=role))
    assert user.has_perm(permission) is allowed
