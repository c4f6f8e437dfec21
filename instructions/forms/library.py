from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from instructions import asked
from instructions.models import CHOICES, Label, Type
from instructions.selection import SHOWS, Selection


def chosen(choices, empty):
    return [("", empty), *choices]


class LibraryForm(forms.Form):
    """The search box and filters; what is unreadable is left out, with a sentence."""

    q = forms.CharField(
        label=_("Words, “phrases”, -without"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
    on = forms.DateField(
        label=_("On the day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    known = forms.DateField(
        label=_("As published by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=_("What could be read on that day."),
    )
    show = forms.ChoiceField(label=_("Texts"), required=False, choices=SHOWS)
    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=chosen(Type.choices, _("all types"))
    )
    step = forms.ChoiceField(
        label=_("Step"),
        required=False,
        choices=chosen(CHOICES[Label.Scheme.STEP], _("all steps")),
    )
    regime = forms.ChoiceField(
        label=_("Regime"),
        required=False,
        choices=chosen(CHOICES[Label.Scheme.REGIME], _("all regimes")),
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=chosen(CHOICES[Label.Scheme.CHANNEL], _("all channels")),
    )
    factor = forms.ChoiceField(
        label=_("Factor"),
        required=False,
        choices=chosen(CHOICES[Label.Scheme.FACTOR], _("all factors")),
    )
    office = forms.ModelChoiceField(
        label=_("Customs office"),
        required=False,
        queryset=Office.objects.filter(is_active=True),
        empty_label=_("all offices"),
    )
    year = forms.TypedChoiceField(
        label=_("Year"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(year, year) for year in asked.years()]
        self.fields["year"].choices = chosen(choices, _("all years"))
        for name, field in self.fields.items():
            is_list = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"
            field.widget.attrs.setdefault("id", f"id_{name}")

    def selection(self):
        """What can be read of the filters, whatever was typed in the others."""
        self.is_valid()
        return Selection(**self.cleaned_data, language=get_language() or "fr")
