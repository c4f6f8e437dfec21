from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Invitation, Meeting
from meetings.words import folded
from meetings.yearbook import Words, with_guests

UNIT = "committee__unit__acronym"
# What a row must hold for its choices to be offered.
OFFERED = (
    "lead__acronym",
    "committee_id",
    "committee__name",
    "committee__name_en",
    UNIT,
)

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

    def __init__(self, data, meetings, rows=None):
        super().__init__(data)
        self.meetings = meetings
        rows = with_guests(meetings, *OFFERED) if rows is None else rows
        everything = [("", pgettext_lazy("filter", "all"))]
        self.fields["kind"].choices = everything + Meeting.Kind.choices
        self.fields["state"].choices = everything + Meeting.State.choices
        for name, found in (
            ("organisation", organisations(rows)),
            ("region", regions(rows)),
            ("committee", committees(rows)),
        ):
            self.fields[name].choices = everything + sorted(found, key=by_label)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

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

    def picked(self, rows):
        """The same among the year's rows, which stand in the order of time."""
        self.is_valid()
        if not any(self.cleaned_data.values()):
            return rows
        keys = self.narrowed().values_list("pk", flat=True)
        by_key = {row["pk"]: row for row in rows}
        return [by_key[pk] for pk in keys if pk in by_key]

    def is_narrow(self):
        return any(value for name, value in self.cleaned_data.items() if name != "sort")


def organisations(rows):
    return {(acronym, acronym) for row in rows for acronym in row["guests"]}


def regions(rows):
    """Who leads a meeting, and the directorates whose committees meet."""
    found = {row[name] for row in rows for name in ("lead__acronym", UNIT)}
    return {(acronym, acronym) for acronym in found if acronym}


def committees(rows):
    words = Words()
    return {
        (str(row["committee_id"]), words.own(row, "committee__name"))
        for row in rows
        if row["committee_id"]
    }


def by_label(choice):
    value, label = choice
    return folded(label), value
