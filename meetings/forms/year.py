from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from meetings.models import Committee, Invitation, Meeting

SORTS = {
    "date": ("starts_at", "pk"),
    "kind": ("kind", "starts_at", "pk"),
    "subject": ("title", "starts_at", "pk"),
    "state": ("state", "starts_at", "pk"),
}


class YearFilter(forms.Form):
    """What of a year's meetings a reader asks for; it lives in the address."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    region = forms.ChoiceField(label=_("Region or directorate"), required=False)
    committee = forms.ChoiceField(label=_("Committee"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", pgettext_lazy("order", "by date")),
            ("kind", pgettext_lazy("order", "by kind")),
            ("subject", pgettext_lazy("order", "by subject")),
            ("state", pgettext_lazy("order", "by state")),
        ],
    )

    def __init__(self, data, meetings):
        super().__init__(data)
        self.meetings = meetings
        everything = [("", pgettext_lazy("filter", "all"))]
        self.fields["kind"].choices = everything + Meeting.Kind.choices
        self.fields["state"].choices = everything + Meeting.State.choices
        for name, found in (
            ("organisation", self.organisations()),
            ("region", self.regions()),
            ("committee", self.committees()),
        ):
            self.fields[name].choices = everything + found
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def organisations(self):
        guests = Invitation.objects.filter(
            organisation=OuterRef("pk"), meeting__in=self.meetings.values("pk")
        )
        return [
            (acronym, acronym)
            for acronym in Organisation.objects.filter(Exists(guests)).values_list(
                "acronym", flat=True
            )
        ]

    def regions(self):
        units = Organisation.objects.filter(
            Q(pk__in=self.meetings.values("lead"))
            | Q(pk__in=self.meetings.values("committee__unit"))
        )
        return [(a, a) for a in units.values_list("acronym", flat=True)]

    def committees(self):
        committees = Committee.objects.filter(pk__in=self.meetings.values("committee"))
        return [(str(c.pk), c.own_name) for c in committees]

    def narrowed(self):
        """The meetings that are asked for; what makes no sense is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        order = SORTS[asked.pop("sort", "date")]
        meetings = self.meetings.order_by(*order)
        if organisation := asked.pop("organisation", None):
            guests = Invitation.objects.filter(
                meeting=OuterRef("pk"), organisation__acronym=organisation
            )
            meetings = meetings.filter(Exists(guests))
        if region := asked.pop("region", None):
            meetings = meetings.filter(
                Q(lead__acronym=region) | Q(committee__unit__acronym=region)
            )
        return meetings.filter(**asked)

    def is_narrow(self):
        return any(value for name, value in self.cleaned_data.items() if name != "sort")
