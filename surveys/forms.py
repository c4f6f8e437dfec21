from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.forms import AuditedModelForm
from surveys.models import Level, Version, Wave


def text(rows=5):
    return forms.Textarea(attrs={"rows": rows})


class WaveForm(AuditedModelForm):
    """A new wave; it is saved together with its first version."""

    class Meta:
        model = Wave
        fields = ["year", "title", "title_en", "is_fictitious"]


class VersionForm(AuditedModelForm):
    """What an analyst types about a version; a first one corrects nothing."""

    OF_CORRECTIONS = ("note", "note_en", "withdraws_earlier")

    class Meta:
        model = Version
        fields = [
            "mode",
            "starts_on",
            "ends_on",
            "officials_invited",
            "private_invited",
            "minimum",
            "weak_level",
            "methodology",
            "methodology_en",
            "finding",
            "finding_en",
            "note",
            "note_en",
            "withdraws_earlier",
        ]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "methodology": text(),
            "methodology_en": text(),
            "finding": text(3),
            "finding_en": text(3),
            "note": text(3),
            "note_en": text(3),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_correction:
            for name in self.OF_CORRECTIONS:
                del self.fields[name]


class ImportForm(forms.Form):
    codebook = forms.FileField(
        label=_("Codebook"),
        help_text=_("CSV or XLSX: one line a question."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    answers = forms.FileField(
        label=_("Answers"),
        help_text=_(
            "CSV or XLSX, 64 MB at most: one row a person, or one row a count. "
            "The rows are added up and dropped; none is stored."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class LevelsForm(forms.Form):
    """Who sees each question and each breakdown."""

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {}
        for prefix, rows in (
            ("breakdown", version.breakdowns.all()),
            ("question", version.questions.all()),
        ):
            for row in rows:
                name = f"{prefix}-{row.code}"
                self.names[name] = (prefix, row.code)
                words = row.name if prefix == "breakdown" else row.wording
                self.fields[name] = forms.TypedChoiceField(
                    label=f"{row.code} – {words}",
                    choices=Level.choices,
                    coerce=int,
                    initial=row.level,
                )

    def chosen(self, prefix):
        return {
            code: self.cleaned_data[name]
            for name, (kind, code) in self.names.items()
            if kind == prefix
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=text(3))


class ScheduleForm(forms.Form):
    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        help_text=_("Nothing is shown before this minute."),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def clean_publish_at(self):
        publish_at = self.cleaned_data["publish_at"]
        if publish_at <= timezone.now():
            raise forms.ValidationError(
                _("The minute of publication must be still to come.")
            )
        return publish_at


class CorrectionForm(forms.Form):
    is_correction = forms.TypedChoiceField(
        label=_("What changes"),
        choices=[
            ("1", _("an error is corrected")),
            ("0", _("values are updated")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    note = forms.CharField(label=_("Public note"), max_length=1000, widget=text(3))
