"""The roles of the portal: their names, and how a migration gives them their rights.

Contributors and reviewers never enter the admin; they have their own pages. What each role may do
is data of a migration (``portal/migrations/0001_roles.py``), so that an administrator's later
changes stay.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Role:
    """One role: its group's name, rights on the page tree and on collections, model permissions."""

    name: str
    admin_access: bool = False
    page_permissions: tuple[str, ...] = ()
    collection_actions: tuple[str, ...] = ()
    model_permissions: tuple[str, ...] = ()


EDITOR, CHIEF_EDITOR = "Biên tập viên", "Tổng biên tập"
CONTRIBUTOR, REVIEWER = "Giáo viên đóng góp", "Thẩm định viên"
FEEDBACK_OFFICER, ADMINISTRATOR = "Cán bộ tiếp nhận góp ý", "Quản trị viên"
ROLES_IN_ORDER = (EDITOR, CHIEF_EDITOR, CONTRIBUTOR, REVIEWER, FEEDBACK_OFFICER, ADMINISTRATOR)


def create_groups(apps: Any, roles: Iterable[Role]) -> None:
    """Make each role's group and its rights; runs again without harm.

    ``apps`` is a registry (historical in a migration). Permissions that do not exist raise
    LookupError: a misspelt one would otherwise be a right that nobody has.
    """
    permission_model = apps.get_model("auth", "Permission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for role in roles:
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role.name)
        wanted = (*(("wagtailadmin.access_admin",) if role.admin_access else ()), *role.model_permissions)
        for name in wanted:
            group.permissions.add(_permission(permission_model, name))
        for codename in role.page_permissions:
            permission = _permission(permission_model, f"wagtailcore.{codename}")
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group, page=root, permission=permission
            )
        for action in role.collection_actions:
            # Wagtail asks for the rights on its own models, whatever model replaces them.
            for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
                permission = _permission(permission_model, f"{app}.{action}_{model}")
                apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )


def _permission(model: Any, name: str) -> Any:
    app, codename = name.split(".")
    permission = model.objects.filter(content_type__app_label=app, codename=codename).first()
    if permission is None:
        raise LookupError(f"Role permission {name} does not exist.")
    return permission
