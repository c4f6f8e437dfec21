from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workdays.actions import YEARS

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


class DayField(forms.DateField):
    """A day as people type it: a picker where the browser has one, text too."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Write a day such as 26/01/2027.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=DAYS, **kwargs)


def next_year():
    return timezone.localdate().year + 1


class SeedForm(forms.Form):
    """Which year to seed."""

    year = forms.IntegerField(
        label=_("Year"), min_value=YEARS[0], max_value=YEARS[-1], initial=next_year
    )
