"""Whether a letter about a promise still holds; else why it is withdrawn."""

from django.utils.translation import gettext as _

from commitments.models import UNDER_WAY, State


def always(notice):
    return ""


def of_date(notice):
    """A reminder belongs to the date that its occurrence begins with."""
    commitment = notice.about
    if commitment.state not in UNDER_WAY:
        return _("The commitment is no longer under way.")
    if not notice.occurrence.startswith(commitment.due_on.isoformat()):
        return _("The commitment was postponed.")
    return ""


def of_claim(notice):
    if notice.about.state != State.CLAIMED:
        return _("The claim was answered.")
    return ""


def of_confirmation(notice):
    if notice.about.state != State.KEPT:
        return _("It was contested since.")
    return ""


def of_contest(notice):
    if notice.about.contested_on is None:
        return _("It was claimed done again since.")
    return ""


def of_abandonment(notice):
    commitment = notice.about
    if commitment.state != State.ABANDONED or commitment.consented_on:
        return _("The abandonment is agreed upon already.")
    return ""
