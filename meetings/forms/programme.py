from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from audit.forms import AuditedModelForm
from meetings.models import Opinion, Programme


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,
        help_text=_("Excel workbook (.xlsx) or table (.csv), at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )


class ProgrammeForm(AuditedModelForm):
    """Begin the programme of a year."""

    class Meta:
        model = Programme
        fields = ["year", "directorate"]


class OpenForm(forms.Form):
    """Until when organisations may give their opinion."""

    until = forms.DateField(
        label=_("Opinions until"), widget=forms.DateInput(attrs={"type": "date"})
    )


class OpinionForm(forms.ModelForm):
    class Meta:
        model = Opinion
        fields = ["organisation", "meeting", "text"]

    def __init__(self, *args, organisations, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        own = Organisation.objects.among(organisations)
        self.fields["organisation"].queryset = own
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].empty_label = _("the whole programme")
