"""Chief editors and administrators see what is searched for."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR

_ROLES = (CHIEF_EDITOR, ADMINISTRATOR)


def _permission(apps: Any) -> Any:
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="search", codename="view_querycount"
    )


def grant(apps: Any, schema_editor: Any) -> None:
    """Permissions are made after all migrations; the one needed here is made now."""
    config = apps.get_app_config("search")
    config.models_module = True  # the stand-ins of historical apps lack it
    create_permissions(config, apps=apps, verbosity=0)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=_ROLES):
        group.permissions.add(_permission(apps).get())


def withdraw(apps: Any, schema_editor: Any) -> None:
    """Take the right away again."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=_ROLES):
        group.permissions.remove(*_permission(apps))


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_feedback_roles"), ("search", "0004_query_details")]

    operations = [migrations.RunPython(grant, withdraw)]
