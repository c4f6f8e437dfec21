"""What every export of a demonstration says of itself."""

from django.conf import settings
from django.utils.translation import gettext as _


def mark():
    return _("fictitious data") if settings.DEMO else ""


def headed(headers):
    """The headers of a table, the last of them the mark of a demonstration."""
    return [*headers, mark()] if mark() else list(headers)
