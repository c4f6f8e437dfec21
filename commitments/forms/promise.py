"""A new promise, and what may be corrected of one: never its words or dates."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import Several
from accounts.models import Office, Organisation
from commitments.models import Commitment, Objective
from workdays.forms import DayField

CORRECTED = ["what_en", "owner_function", "factor", "objective", "office", "level"]
TEXTS = {
    "what": forms.Textarea(attrs={"rows": 3}),
    "what_en": forms.Textarea(attrs={"rows": 3}),
    "expected_evidence": forms.Textarea(attrs={"rows": 2}),
}


def owners_for(user):
    """For whom this person may write a promise down."""
    active = Organisation.objects.filter(is_active=True)
    if user.has_perm("commitments.add_commitment"):
        return active
    return active.among(user.organisations())


def prepare(form):
    form.fields["objective"].queryset = Objective.objects.running().select_related(
        "plan"
    )
    form.fields["objective"].empty_label = _("none")
    form.fields["office"].queryset = Office.objects.filter(is_active=True)
    form.fields["office"].empty_label = _("no office in particular")


class PromiseForm(forms.ModelForm):
    """Who promises what to whom, by when; the action writes it."""

    counterparts = Several(
        label=_("Counterparts"),
        queryset=None,
        help_text=_("They confirm or contest that it was kept."),
    )
    due_on = DayField(label=_("Due date"))
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        "what",
        "what_en",
        Row("owner", "owner_function"),
        "counterparts",
        Row("due_on", "level"),
        Row("factor", "objective"),
        "office",
        "expected_evidence",
    )

    class Meta:
        model = Commitment
        fields = ["what", "owner", "expected_evidence", *CORRECTED]
        widgets = TEXTS

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners_for(user)
        self.fields["counterparts"].queryset = Organisation.objects.filter(
            is_active=True
        )
        prepare(self)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("This day has passed already."))
        return day

    def _post_clean(self):
        """The action checks and writes the promise; nothing is built here."""


class CorrectForm(forms.ModelForm):
    """Where a promise belongs and who reads it; the action writes it."""

    class Meta:
        model = Commitment
        fields = CORRECTED
        widgets = TEXTS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        prepare(self)
