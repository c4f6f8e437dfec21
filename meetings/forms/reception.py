from itertools import pairwise

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.forms.access import OrganisationChoice
from accounts.models import Organisation
from audit.forms import AuditedModelForm
from meetings.models import Reception, Registration, Session
from workdays.words import date_format

MINUTES = "%Y-%m-%dT%H:%M"


class Chosen(forms.ModelMultipleChoiceField):
    """Sessions, each with its hour; a number that no row can have is no choice."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, session):
        return f"{session.begins} · {session.own_title}"

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_list"], code="invalid_list"
            ) from error


class RegisterForm(AuditedModelForm):
    """Somebody registers; a field that people do not see catches robots."""

    organisation = OrganisationChoice(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("It is not in the list"),
    )
    # An input that people do not see; what fills it is a robot.
    TRAP = "homepage"

    class Meta:
        model = Registration
        fields = [
            "name",
            "function",
            "email",
            "organisation",
            "organisation_name",
            "sessions",
            "language",
        ]
        field_classes = {"sessions": Chosen}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "sessions": forms.CheckboxSelectMultiple,
            "language": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(
            is_active=True
        )
        self.fields["language"].initial = get_language()
        sessions = self.instance.reception.sessions.all()
        if sessions:
            self.fields["sessions"].queryset = sessions
        else:
            del self.fields["sessions"]

    def is_from_a_robot(self):
        return bool(self.data.get(self.TRAP))

    def validate_constraints(self):
        """Whoever registered already is told so by letter alone, not by the form."""

    def clean(self):
        super().clean()
        chosen = sorted(
            self.cleaned_data.get("sessions", []),
            key=lambda s: (s.day_number, s.starts),
        )
        for one, other in pairwise(chosen):
            if one.day_number == other.day_number and other.starts < one.ends:
                self.add_error(
                    "sessions", _("Two of these sessions take place at the same time.")
                )


class ReceptionForm(AuditedModelForm):
    """How many places there are, and until when one may register."""

    class Meta:
        model = Reception
        fields = [
            "places",
            "places_each",
            "opens_at",
            "closes_at",
            "welcome",
            "welcome_en",
        ]
        widgets = {
            **{
                name: forms.DateTimeInput(
                    format=MINUTES, attrs={"type": "datetime-local"}
                )
                for name in ("opens_at", "closes_at")
            },
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in ("welcome", "welcome_en")
            },
        }


class SessionForm(AuditedModelForm):
    """A session; its day is asked where there are several."""

    class Meta:
        model = Session
        fields = [
            "title",
            "title_en",
            "day_number",
            "starts",
            "ends",
            "place",
            "speaker",
        ]
        widgets = {
            name: forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            for name in ("starts", "ends")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = self.instance.reception.meeting.days()
        if len(days) == 1:
            del self.fields["day_number"]
            return
        self.fields["day_number"] = forms.TypedChoiceField(
            label=_("Day"),
            coerce=int,
            choices=[(n, date_format(day, "l j F")) for n, day in enumerate(days, 1)],
        )


class DoorForm(forms.Form):
    """The code that somebody shows at the door."""

    code = forms.CharField(
        label=_("Code at the door"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class CheckForm(forms.Form):
    """The number that a certificate carries."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
