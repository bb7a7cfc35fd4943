"""Wagtail's user forms with one full name and a unit instead of first and last name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import Organisation, User


class _PortalFields(forms.ModelForm):  # type: ignore[type-arg]
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Organisation.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields.pop(name, None)


class PortalUserCreationForm(_PortalFields, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["email", "full_name", "unit", "is_superuser", "groups"]


class PortalUserEditForm(_PortalFields, UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = ["email", "full_name", "unit", "is_active", "is_superuser", "groups"]
