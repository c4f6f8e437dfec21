"""What is typed about minutes: who came, what was promised, corrected, approved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Several
from accounts.models import Organisation
from accounts.uploads import CheckedFileField
from commitments.factors import Factor
from meetings.forms.moments import DayField
from meetings.models import Attendance, Correction, Level, Promise

LONG = 20_000


class PersonForm(forms.ModelForm):
    """Somebody who came unannounced."""

    class Meta:
        model = Attendance
        fields = ["name", "function", "organisation", "organisation_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(
            is_active=True
        )
        self.fields["organisation"].empty_label = _("another organisation")


class WomenForm(forms.Form):
    women = forms.IntegerField(
        label=_("Women among those present"),
        min_value=0,
        max_value=10_000,
        required=False,
        help_text=_("Only the number is kept, beside no name."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class PromiseForm(forms.ModelForm):
    """A commitment made in the meeting: what, by whom, to whom, until when."""

    due_on = DayField(label=_("Due on"))
    version = forms.IntegerField(widget=forms.HiddenInput(), initial=0)
    counterparts = Several(
        label=_("To whom"),
        queryset=None,
        help_text=_("They confirm later that it was kept."),
    )

    class Meta:
        model = Promise
        fields = [
            "what",
            "owner",
            "owner_function",
            "counterparts",
            "factor",
            "due_on",
            "expected_evidence",
        ]
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = Organisation.objects.filter(pk__in=[party.pk for party in parties])
        units = Organisation.objects.filter(kind="customs", is_active=True)
        self.fields["owner"].queryset = chosen | units
        self.fields["counterparts"].queryset = chosen
        self.fields["factor"] = forms.TypedChoiceField(
            label=_("Key factor"),
            choices=[("", "---------"), *Factor.choices],
            coerce=int,
        )
        if self.instance.pk:
            self.initial["counterparts"] = list(self.instance.counterparts.all())
            self.initial["version"] = self.instance.version

    def values(self):
        """What the action writes; the version is a question of its own."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "version"
        }


class CirculateForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Shown, once approved, to"),
        choices=Level,
        help_text=_("The parties approve this too. Names are shown to parties alone."),
    )


class PartyForm(forms.Form):
    """On whose behalf: asked only of who speaks for several parties."""

    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=None, empty_label=None
    )

    def __init__(self, *args, approvals, **kwargs):
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.filter(approvals__in=approvals)
        self.fields["organisation"].queryset = organisations
        self.initial["organisation"] = organisations.first()
        if organisations.count() == 1:
            self.fields["organisation"].widget = forms.HiddenInput()


class CorrectionForm(PartyForm):
    wording = forms.CharField(
        label=_("Proposed wording"),
        max_length=LONG,
        help_text=_("Write the whole text as it should be read."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    why = forms.CharField(label=_("Why"), max_length=500, required=False)


class ApprovalForm(PartyForm):
    reservation = forms.CharField(
        label=_("Reservation"),
        max_length=2000,
        required=False,
        help_text=_("It is printed with the minutes, whoever reads them."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RecordForm(ApprovalForm):
    """The approval of a party without an account, as it gave it in writing."""

    function = forms.CharField(
        label=_("Function of who approved"),
        max_length=150,
        help_text=_("As the letter is signed."),
    )
    proof = CheckedFileField(label=_("Its letter or message"))

    field_order = ["organisation", "function", "proof", "reservation"]


class AddendumForm(PartyForm):
    text = forms.CharField(
        label=_("Addendum"),
        max_length=4000,
        help_text=_(
            "The approved text stays as it is; every reader sees this beside it."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class DecisionForm(forms.Form):
    """The officer's answer to a correction."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (Correction.State.TAKEN, _("Take it")),
            (Correction.State.REFUSED, _("Do not take it")),
        ],
        widget=forms.RadioSelect,
    )
    wording = forms.CharField(
        label=_("Wording taken"),
        max_length=LONG,
        required=False,
        help_text=_("Changed words make it “taken in part”, which needs a reason."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Every party reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())
