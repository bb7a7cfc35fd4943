"""Forms of the library in the Wagtail admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from learning_resources.models import StoredFile
from learning_resources.models.resources import ACCESSIBILITY_FEATURES
from learning_resources.services import store_file


class LearningResourceForm(WagtailAdminModelForm):
    """The accessibility features as boxes to tick."""

    accessibility = forms.MultipleChoiceField(
        label=_("Accessibility features"),
        choices=ACCESSIBILITY_FEATURES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        subject, level = cleaned.get("subject"), cleaned.get("level")
        if subject and level and subject.level_id != level.pk:
            self.add_error("subject", _("This subject belongs to another level."))
        strand = cleaned.get("strand")
        if strand and (not subject or strand.subject_id != subject.pk):
            self.add_error("strand", _("This strand belongs to another subject."))
        return dict(cleaned)


class StoredFileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Takes one file; its type, size and hash come from its content."""

    upload = forms.FileField(label=_("File"))

    class Meta:
        model = StoredFile
        fields: list[str] = []

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        # Stored here, so that a wrong type is an error of this field and not a failure on saving.
        self.instance = store_file(handle=upload.file, name=upload.name, user=None)
        return upload

    def save(self, commit: bool = True) -> StoredFile:
        """Return the stored file; it exists already."""
        return self.instance
