"""What a reader asks of the register; it lives in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.asked import counterparts, owners_and_years
from commitments.factors import Factor
from commitments.models import Status

ALL = ("", pgettext_lazy("filter", "all"))


def factors():
    """Asked for each reader, in whose language they are named."""
    return [ALL, *((n, f"{n}. {Factor(n).label}") for n in Factor.values)]


class RegisterForm(forms.Form):
    """Filters and order; what is unreadable is left out, with a sentence."""

    q = forms.CharField(
        label=_("Words or reference"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, *Status.choices]
    )
    factor = forms.TypedChoiceField(
        label=_("Key factor"),
        required=False,
        coerce=int,
        choices=factors,
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    counterpart = forms.ChoiceField(label=_("Counterpart"), required=False)
    year = forms.TypedChoiceField(
        label=_("Year of the first due date"), required=False, coerce=int
    )
    overdue = forms.BooleanField(label=_("overdue only"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", pgettext_lazy("order", "what is due first")),
            ("latest", pgettext_lazy("order", "what is due last")),
            ("new", pgettext_lazy("order", "promised last")),
            ("changed", pgettext_lazy("order", "changed last")),
            ("owner", pgettext_lazy("order", "by owner")),
        ],
    )

    def __init__(self, data, user):
        super().__init__(data)
        found = owners_and_years(user)
        owners = {owner for owner, _year in found}
        years = {year for _owner, year in found}
        owed_to = counterparts(user)
        self.fields["counterpart"].choices = [ALL, *((a, a) for a in owed_to)]
        self.fields["owner"].choices = [ALL, *((a, a) for a in sorted(owners))]
        self.fields["year"].choices = [ALL, *((y, y) for y in sorted(years))]
        for name, field in self.fields.items():
            is_list = isinstance(field, forms.ChoiceField)
            look = "form-select" if is_list else "form-control"
            field.widget.attrs["class"] = (
                "form-check-input" if name == "overdue" else look
            )

    @property
    def asked(self):
        """The filters that can be read, whatever was typed in the others."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrow(self):
        return bool(set(self.asked) - {"sort"})
