from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import Several
from accounts.models import Mandate, Organisation, User
from audit.forms import AuditedModelForm
from audit.refusal import Refused
from audit.trail import record
from meetings.forms.letter_days import name_the_empty
from meetings.forms.moments import Moments, initial_moments
from meetings.models import Committee, Meeting, Programme, Room
from meetings.models.letter_days import NAMES

WORDS = ["kind", "title", "title_en", "description", "committee"]
PLACE = ["room", "place", "link"]
PEOPLE = ["language", "lead", "officer", "level"]


class Link(forms.URLField):
    """An address for joining from afar; without a scheme it is a secure one."""

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


class MeetingWords(AuditedModelForm):
    """What may be corrected at any time before a meeting is held."""

    class Meta:
        model = Meeting
        fields = WORDS + PEOPLE + NAMES
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        name_the_empty(self, gettext("as the programme says"))
        self.is_local = not user.has_perm("meetings.change_meeting")
        committees = Committee.objects.filter(is_active=True)
        if self.is_local:
            committees = committees.of_secretary(user)
        self.fields["committee"].queryset = committees
        self.fields["committee"].required = self.is_local
        self.fields["lead"].queryset = Organisation.objects.filter(
            kind=Organisation.Kind.CUSTOMS, is_active=True
        )
        customs = Mandate.objects.current().filter(
            user=OuterRef("pk"), organisation__kind=Organisation.Kind.CUSTOMS
        )
        self.fields["officer"].queryset = User.objects.filter(Exists(customs))

    @transaction.atomic
    def save(self, *, by):
        """What was read is what is written over: no step that came between is lost."""
        stored = Meeting.objects.select_for_update().filter(pk=self.instance.pk).first()
        if stored and stored.updated_at != self.instance.updated_at:
            raise Refused(
                gettext(
                    "The portal changed meanwhile: nothing was saved. Please try again."
                )
            )
        return super().save(by=by)


class MeetingForm(Moments, MeetingWords):
    """A planned meeting, whole; dates and guests are free until it is convened."""

    organisations = Several(
        label=_("Invited organisations"), queryset=None, required=False
    )
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        "programme",
        Row("kind", "committee"),
        "title",
        "title_en",
        "description",
        Row("day", "last_day"),
        Row("starts", "ends"),
        Row("room", "place"),
        "link",
        "organisations",
        Row("lead", "officer"),
        Row("language", "level"),
        Fieldset(
            _("When the letters leave"),
            Row("answer_days", "papers_days"),
            Row("reminder_days", "eve_days"),
        ),
    )

    class Meta(MeetingWords.Meta):
        fields = ["programme", *WORDS, *PLACE, *PEOPLE, *NAMES]
        field_classes = {"link": Link}

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        programmes = Programme.objects.filter(year=year).exclude(
            state=Programme.State.CLOSED
        )
        self.fields["programme"].queryset = programmes
        self.fields["room"].queryset = Room.objects.filter(is_active=True)
        self.fields["organisations"].queryset = Organisation.objects.exclude(
            kind=Organisation.Kind.CUSTOMS
        ).filter(is_active=True)
        if self.instance.pk:
            self.initial |= initial_moments(self.instance)
            self.initial["organisations"] = list(self.instance.organisations.all())
        found = list(programmes[:2])
        if self.instance.pk or len(found) == 1:
            self.initial.setdefault("programme", found[0] if found else None)
            self.fields["programme"].widget = forms.HiddenInput()

    def clean(self):
        data = super().clean()
        if data.get("day") and data["day"].year != self.year:
            self.add_error(
                "day", gettext("The day must lie in %(year)s.") % {"year": self.year}
            )
        if "starts_at" in data:
            self.instance.starts_at = data["starts_at"]
            self.instance.ends_at = data["ends_at"]
        return data

    @transaction.atomic
    def save(self, *, by):
        if self.instance.state != Meeting.State.PLANNED:
            raise Refused(
                gettext(
                    "The meeting was convened meanwhile: nothing was saved. Its date "
                    "and place change by the steps on its page, its guests there too."
                )
            )
        meeting = super().save(by=by)
        chosen = set(self.cleaned_data["organisations"])
        if chosen != set(meeting.organisations.all()):
            meeting.organisations.set(chosen)
            record(
                "meeting.guests_chosen",
                meeting,
                by=by,
                reason=", ".join(sorted(o.acronym for o in chosen)),
            )
        return meeting


class MoveForm(Moments):
    """A new date for a convened meeting; nothing else moves it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("Everybody who was invited reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def time(self):
        """The new time as one value, once it is valid."""
        moments = self.cleaned_data["starts_at"], self.cleaned_data["ends_at"]
        return " ".join(f"{moment:%Y-%m-%dT%H:%M}" for moment in moments)


class CancelForm(forms.Form):
    reason = MoveForm.base_fields["reason"]


class PlaceForm(forms.ModelForm):
    """Where; saved by the action alone, which also writes to everybody."""

    class Meta:
        model = Meeting
        fields = PLACE
        field_classes = {"link": Link}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = Room.objects.filter(is_active=True)
