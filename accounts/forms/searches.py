from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.models import SavedSearch
from audit.forms import AuditedModelForm

MOST = 30


def own_address(address):
    """An address of this portal, as it stands in French; 404 for any other."""
    path = urlsplit(address).path
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if not is_ours or not path.startswith("/") or len(address) > SavedSearch.LONGEST:
        raise Http404
    try:
        resolve(path)
    except Resolver404 as nowhere:
        raise Http404 from nowhere
    return translate_url(address, settings.LANGUAGE_CODE)


class SearchForm(AuditedModelForm):
    """Under which name a list is kept."""

    verb = "savedsearch.kept"

    class Meta:
        model = SavedSearch
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, by, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.user = by
        self.instance.address = own_address(address)

    def clean(self):
        super().clean()
        if self.instance.user.searches.count() >= MOST:
            raise forms.ValidationError(
                _("You keep %(most)s searches already. Remove one first.")
                % {"most": MOST}
            )

    def _get_validation_exclusions(self):
        """The name must be free among one's own."""
        return super()._get_validation_exclusions() - {"user"}
