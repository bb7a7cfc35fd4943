"""Who receives, answers and publishes feedback."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, FEEDBACK_OFFICER, Role, create_groups

_ANSWER = (
    "feedback.view_feedback",
    "feedback.change_feedback",
    "feedback.answer_feedback",
    "feedback.publish_feedback",
    "feedback.erase_feedback",
    *(f"feedback.{action}_answertemplate" for action in ("view", "add", "change", "delete")),
)

ROLES = (
    Role(FEEDBACK_OFFICER, admin_access=True, model_permissions=_ANSWER),
    Role(CHIEF_EDITOR, admin_access=True, model_permissions=("feedback.view_feedback",)),
    Role(
        ADMINISTRATOR,
        admin_access=True,
        model_permissions=(*_ANSWER, "feedback.change_feedbacksettings"),
    ),
)


def give_rights(apps: Any, schema_editor: Any) -> None:
    """Permissions are made after all migrations; the app's own are made now."""
    config = apps.get_app_config("feedback")
    config.models_module = True  # the stand-in of a historical app lacks it
    create_permissions(config, apps=apps, verbosity=0)
    create_groups(apps, ROLES)


def take_rights(apps: Any, schema_editor: Any) -> None:
    """Take the app's permissions from every group; groups and people stay."""
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="feedback")
    for group in apps.get_model("auth", "Group").objects.filter(permissions__in=permissions).distinct():
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("portal", "0001_roles"),
    ]

    operations = [migrations.RunPython(give_rights, take_rights)]
