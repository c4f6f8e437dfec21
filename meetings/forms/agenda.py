from django import forms
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from audit.forms import FieldErrors
from meetings.models import AgendaItem


class ItemForm(FieldErrors):
    """One point of an agenda; the action saves it."""

    class Meta:
        model = AgendaItem
        fields = [
            "title",
            "title_en",
            "minutes",
            "presenter",
            "presenter_organisation",
            "expects_paper",
        ]
        widgets = {"minutes": forms.NumberInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["presenter_organisation"]
        field.queryset = Organisation.objects.filter(is_active=True)
        field.empty_label = pgettext_lazy("organisation", "none")
        if self.instance.is_follow_up:
            for name in ("title", "title_en", "expects_paper"):
                del self.fields[name]


class MinutesForm(forms.Form):
    """The time of one item, changed on the builder itself."""

    minutes = AgendaItem._meta.get_field("minutes").formfield(
        min_value=1, max_value=600
    )
