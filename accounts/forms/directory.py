from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.directory import KINDS, SORTS


class DirectoryFilter(forms.Form):
    """What of the directory a reader asks for; it lives in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=KINDS)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def asked(self):
        """What makes sense of the address; the rest is left out."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "words": asked.get("q", ""),
            "kind": asked.get("kind", ""),
            "sort": asked.get("sort", ""),
        }
