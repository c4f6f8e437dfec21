"""What each step of a promise asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.uploads import CheckedFileField
from workdays.forms import DayField


class Words(forms.Form):
    """Words that a step needs or may have."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    label, is_required = _("Comment"), True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = self.label
        self.fields["words"].required = self.is_required


class StartForm(Words):
    label, is_required = _("How you will go about it"), False


class AbandonForm(Words):
    label = _("Reason")


class Answering(Words):
    """The answer of one counterpart, where the reader speaks for several."""

    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=None, empty_label=None
    )
    field_order = ["organisation"]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        if organisations.count() < 2:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations


class ConfirmForm(Answering):
    label, is_required = _("Comment"), False


class ContestForm(Answering):
    label = _("What is missing")


class ConsentForm(Answering):
    label, is_required = _("Comment"), False


class PostponeForm(Words):
    due_on = DayField(label=_("New date"))
    label = _("Reason")
    field_order = ["due_on"]


class ProveForm(forms.Form):
    """A file that shows what was done."""

    title = forms.CharField(label=_("Title of the file"), max_length=150)
    file = CheckedFileField()
    is_confidential = forms.BooleanField(
        label=_("Only for the parties"),
        required=False,
        help_text=_("Otherwise whoever may read the commitment may download it."),
    )


class ClaimForm(Words):
    """What was done, and one file that shows it; more files may be added before."""

    label = _("What was done")
    file = CheckedFileField(label=_("Evidence"), required=False)
    title = forms.CharField(
        label=_("Title of the file"), max_length=150, required=False
    )
    is_confidential = forms.BooleanField(
        label=_("Only for the parties"),
        required=False,
        help_text=_("Otherwise whoever may read the commitment may download it."),
    )
