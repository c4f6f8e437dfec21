"""The text of minutes for a party of which nobody has an account to read them with."""

from django.utils.translation import gettext as _

from meetings import minutes_text
from meetings.models import Level, Minutes


def is_public(minutes):
    return minutes.state == Minutes.State.PUBLISHED and minutes.level == Level.PUBLIC


def enclosure(minutes):
    """The whole text as a file, sealed or not yet."""
    text = minutes.text if minutes.is_sealed else minutes_text.draft(minutes)
    return "compte-rendu.txt", text.encode("utf-8-sig"), "text/plain"


def without_account(minutes):
    if minutes.is_sealed:
        return _("The text is enclosed.")
    return _(
        "The text is enclosed. You need no account: send your signed approval, with a "
        "reservation if need be, to the officer in charge, who records it with your "
        "letter as its proof."
    )
