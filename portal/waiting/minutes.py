"""Minutes to write, to correct and approve, to answer about, to publish."""

from collections import Counter

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.likeness import prepared_for
from accounts.models import outside_customs
from meetings import parties
from meetings.deadlines import PUBLISHED_WITHIN
from meetings.models import Approval, Correction, Minutes
from portal.waiting.thing import Waiting, named


@prepared_for
def unapproved(reader):
    organisations = reader.organisations()
    partners = outside_customs(organisations)
    own = Q(organisation__in=partners)
    if len(partners) < len(organisations):
        customs = Q(organisation__kind=parties.CUSTOMS)
        if not reader.has_perm("meetings.publish_programme"):
            customs &= Q(minutes__in=Minutes.objects.kept_by(reader))
        own |= customs
    corrected = Correction.objects.undecided().filter(
        minutes=OuterRef("minutes"), organisation=OuterRef("organisation")
    )
    found = Approval.objects.filter(
        own,
        ~Exists(corrected),
        how=Approval.How.PENDING,
        minutes__state=Minutes.State.CIRCULATED,
    )
    more = "organisation__acronym", "minutes__corrections_until"
    found = named(found, "minutes__meeting__", *more)
    return found.select_related("organisation")


def to_approve(user, moment):
    """Circulated minutes that one's organisation has neither corrected nor approved."""
    if not user.organisations():
        return
    for approval in unapproved(user):
        minutes = approval.minutes
        yield Waiting(
            title=minutes.meeting.own_title,
            detail=_("The minutes wait for the approval of %(organisation)s.")
            % {"organisation": approval.organisation},
            action=_("Correct or approve the minutes"),
            url=minutes.get_absolute_url(),
            due_on=minutes.corrections_until,
        )


@prepared_for
def unanswered(reader):
    kept = Minutes.objects.kept_by(reader).circulated()
    found = Correction.objects.undecided().filter(minutes__in=kept)
    return named(found, "minutes__meeting__", "minutes__corrections_until")


def to_answer(user, moment):
    """Circulated minutes with corrections that wait for an answer."""
    rows = unanswered(user)
    counts = Counter(row.minutes_id for row in rows)
    for pk, minutes in {row.minutes_id: row.minutes for row in rows}.items():
        yield Waiting(
            title=minutes.meeting.own_title,
            detail=ngettext(
                "%(count)s correction waits for an answer.",
                "%(count)s corrections wait for an answer.",
                counts[pk],
            )
            % {"count": counts[pk]},
            action=_("Answer the corrections"),
            url=minutes.get_absolute_url(),
            due_on=minutes.corrections_until,
        )


@prepared_for
def approved(reader):
    found = Minutes.objects.kept_by(reader).filter(state=Minutes.State.APPROVED)
    return named(found, "meeting__")


def to_publish(user, moment):
    """Minutes that all parties have approved."""
    for minutes in approved(user):
        yield Waiting(
            title=minutes.meeting.own_title,
            detail=_("All parties have approved the minutes."),
            action=_("Publish the minutes"),
            url=minutes.get_absolute_url(),
            due_on=moment.workdays_after(minutes.meeting.ends_at, PUBLISHED_WITHIN),
        )


SOURCES = [to_approve]
OFFICERS = [to_answer, to_publish]
