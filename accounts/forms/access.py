from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessRequest, Mandate, Organisation
from audit.forms import AuditedModelForm


class OrganisationChoice(forms.ModelChoiceField):
    def label_from_instance(self, organisation):
        return f"{organisation.acronym} – {organisation.full_name}"


class AskAccessForm(AuditedModelForm):
    """A stranger asks for an account; a field that people do not see catches robots."""

    organisation = OrganisationChoice(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("It is not in the list"),
        help_text=_("Choose it, or write its name in the next field."),
    )
    # An input that people do not see; what fills it is a robot.
    TRAP = "homepage"

    class Meta:
        model = AccessRequest
        fields = [
            "name",
            "email",
            "phone",
            "organisation",
            "organisation_name",
            "function",
            "message",
            "language",
        ]
        labels = {"message": _("Why you need access")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "message": forms.Textarea(attrs={"rows": 4}),
            "language": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(
            is_active=True
        )
        self.fields["language"].initial = get_language()

    def is_from_a_robot(self):
        return bool(self.data.get(self.TRAP))

    def clean(self):
        super().clean()
        named = self.cleaned_data.get("organisation_name")
        if not named and not self.cleaned_data.get("organisation"):
            self.add_error(
                "organisation", _("Choose your organisation, or write its name.")
            )


class AcceptForm(forms.ModelForm):
    """The mandate that an accepted request gives."""

    class Meta:
        model = Mandate
        fields = ["organisation", "office", "function", "is_focal_point"]

    def __init__(self, *args, access_request, **kwargs):
        kwargs["initial"] = {
            "organisation": access_request.organisation_id,
            "function": access_request.function,
        }
        super().__init__(*args, **kwargs)
        for name in ("organisation", "office"):
            self.fields[name].queryset = self.fields[name].queryset.filter(
                is_active=True
            )


class RefuseForm(forms.Form):
    """Why; the person reads it in the letter."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text=_("The letter to the person repeats it."),
    )
