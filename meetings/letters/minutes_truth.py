"""Whether a letter about minutes still holds; "" or the reason why not."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import parties
from meetings.models import Approval, Correction, Meeting, Minutes


def of_asking(notice):
    """The reader speaks for a party that has not approved yet."""
    minutes = notice.about
    if minutes.state != Minutes.State.CIRCULATED:
        return _("The minutes are approved.")
    pending = minutes.approvals.filter(how=Approval.How.PENDING)
    if notice.user and has_answered(notice.user, minutes, pending):
        return _("The organisation has approved the minutes.")
    if notice.user is None and not is_asked(notice, minutes, pending):
        return _("The organisation has approved the minutes.")
    return ""


def is_asked(notice, minutes, pending):
    """A party without an account that has not approved has this address."""
    asked = [row.organisation for row in pending.select_related("organisation")]
    people = parties.without_account(minutes, asked)
    return notice.email in {person.email.lower() for person in people}


def has_answered(user, minutes, pending):
    """Every organisation for which the reader speaks has approved."""
    own = minutes.approvals.filter(organisation__in=user.organisations())
    return own.exists() and not own.filter(pk__in=pending.values("pk")).exists()


def of_reminder(notice):
    """The deadline named when it was posted must still be the one, and ahead."""
    if reason := of_asking(notice):
        return reason
    until = notice.about.corrections_until
    if until.isoformat() != notice.occurrence:
        return _("The deadline was moved again.")
    return _("The deadline has passed.") if until < timezone.localdate() else ""


def of_proposal(notice):
    if notice.about.state != Correction.State.PROPOSED:
        return _("The correction is answered.")
    return ""


def of_answer(notice):
    if notice.about.state == Correction.State.PROPOSED:
        return _("The correction is not answered yet.")
    return ""


def of_sealed(notice):
    return "" if notice.about.is_sealed else _("The minutes are not approved.")


def of_recorded(notice):
    is_recorded = notice.about.how == Approval.How.RECORDED
    return "" if is_recorded else _("The minutes were corrected meanwhile.")


def of_published(notice):
    if notice.about.state != Minutes.State.PUBLISHED:
        return _("The minutes are not published.")
    return ""


def of_due(notice):
    meeting = notice.about
    if meeting.state != Meeting.State.HELD:
        return _("The meeting is closed.")
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and minutes.state != Minutes.State.DRAFT:
        return _("The minutes are circulated.")
    return ""
