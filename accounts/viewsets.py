"""Users in the Wagtail admin, listed as Vietnamese lists are: by given name."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users as views
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts.forms import PortalUserCreationForm, PortalUserEditForm
from accounts.models import User


class UserIndexView(views.IndexView):
    """The list of users, with their unit."""

    default_ordering = "name"

    @property
    def columns(self) -> list[Column]:
        columns = [column for column in super().columns if column.name != User.USERNAME_FIELD]
        columns.insert(2, Column("unit", accessor="unit", label=User._meta.get_field("unit").verbose_name))
        columns.insert(2, Column("email", accessor="email", label=User._meta.get_field("email").verbose_name))
        return columns

    @property
    def search_fields(self) -> set[str]:
        return {"full_name", "email"}

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().select_related("unit")

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.ordering in {"name", "-name"}:
            return queryset.order_by("-sort_name" if self.ordering == "-name" else "sort_name")
        return super().order_queryset(queryset)


class UserViewSet(WagtailUserViewSet):
    """Wagtail's user screens with the portal's forms and list."""

    index_view_class = UserIndexView

    def get_form_class(self, for_update: bool = False) -> Any:
        return PortalUserEditForm if for_update else PortalUserCreationForm
