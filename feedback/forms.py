"""What citizens fill in. Whatever is typed is text: cleaned, in NFC, never thrown away."""

import re
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from core.text import clean, squeeze
from feedback.addresses import own_path
from feedback.attachments import ENDINGS, check_attachment, safe_name
from feedback.models import Feedback
from feedback.models.messages import TEXT_LIMIT
from feedback.receiving import NewAttachment, NewFeedback
from feedback.spam import TooFast, TooOld, new_stamp, read_stamp

SHORTEST = 20
_PHONE = re.compile(r"\+?[0-9][0-9 .()\-]{6,18}")


class CleanCharField(forms.CharField):
    """Text without controls and invisible marks; NUL among them, which Django would refuse."""

    def to_python(self, value: Any) -> str:
        text = clean(str(value or "").replace("\r\n", "\n"))
        return super().to_python(text) or ""


class FeedbackForm(forms.Form):
    """One message. Its hidden fields: the signed stamp, and the address that it is about."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    about_address = CleanCharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What do you want to tell?"),
        choices=Feedback.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of message this is.")},
    )
    about_title = CleanCharField(
        label=_("What it is about"),
        required=False,
        max_length=200,
        help_text=_("A plan and clause, a learning material, a school, or this portal."),
    )
    text = CleanCharField(
        label=_("Your message"),
        max_length=TEXT_LIMIT,
        help_text=_("Write as you speak. Leave out identity numbers and your child's marks."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Write your message first."),
            "max_length": _(
                "Your message is too long: at most %(limit_value)d characters. Yours has %(show_value)d."
            ),
        },
    )
    attachment = forms.FileField(
        label=_("Picture or file"),
        required=False,
        max_length=255,
        help_text=_("One PDF, PNG, JPG or DOCX file of at most 10 MB. Only the officers see it."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
        error_messages={"empty": _("This file is empty.")},
    )
    name = CleanCharField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = CleanCharField(
        label=_("Your e-mail"),
        required=False,
        max_length=254,
        help_text=_("Only to send you the answer."),
        validators=[forms.EmailField.default_validators[0]],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = CleanCharField(
        label=_("Your phone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    consent = forms.BooleanField(
        label=_("I agree that my contact data is used for this message."), required=False
    )
    publication_agreed = forms.BooleanField(
        label=_("The answer may be made public, without my name and contact data."),
        required=False,
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, consent_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].help_text = escape(consent_text)
        self.nonce = ""

    def clean_about_address(self) -> str:
        """Nobody types this address: a wrong one is dropped."""
        return own_path(self.cleaned_data["about_address"])

    def clean_about_title(self) -> str:
        return squeeze(self.cleaned_data["about_title"])

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(squeeze(text)) < SHORTEST:
            raise forms.ValidationError(
                _("A message has %(number)s characters or more, so that the department understands you."),
                params={"number": SHORTEST},
            )
        return text

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError(_("Write the phone number in digits, such as 0912 345 678."))
        return phone

    def clean_attachment(self) -> NewAttachment | None:
        upload = self.cleaned_data["attachment"]
        if not upload:
            return None
        name = safe_name(upload.name)
        return NewAttachment(upload.file, name, check_attachment(upload.file, name, upload.size))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        has_contact = any(cleaned.get(field) for field in ("name", "email", "phone"))
        if has_contact and not cleaned.get("consent"):
            self.add_error("consent", _("Agree to the use of your contact data, or leave it out."))
        if cleaned.get("website"):
            self.add_error(None, _("Leave the last field empty: only programs fill it in."))
        self._check_stamp(cleaned.get("stamp", ""))
        if self.errors and cleaned.get("attachment"):
            self.add_error("attachment", _("Choose your file once more; browsers do not keep it."))
        return cleaned

    def _check_stamp(self, stamp: str) -> None:
        try:
            self.nonce = read_stamp(stamp)
        except TooFast:
            self.add_error(None, _("That was very fast. Wait a few seconds, then send it again."))
        except TooOld:
            # The reader's text stays; only the hidden stamp is renewed.
            self.data = {**{name: self.data.get(name) for name in self.data}, "stamp": new_stamp()}
            self.add_error(
                None,
                _("This page was open for a long time. Your text is still here: please send it once more."),
            )

    def message(self) -> NewFeedback:
        """Return what was filled in; call it on a valid form."""
        fields = ("kind", "text", "about_title", "about_address", "name", "email", "phone")
        return NewFeedback(
            nonce=self.nonce,
            consent=self.cleaned_data["consent"],
            publication_agreed=self.cleaned_data["publication_agreed"],
            attachment=self.cleaned_data["attachment"],
            **{field: self.cleaned_data[field] for field in fields},
        )


class LookupForm(forms.Form):
    """The code from the thank-you page."""

    code = CleanCharField(
        label=_("Tracking code"),
        max_length=60,
        error_messages={"required": _("Write the code that you were given.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
