"""Chief editors and administrators keep the table of synonyms."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR

_ROLES = (CHIEF_EDITOR, ADMINISTRATOR)
_CODENAMES = ("view_synonym", "add_synonym", "change_synonym", "delete_synonym")


def _permissions(apps: Any) -> Any:
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="search", codename__in=_CODENAMES
    )


def grant(apps: Any, schema_editor: Any) -> None:
    """Permissions are made after all migrations; the ones needed here are made now."""
    config = apps.get_app_config("search")
    config.models_module = True  # the stand-ins of historical apps lack it
    create_permissions(config, apps=apps, verbosity=0)
    permissions = list(_permissions(apps))
    if len(permissions) != len(_CODENAMES):
        raise LookupError("A permission of the synonyms does not exist.")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=_ROLES):
        group.permissions.add(*permissions)


def withdraw(apps: Any, schema_editor: Any) -> None:
    """Take the rights away again."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=_ROLES):
        group.permissions.remove(*_permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_search_report_rights"), ("search", "0002_synonyms")]

    operations = [migrations.RunPython(grant, withdraw)]
