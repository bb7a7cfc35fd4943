"""The account page of the Wagtail admin with one full name instead of first and last name."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, BaseSettingsPanel, NameEmailSettingsPanel

from accounts.models import User


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name as it is shown; the e-mail address is changed where it can be verified."""

    class Meta:
        model = User
        fields = ["full_name"]


class NameSettingsPanel(BaseSettingsPanel):
    """The person's name."""

    name = "name"
    title = _("Full name")
    order = 100
    form_class = NameForm
    help_text = _("Your e-mail address and second factor are on the page “My account” of the portal.")


class PortalAccountView(AccountView):
    """Wagtail's account page with our name panel in the place of its own."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        panels = super().get_panels()
        profile = panels[0].profile if panels else None
        return [
            NameSettingsPanel(self.request, self.request.user, profile)
            if isinstance(panel, NameEmailSettingsPanel)
            else panel
            for panel in panels
        ]
