"""Day and hours as people type them: pickers where the browser has them, text too."""

import re
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workdays.forms import DayField

HOUR = re.compile(r"^(\d{1,2})\s*[hH:.]\s*(\d{2})?$")


class HourField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write an hour such as 10:30 or 10h30.")}

    def to_python(self, value):
        found = HOUR.match(str(value or "").replace("\u00a0", " ").strip())
        if found:
            value = f"{found[1]}:{found[2] or '00'}"
        return super().to_python(value)


class Moments(forms.Form):
    """A day with a beginning and an end; gives `starts_at` and `ends_at`."""

    day = DayField(label=_("Day"))
    starts = HourField(label=_("Starts at"))
    ends = HourField(label=_("Ends at"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        if {"day", "starts", "ends"} <= data.keys():
            data["starts_at"] = instant(data["day"], data["starts"])
            data["ends_at"] = instant(data["day"], data["ends"])
            if data["ends"] <= data["starts"]:
                self.add_error("ends", gettext("A meeting must end after it starts."))
        return data


def instant(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))


def initial_moments(meeting):
    starts, ends = map(timezone.localtime, (meeting.starts_at, meeting.ends_at))
    return {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
