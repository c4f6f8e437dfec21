from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate, Office, Organisation
from audit.forms import AuditedModelForm
from meetings.models import Committee, CommitteeMember


class Offices(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        """SQLite stumbles over a number that no row can have."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_list"], code="invalid_list"
            ) from error


class CommitteeForm(AuditedModelForm):
    """What a committee is, and the rules that it gave itself."""

    class Meta:
        model = Committee
        fields = [
            "name",
            "name_en",
            "kind",
            "founding_act",
            "unit",
            "offices",
            "parent",
            "chair_function",
            "secretary_function",
            "quorum",
            "cadence_days",
            "silence_is_approval",
        ]
        field_classes = {"offices": Offices}
        widgets = {"offices": forms.CheckboxSelectMultiple}

    many = ("offices",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Organisation.objects.filter(
            kind=Organisation.Kind.CUSTOMS, is_active=True
        )
        self.fields["offices"].queryset = Office.objects.filter(is_active=True)
        parents = Committee.objects.filter(is_active=True)
        self.fields["parent"].queryset = parents.exclude(pk=self.instance.pk)


class ReasonForm(forms.Form):
    """Why a committee ends, or meets again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MemberForm(AuditedModelForm):
    """The seat of an organisation; its functions are suggested from its mandates."""

    class Meta:
        model = CommitteeMember
        fields = ["organisation", "titular", "alternate"]
        widgets = {
            name: forms.TextInput(attrs={"list": "functions"})
            for name in ("titular", "alternate")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["organisation"]
            return
        seated = self.instance.committee.seats.values("organisation")
        self.fields["organisation"].queryset = (
            Organisation.objects.filter(is_active=True)
            .exclude(kind=Organisation.Kind.CUSTOMS)
            .exclude(pk__in=seated)
        )

    def functions(self):
        """What may be written as a function: those of current mandates."""
        mandates = Mandate.objects.current()
        if self.instance.organisation_id:
            mandates = mandates.filter(organisation=self.instance.organisation_id)
        else:
            mandates = mandates.exclude(organisation__kind="customs")
        return (
            mandates.order_by("function").values_list("function", flat=True).distinct()
        )

    def clean(self):
        super().clean()
        titular, alternate = (
            self.cleaned_data.get(name, "").casefold()
            for name in ("titular", "alternate")
        )
        if alternate and alternate == titular:
            self.add_error(
                "alternate", _("The alternate is somebody else than the titular.")
            )
