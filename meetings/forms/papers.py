from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import papertypes

ACCEPTED = ",".join(f".{extension}" for extension in [*papertypes.TYPES, "jpeg"])


class PaperForm(forms.Form):
    """A file for a meeting, judged by what it holds."""

    title = forms.CharField(label=_("Title"), max_length=150)
    file = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_(
            "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, text or CSV."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > settings.PAPER_MAX_BYTES:
            raise forms.ValidationError(
                gettext("This file has %(size)s; at most %(limit)s are accepted.")
                % {
                    "size": filesizeformat(upload.size),
                    "limit": filesizeformat(settings.PAPER_MAX_BYTES),
                }
            )
        upload.extension = papertypes.extension(upload, upload.name)
        if not upload.extension:
            raise forms.ValidationError(
                gettext("The content of this file is not of an accepted type.")
            )
        return upload
