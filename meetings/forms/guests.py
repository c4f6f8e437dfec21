from django import forms
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Registration

SORTS = {
    "": ["name", "pk"],
    "organisation": [
        Coalesce("organisation__acronym", "organisation_name"),
        "name",
        "pk",
    ],
    "asked": ["-asked_at", "-pk"],
    "arrived": [F("arrived_at").desc(nulls_last=True), "name", "pk"],
}
SOUGHT = ("name", "organisation__acronym", "organisation__name", "organisation_name")


class GuestFilter(forms.Form):
    """Whom of the list an organiser asks for; it lives in the address."""

    state = forms.ChoiceField(
        required=False, choices=Registration.State, widget=forms.HiddenInput
    )
    q = forms.CharField(label=_("Name or organisation"), required=False, max_length=100)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", pgettext_lazy("order", "by name")),
            ("organisation", pgettext_lazy("order", "by organisation")),
            ("asked", pgettext_lazy("order", "last registered first")),
            ("arrived", pgettext_lazy("order", "last arrived first")),
        ],
    )

    def narrowed(self, rows):
        """Those asked for, in their order; who waits stands in turn unless told."""
        self.is_valid()
        asked = self.cleaned_data
        for word in asked.get("q", "").split():
            rows = rows.filter(
                Q(*((f"{name}__icontains", word) for name in SOUGHT), _connector=Q.OR)
            )
        state, sort = asked.get("state", ""), asked.get("sort", "")
        if state:
            rows = rows.filter(state=state)
        if state == Registration.State.WAITING and not sort:
            return rows.waiting()
        return rows.order_by(*SORTS[sort])

    def is_narrow(self):
        return bool(self.cleaned_data.get("q") or self.cleaned_data.get("state"))
