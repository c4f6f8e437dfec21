from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.uploads import CheckedFileField


class PaperForm(forms.Form):
    """A file for a meeting, judged by what it holds."""

    title = forms.CharField(label=_("Title"), max_length=150)
    file = CheckedFileField()
