from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RescheduleForm(forms.Form):
    """Another day in the same year for a planned meeting."""

    day = forms.DateField(label=_("New day"))

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        day = timezone.localtime(meeting.starts_at).date()
        year = meeting.programme.year
        self.fields["day"].initial = day
        self.fields["day"].widget = forms.DateInput(
            format="%Y-%m-%d",
            attrs={"type": "date", "min": f"{year}-01-01", "max": f"{year}-12-31"},
        )
        self.year = year

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day.year != self.year:
            raise forms.ValidationError(
                _("The day must lie in %(year)s.") % {"year": self.year}
            )
        return day
