"""Day and hours as people type them: pickers where the browser has them, text too."""

import re
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.when import LONGEST
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
    """One day or several, between two hours; gives `starts_at` and `ends_at`."""

    day = DayField(label=_("Day"))
    last_day = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Only if it lasts several days, each between the same hours."),
    )
    starts = HourField(label=_("Starts at"))
    ends = HourField(label=_("Ends at"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        if {"day", "starts", "ends"} <= data.keys():
            data["starts_at"] = instant(data["day"], data["starts"])
            last_day = data.get("last_day") or data["day"]
            data["ends_at"] = instant(last_day, data["ends"])
            if last_day < data["day"]:
                self.add_error("last_day", gettext("The last day is before the first."))
            elif last_day - data["day"] > LONGEST:
                self.add_error(
                    "last_day", gettext("A meeting lasts seven days at most.")
                )
            if data["ends"] <= data["starts"]:
                self.add_error("ends", gettext("A meeting must end after it starts."))
        return data


def instant(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))


def initial_moments(meeting):
    starts, ends = map(timezone.localtime, (meeting.starts_at, meeting.ends_at))
    several = ends.date() != starts.date()
    return {
        "day": starts.date(),
        "last_day": ends.date() if several else None,
        "starts": starts.time(),
        "ends": ends.time(),
    }
