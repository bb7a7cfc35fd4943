"""The six roles and their rights."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

from accounts.roles import (
    ADMINISTRATOR,
    CHIEF_EDITOR,
    CONTRIBUTOR,
    EDITOR,
    FEEDBACK_OFFICER,
    REVIEWER,
    Role,
    create_groups,
)

PAGE_EDIT = ("add_page", "change_page")
PAGE_PUBLISH = (*PAGE_EDIT, "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
FILES = ("add", "change", "choose")


def _crud(*models: str) -> tuple[str, ...]:
    permissions = []
    for label in models:
        app, model = label.split(".")
        permissions += [f"{app}.{action}_{model}" for action in ("view", "add", "change", "delete")]
    return tuple(permissions)


_TAXONOMY = _crud(
    "learning_resources.educationlevel",
    "learning_resources.grade",
    "learning_resources.subject",
    "learning_resources.strand",
    "learning_resources.outcome",
    "learning_resources.materialtype",
    "learning_resources.licence",
    "learning_resources.language",
)

ROLES = (
    Role(
        EDITOR,
        admin_access=True,
        page_permissions=PAGE_EDIT,
        collection_actions=FILES,
        model_permissions=(
            *_crud("learning_resources.learningresource", "news.newscategory"),
            "accounts.view_organisation",
        ),
    ),
    Role(
        CHIEF_EDITOR,
        admin_access=True,
        page_permissions=PAGE_PUBLISH,
        collection_actions=FILES,
        model_permissions=(
            *_crud(
                "learning_resources.learningresource",
                "news.newscategory",
                "core.menu",
                "accounts.organisation",
            ),
            "learning_resources.publish_learningresource",
            "core.change_sitesettings",
            *_TAXONOMY,
        ),
    ),
    Role(CONTRIBUTOR),
    Role(REVIEWER),
    Role(FEEDBACK_OFFICER, admin_access=True),
    Role(
        ADMINISTRATOR,
        admin_access=True,
        page_permissions=PAGE_PUBLISH,
        collection_actions=FILES,
        model_permissions=(
            *_crud(
                "accounts.user",
                "accounts.organisation",
                "auth.group",
                "core.menu",
                "learning_resources.learningresource",
                "news.newscategory",
                "wagtailredirects.redirect",
                "wagtailcore.site",
                "wagtailcore.collection",
                "wagtailcore.workflow",
                "wagtailcore.task",
            ),
            "learning_resources.publish_learningresource",
            "core.change_sitesettings",
            *_TAXONOMY,
        ),
    ),
)


def make_roles(apps: Any, schema_editor: Any) -> None:
    """Permissions are made after all migrations; the ones needed here are made now."""
    for config in apps.get_app_configs():
        config.models_module = True  # the stand-ins of historical apps lack it
        create_permissions(config, apps=apps, verbosity=0)
    _take_over_wagtail_groups(apps)
    create_groups(apps, ROLES)


def _take_over_wagtail_groups(apps: Any) -> None:
    """Wagtail's two groups and its workflow become ours instead of standing beside them in English."""
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name="Moderators").update(name=CHIEF_EDITOR)
    groups.filter(name="Editors").update(name=EDITOR)
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").update(
        name="Duyệt bài"
    )
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").update(
        name="Tổng biên tập duyệt"
    )


def remove_roles(apps: Any, schema_editor: Any) -> None:
    """Drop the groups; people stay."""
    apps.get_model("auth", "Group").objects.filter(name__in=[role.name for role in ROLES]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0002_home_page"),
        ("learning_resources", "0001_initial"),
        ("news", "0001_initial"),
        ("plans", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]
