from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from audit.forms import AuditedModelForm
from commitments.models import Commitment, State
from instructions import imports
from instructions.forms.consultation import date_field, text_field
from instructions.models import CHOICES, Instruction, Label, Verb, Version
from instructions.models.standing import ORIGINAL

LABELS = {
    "steps": (Label.Scheme.STEP, _("Steps of clearance")),
    "regimes": (Label.Scheme.REGIME, _("Regimes")),
    "channels": (Label.Scheme.CHANNEL, _("Channels")),
    "factors": (Label.Scheme.FACTOR, _("Factors")),
}


SIGNED = ("type", "issuer", "number", "year", "title")


def promises_for(user, instruction):
    """The promises that a text may fulfil: kept ones too, but none given up."""
    named = Q(instructions=instruction) if instruction.pk else Q(pk__in=[])
    shown = Commitment.objects.visible_to(user)
    found = shown.exclude(state=State.ABANDONED) | shown.filter(named)
    return found.order_by("-reference")


class PromiseChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, promise):
        return f"{promise.reference} – {Truncator(promise.what).words(12)}"


class AboutForm(AuditedModelForm):
    """What a text is: type, number, title, and what it is about."""

    class Meta:
        model = Instruction
        fields = [
            "type",
            "issuer",
            "number",
            "year",
            "title",
            "title_en",
            "audience",
            "keywords",
            "offices",
            "commitments",
        ]
        widgets = {"offices": forms.CheckboxSelectMultiple}
        field_classes = {"commitments": PromiseChoice}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["commitments"].queryset = promises_for(user, self.instance)
        if not self.fields["commitments"].queryset.exists():
            del self.fields["commitments"]
        self.fields["year"].initial = timezone.localdate().year
        self.fields["offices"].queryset = Office.objects.filter(is_active=True)
        for name, (scheme, label) in LABELS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                choices=CHOICES[scheme],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=self.instance.codes(scheme) if self.instance.pk else (),
            )

        if self.instance.pk and self.instance.is_signed():
            for name in SIGNED:
                self.fields[name].disabled = True

    def labels(self):
        """Pairs of scheme and code, as ticked."""
        return [
            (scheme, code)
            for name, (scheme, _label) in LABELS.items()
            for code in self.cleaned_data[name]
        ]


class VersionForm(AuditedModelForm):
    """Everything of a version that is written before it is signed."""

    text = text_field(
        label=_("Text"),
        rows=28,
        required=False,
        help_text=_(
            "Begin each article with ### Article 1. Its title. Keep what stands in braces: it is how the article is recognised."
        ),
    )

    class Meta:
        model = Version
        fields = [
            "changes",
            "text",
            "legal_basis",
            "signatory_function",
            "in_force_on",
            "note",
            "is_correction",
            "waiver",
            "waiver_reason",
        ]
        widgets = {
            "changes": forms.Textarea(attrs={"rows": 3}),
            "legal_basis": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
            "waiver_reason": forms.Textarea(attrs={"rows": 2}),
            "in_force_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.language != ORIGINAL:  # its dates are those of the original
            del self.fields["in_force_on"]
            return
        for office in Office.objects.filter(is_active=True):
            self.fields[f"office_{office.pk}"] = date_field(
                label=office.name, required=False
            )
        dates = dict(self.instance.office_dates.values_list("office_id", "in_force_on"))
        self.initial |= {f"office_{pk}": day for pk, day in dates.items()}

    def values(self):
        names = set(self.fields) & set(self.Meta.fields) - {"text"}
        return {name: self.cleaned_data[name] for name in names}

    def office_dates(self):
        offices = {f"office_{o.pk}": o for o in Office.objects.filter(is_active=True)}
        return {
            offices[name]: day
            for name, day in self.cleaned_data.items()
            if name in offices and day
        }


class MoveForm(forms.Form):
    """Another date for a published text, and for the offices that had their own."""

    in_force_on = date_field(label=_("In force on"))

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["in_force_on"] = version.in_force_on
        self.own = {}
        for row in version.office_dates.select_related("office"):
            name = f"office_{row.office_id}"
            self.own[name] = row.office
            self.initial[name] = row.in_force_on
            self.fields[name] = date_field(label=row.office.name)
        self.fields["reason"] = text_field(
            label=_("Reason"), rows=2, max_length=500, help_text=_("Public.")
        )

    def office_dates(self):
        return {office: self.cleaned_data[name] for name, office in self.own.items()}


class RelationForm(forms.Form):
    """One line of what a version does to other texts."""

    verb = forms.ChoiceField(label=_("This text"), choices=[("", "—"), *Verb.choices])
    object = forms.ModelChoiceField(
        label=_("which text"), queryset=Instruction.objects.none()
    )
    effective_on = date_field(label=_("from"), required=False)
    articles = forms.RegexField(
        r"^[a-z0-9-]+( [a-z0-9-]+)*$",
        label=_("articles"),
        required=False,
        max_length=250,
        help_text=_("As in art-4 art-5; empty means the whole text."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["object"].queryset = Instruction.objects.select_related("issuer")
        self.empty_permitted = True
        for field in self.fields.values():
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"


RelationFormSet = forms.formset_factory(
    RelationForm, extra=2, max_num=50, absolute_max=100, can_delete=True
)


class ImportForm(forms.Form):
    """A Word file to read the text from, or the PDF to keep as the original."""

    file = forms.FileField(
        label=_("Word or PDF file"),
        help_text=_(
            "A Word file (.docx) becomes the text. A PDF is kept as the original, and its words are found by the search."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf"}),
    )

    def clean_file(self):
        try:
            return imports.read(self.cleaned_data["file"])
        except imports.Unreadable as error:
            raise ValidationError(str(error)) from error
