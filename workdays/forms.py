from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workdays.actions import YEARS


def next_year():
    return timezone.localdate().year + 1


class SeedForm(forms.Form):
    """Which year to seed."""

    year = forms.IntegerField(
        label=_("Year"), min_value=YEARS[0], max_value=YEARS[-1], initial=next_year
    )
