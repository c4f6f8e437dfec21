"""Who sits on a committee, and until when it meets; every change is in the trail."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.refusal import Refused
from audit.trail import picture, record
from meetings import recipients, seats
from meetings.letters import codes
from meetings.letters.audience import of_organisations
from meetings.models import Committee, CommitteeMember, Meeting, Topic
from notices import outbox

AHEAD = [Meeting.State.PLANNED, Meeting.State.CONVENED]


@transaction.atomic
def unseat(*, seat, by):
    """An organisation leaves a committee; the trail keeps who sat there."""
    seat = CommitteeMember.objects.select_for_update().filter(pk=seat.pk).first()
    if seat is None:
        raise Refused(_("This organisation is no longer a member."))
    record("committeemember.removed", seat, by=by)
    seat.delete()


def why_not_ended(committee):
    """What a committee still has in hand, in a sentence; or nothing."""
    if not committee.is_active:
        return _("This committee no longer meets.")
    if topics := in_hand(committee).count():
        return ngettext(
            "%(count)s topic is still before this committee: settle or escalate it.",
            "%(count)s topics are still before this committee: settle or escalate them.",
            topics,
        ) % {"count": topics}
    if meetings := committee.meetings.filter(state__in=AHEAD).count():
        return ngettext(
            "%(count)s meeting of this committee is still ahead: cancel it first.",
            "%(count)s meetings of this committee are still ahead: cancel them first.",
            meetings,
        ) % {"count": meetings}
    below = [row.own_name for row in committee.children.filter(is_active=True)]
    if below:
        return _("Committees still escalate to this one: %(names)s.") % {
            "names": ", ".join(below)
        }
    return ""


def in_hand(committee):
    """The topics that it has neither discussed nor answered."""
    own = Q(committee=committee) | Q(meeting__committee=committee)
    asked = Q(escalated_to=committee, state=Topic.State.ESCALATED)
    open_topics = Topic.objects.to_settle().exclude(state=Topic.State.ANSWERED)
    return open_topics.filter(own | asked)


@transaction.atomic
def end(*, committee, reason, by):
    """It meets no more; its members and its secretary read why."""
    committee = locked(committee)
    if sentence := why_not_ended(committee):
        raise Refused(sentence)
    if not reason.strip():
        raise Refused(_("Say why this committee ends."))
    people = of_organisations(committee.members.all(), but=by)
    keepers = seats.secretaries([committee.pk]) - {by}
    people += [recipients.of_person(user) for user in keepers]
    entry = settle(committee, "committee.ended", False, reason, by)
    outbox.post_all(codes.COMMITTEE_ENDED, committee, people, str(entry.pk))
    return committee


@transaction.atomic
def resume(*, committee, reason, by):
    """It meets again."""
    committee = locked(committee)
    if committee.is_active:
        raise Refused(_("This committee has not ended."))
    if not reason.strip():
        raise Refused(_("Say why this committee meets again."))
    settle(committee, "committee.resumed", True, reason, by)
    return committee


def locked(committee):
    return Committee.objects.select_for_update().get(pk=committee.pk)


def settle(committee, verb, is_active, reason, by):
    before = picture(committee)
    committee.is_active = is_active
    committee.save(update_fields=["is_active"])
    return record(verb, committee, by=by, before=before, reason=reason)
