"""What officers fill in; the services check and store it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from feedback.models import Feedback
from feedback.models.messages import ANSWER_LIMIT, TEXT_LIMIT

_ROWS = {"rows": 6}


class AssignForm(forms.Form):
    """Who answers."""

    unit = forms.ModelChoiceField(Organisation.objects.none(), label=_("Answering unit"), required=False)
    officer = forms.ModelChoiceField(User.objects.none(), label=_("Officer"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = (Organisation.Level.DEPARTMENT, Organisation.Level.OFFICE, Organisation.Level.SCHOOL)
        self.fields["unit"].queryset = Organisation.objects.filter(level__in=levels, valid_to=None)  # type: ignore[attr-defined]
        self.fields["officer"].queryset = User.objects.filter(is_active=True, groups__isnull=False).distinct()  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A note among officers."""

    text = forms.CharField(
        label=_("Internal note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """The answer to the sender."""

    answer = forms.CharField(
        label=_("Answer to the sender"), max_length=ANSWER_LIMIT, widget=forms.Textarea(attrs=_ROWS)
    )


class PublishForm(forms.Form):
    """The public wording, without personal data."""

    title = forms.CharField(label=_("Public title"), max_length=160)
    question = forms.CharField(
        label=_("Public wording of the message"),
        max_length=TEXT_LIMIT,
        help_text=_("Leave out names, addresses and everything else that shows who wrote."),
        widget=forms.Textarea(attrs=_ROWS),
    )
    answer = forms.CharField(
        label=_("Public answer"), max_length=ANSWER_LIMIT, widget=forms.Textarea(attrs=_ROWS)
    )
    change_text = forms.CharField(
        label=_("What changed"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    change_address = forms.CharField(
        label=_("Where the change can be seen"),
        max_length=500,
        required=False,
        help_text=_("An address of this portal, such as /ke-hoach/…#II.2.a"),
    )

    @staticmethod
    def begin_with(feedback: Feedback) -> dict[str, str]:
        """Return what is public already, or what was said as a start."""
        return {
            "title": feedback.public_title,
            "question": feedback.public_question or feedback.text,
            "answer": feedback.public_answer or feedback.answer,
            "change_text": feedback.change_text,
            "change_address": feedback.change_address,
        }


class CloseForm(forms.Form):
    """Why a message is closed; needed when nobody answered."""

    reason = forms.CharField(label=_("Reason, which the sender sees"), max_length=300, required=False)
