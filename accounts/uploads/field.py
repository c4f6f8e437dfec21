"""A form field for files: accepted by content, size and what is inside."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.uploads.inside import harm_in
from accounts.uploads.kinds import ACCEPTED, HINT, extension
from accounts.uploads.scanning import harm_found


def checked(upload):
    """The file with its `extension`; ValidationError where it is not acceptable."""
    if upload.size > settings.PAPER_MAX_BYTES:
        raise ValidationError(
            gettext("This file has %(size)s; at most %(limit)s are accepted.")
            % {
                "size": filesizeformat(upload.size),
                "limit": filesizeformat(settings.PAPER_MAX_BYTES),
            }
        )
    upload.extension = extension(upload, upload.name)
    if not upload.extension:
        raise ValidationError(
            gettext("The content of this file is not of an accepted type.")
        )
    if harm := harm_in(upload, upload.extension) or harm_found(upload):
        raise ValidationError(harm)
    upload.seek(0)
    return upload


class CheckedFileField(forms.FileField):
    """A file of an accepted type, told by its content; it knows its `extension`."""

    def __init__(self, **options):
        options.setdefault("label", _("File"))
        options.setdefault("help_text", HINT)
        widget = forms.ClearableFileInput(attrs={"accept": ACCEPTED})
        super().__init__(max_length=255, widget=widget, **options)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return checked(upload) if upload else upload
