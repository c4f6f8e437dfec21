from datetime import UTC, datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.words import folded
from meetings.models import Committee

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
FAR_OFF = datetime(9999, 1, 1, tzinfo=UTC)


def next_meeting(committee):
    return committee.next.starts_at if committee.next else FAR_OFF


SORTS = {
    "": lambda row: (list(Committee.Kind).index(row.kind), folded(row.own_name)),
    "name": lambda row: folded(row.own_name),
    "last": lambda row: row.last_held_at or LONG_AGO,
    "next": next_meeting,
}


class CommitteeFilter(forms.Form):
    """What of the committees a reader asks for; it lives in the address."""

    q = forms.CharField(label=_("Name, office or unit"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", pgettext_lazy("filter", "all")), *Committee.Kind.choices],
    )
    dormant = forms.BooleanField(label=_("dormant only"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", pgettext_lazy("order", "by kind")),
            ("name", pgettext_lazy("order", "by name")),
            ("last", pgettext_lazy("order", "longest without a meeting first")),
            ("next", pgettext_lazy("order", "next meeting first")),
        ],
    )

    def narrowed(self, committees):
        """Those asked for, in the order asked for; what makes no sense is left out."""
        self.is_valid()
        asked = self.cleaned_data
        words = folded(asked.get("q", "")).split()
        rows = [
            row
            for row in committees
            if asked.get("kind") in ("", None, row.kind)
            and (not asked.get("dormant") or row.is_dormant())
            and all(word in told_of(row) for word in words)
        ]
        return sorted(rows, key=SORTS[asked.get("sort", "")])

    def is_narrow(self):
        return any(value for name, value in self.cleaned_data.items() if name != "sort")


def told_of(committee):
    """What the list says of one, to look for words in."""
    offices = [office.name for office in committee.offices.all()]
    return folded(" ".join([committee.own_name, str(committee.unit or ""), *offices]))
