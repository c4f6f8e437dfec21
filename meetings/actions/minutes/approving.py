"""Approval by every party; with the last one the minutes are sealed for good."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.refusal import Refused
from audit.trail import picture, record
from commitments.actions import promise as make_commitment
from meetings import deadlines, parties
from meetings.actions.minutes.circulating import tell
from meetings.actions.minutes.keeping import State, locked, settle
from meetings.letters import minutes_codes as codes
from meetings.minutes_text import canonical
from meetings.models import Approval, Minutes, Promise
from notices import outbox


@transaction.atomic
def approve(*, minutes, organisation, by, reservation=""):
    """A party approves, in the words of somebody who holds its mandate today."""
    minutes = locked(minutes, State.CIRCULATED)
    own = parties.approvals_of(by, minutes).filter(organisation=organisation)
    approval = Approval.objects.select_for_update().filter(pk__in=own).first()
    if approval is None:
        raise Refused(_("You do not speak for a party to these minutes."))
    may_approve(approval)
    function = parties.function_of(by, organisation)
    give(approval, Approval.How.GIVEN, by, function, reservation.strip())
    seal_if_complete(minutes, by=by)
    return approval


def may_approve(approval):
    """Once, and not over a correction of one's own that waits."""
    organisation = approval.organisation
    if approval.is_given:
        raise Refused(
            _("%(organisation)s has approved already.") % {"organisation": organisation}
        )
    corrections = approval.minutes.corrections.undecided()
    if corrections.filter(organisation=organisation).exists():
        raise Refused(_("Your correction is not answered yet: approve after that."))


def give(approval, how, by, function="", reservation=""):
    before = picture(approval)
    approval.how, approval.at, approval.by = how, timezone.now(), by
    approval.function, approval.reservation = function, reservation
    approval.save()
    record("approval.given", approval, by=by, before=before)


def take_silence(now):
    """Where the committee's rules say so, silence until the deadline is approval."""
    today = timezone.localdate(now)
    over = Minutes.objects.circulated().filter(
        silence_counts=True, corrections_until__lt=today
    )
    for minutes in over.filter(approvals__how=Approval.How.PENDING).distinct():
        take_silence_of(minutes, today)


@transaction.atomic
def take_silence_of(minutes, today):
    try:
        minutes = locked(minutes, State.CIRCULATED)
    except Refused:
        return
    if deadlines.silence_until(minutes) >= today:
        return
    if minutes.corrections.undecided().exists():
        return
    silent = minutes.approvals.filter(how=Approval.How.PENDING)
    for approval in silent.exclude(organisation__kind=parties.CUSTOMS):
        give(approval, Approval.How.SILENCE, None)
    seal_if_complete(minutes, by=None)


def why_not_sealed(minutes):
    """What still stands between the minutes and their seal, in a sentence."""
    if undecided := minutes.corrections.undecided().count():
        return ngettext(
            "%(count)s correction is not answered yet.",
            "%(count)s corrections are not answered yet.",
            undecided,
        ) % {"count": undecided}
    pending = minutes.approvals.filter(how=Approval.How.PENDING)
    names = [approval.organisation.acronym for approval in pending]
    if names:
        return _("Not approved yet by: %(names)s.") % {"names": ", ".join(names)}
    return ""


def seal_if_complete(minutes, *, by):
    """Once all parties approved: the promises stand, the text is fixed for ever."""
    if why_not_sealed(minutes):
        return
    promises = Promise.objects.filter(item__minutes=minutes).select_related("owner")
    for promise in promises.select_for_update(of=["self"]).order_by("pk"):
        make_real(promise, minutes, by)
    text = canonical(minutes)
    settle(
        minutes,
        "minutes.approved",
        by=by,
        state=State.APPROVED,
        approved_at=timezone.now(),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    outbox.withdraw(minutes, _("The minutes are approved."), codes.ASKING)
    tell(codes.APPROVED, minutes, "approved", but=by)


def make_real(promise, minutes, by):
    """What was written in the minutes becomes a commitment with its reference."""
    promise.commitment = make_commitment(
        what=promise.what,
        owner=promise.owner,
        owner_function=promise.owner_function,
        counterparts=promise.counterparts.all(),
        factor=promise.factor,
        due_on=promise.due_on,
        expected_evidence=promise.expected_evidence,
        level=minutes.level,
        office=office_of(promise, minutes),
        by=by,
    )
    promise.save(update_fields=["commitment"])


def office_of(promise, minutes):
    """Where it is to be kept: the topic's office, or the only one of the committee.

    From there it climbs when it is overdue; what another unit promises stands under
    that unit.
    """
    item, committee = promise.item.agenda_item, minutes.meeting.committee
    offices = list(committee.offices.select_related("unit")[:2]) if committee else []
    office = offices[0] if len(offices) == 1 else None
    if item and item.topic and item.topic.office:
        office = item.topic.office
    is_elsewhere = promise.owner.kind == parties.CUSTOMS and (
        office is None or office.unit_id != promise.owner_id
    )
    return None if is_elsewhere else office
