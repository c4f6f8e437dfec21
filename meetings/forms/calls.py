from datetime import time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.forms import FieldErrors
from meetings.forms.moments import DayField, HourField, instant
from meetings.models import TopicCall

MORNING, END_OF_DAY = time(8), time(23, 59)


class End(forms.Form):
    """When a call closes: a day and an hour, or nothing where the meeting decides."""

    closes_on = DayField(label=_("Closes on"), required=False)
    closes_hour = HourField(label=_("At what hour"), required=False)

    def clean(self):
        data = super().clean() or self.cleaned_data
        day, hour = data.get("closes_on"), data.get("closes_hour")
        if hour and not day and "closes_on" not in self.errors:
            self.add_error("closes_on", gettext("Say the day, too."))
        data["closes_at"] = instant(day, hour or END_OF_DAY) if day else None
        return data

    def ask_for(self, call):
        """A year has no meeting to follow: its call needs a day."""
        self.fields["closes_on"].required = call.meeting is None
        if call.meeting:
            self.fields["closes_on"].help_text = gettext(
                "Empty: 15 days before the meeting, wherever it moves."
            )


class CallForm(End, FieldErrors):
    """A new call; it opens at once, or on the day that is named."""

    opens_on = DayField(
        label=_("Opens on"), required=False, help_text=_("Empty: at once.")
    )

    field_order = ["text", "opens_on", "closes_on", "closes_hour"]

    class Meta:
        model = TopicCall
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_for(self.instance)

    def clean(self):
        data = super().clean()
        day, today = data.get("opens_on"), timezone.localdate()
        if day and day < today:
            self.add_error("opens_on", gettext("This day has passed."))
        elif day and day > today:
            self.instance.opens_at = instant(day, MORNING)
        self.instance.closes_at = data["closes_at"]
        return data


class ChangeForm(End):
    """Another end for a call that is announced."""

    def __init__(self, *args, call, **kwargs):
        initial = {}
        if call.closes_at:
            closes = timezone.localtime(call.closes_at)
            initial = {"closes_on": closes.date(), "closes_hour": closes.time()}
        super().__init__(*args, initial=initial, **kwargs)
        self.ask_for(call)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
