from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm

from accounts.imports.spreadsheet import MAX_BYTES
from accounts.uploads import harm_found


class SpreadsheetForm(ImportForm):
    """A file, whatever its kind."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].widget.attrs["accept"] = ".xlsx,.csv"

    @property
    def media(self):
        return forms.Media()

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 2 MB."))
        if harm := harm_found(file):
            raise forms.ValidationError(harm)
        file.seek(0)
        return file


class PeopleForm(SpreadsheetForm):
    is_invited = forms.BooleanField(
        label=_("Send the invitation letter to new people"), required=False
    )


class ConfirmPeopleForm(ConfirmImportForm):
    is_invited = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PlainExportForm(ExportForm):
    """Which file format; the columns are always the same."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].initial = "0"
