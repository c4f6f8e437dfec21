"""What a reader asks of the register; it lives in the address."""

from django import forms
from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from accounts.words import folded
from commitments.factors import Factor
from commitments.models import NOT_CLOSED, Commitment, Counterpart, Status

CLOSED_LAST = Case(When(state__in=NOT_CLOSED, then=Value(0)), default=Value(1))
SORTS = {
    "": (CLOSED_LAST, "due_on", "reference"),
    "latest": ("-due_on", "reference"),
    "new": ("-promised_on", "-pk"),
    "changed": ("-changed_at", "-pk"),
    "owner": ("owner__acronym", "due_on", "reference"),
}
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
        self.seen = Commitment.objects.visible_to(user)
        found = self.seen.order_by().values_list("owner__acronym", "first_due_on__year")
        found = list(found.distinct())
        owners = {owner for owner, _year in found}
        years = {year for _owner, year in found}
        owed_to = Organisation.objects.filter(
            Exists(self.seen_counterparts())
        ).values_list("acronym", flat=True)
        self.fields["counterpart"].choices = [ALL, *((a, a) for a in owed_to)]
        self.fields["owner"].choices = [ALL, *((a, a) for a in sorted(owners))]
        self.fields["year"].choices = [ALL, *((y, y) for y in sorted(years))]
        for name, field in self.fields.items():
            is_list = isinstance(field, forms.ChoiceField)
            look = "form-select" if is_list else "form-control"
            field.widget.attrs["class"] = (
                "form-check-input" if name == "overdue" else look
            )

    def seen_counterparts(self):
        return Counterpart.objects.filter(
            organisation=OuterRef("pk"), commitment__in=self.seen.values("pk")
        )

    @property
    def asked(self):
        """The filters that can be read, whatever was typed in the others."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrow(self):
        return bool(set(self.asked) - {"sort"})

    def narrowed(self):
        """The promises asked for, in the order asked for."""
        asked, day = self.asked, timezone.localdate()
        rows = self.seen
        if words := asked.get("q"):
            for word in folded(words).split():
                rows = rows.filter(words__contains=word)
        if "state" in asked:
            rows = rows.of_status(asked["state"], day)
        for name, key in (
            ("factor", "factor"),
            ("owner", "owner__acronym"),
            ("year", "first_due_on__year"),
        ):
            if name in asked:
                rows = rows.filter(**{key: asked[name]})
        if "counterpart" in asked:
            named = Organisation.objects.filter(acronym=asked["counterpart"])
            rows = rows.owed_to(named)
        if "overdue" in asked:
            rows = rows.overdue(day)
        return rows.order_by(*SORTS[asked.get("sort", "")])
