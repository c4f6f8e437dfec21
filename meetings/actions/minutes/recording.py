"""A party of which nobody has an account approves in writing; an officer records it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.uploads import TYPES, fingerprint, safe_name
from audit.refusal import Refused
from audit.trail import record
from meetings import parties
from meetings.actions.minutes.approving import give, may_approve, seal_if_complete
from meetings.actions.minutes.keeping import State, locked
from meetings.letters import minutes_codes as codes
from meetings.models import Approval, ApprovalProof
from notices import outbox


@transaction.atomic
def record_approval(*, minutes, organisation, function, proof, by, reservation=""):
    """Keep the letter of the party with its fingerprint, and approve in its name."""
    minutes = locked(minutes, State.CIRCULATED)
    waiting = parties.recordable_by(by, minutes).filter(organisation=organisation)
    approval = Approval.objects.select_for_update().filter(pk__in=waiting).first()
    if approval is None:
        raise Refused(why_not_recorded(minutes, organisation))
    may_approve(approval)
    kept = ApprovalProof.objects.create(
        approval=approval,
        file=proof,
        name=safe_name(proof.name, proof.extension),
        content_type=TYPES[proof.extension],
        size=proof.size,
        sha256=fingerprint(proof),
        added_by=by,
    )
    record("approval.proved", kept, by=by)
    give(approval, Approval.How.RECORDED, by, function.strip(), reservation.strip())
    people = parties.without_account(minutes, [organisation])
    outbox.post_all(codes.RECORDED, approval, people, str(kept.pk))
    seal_if_complete(minutes, by=by)
    return approval


def why_not_recorded(minutes, organisation):
    """Nobody speaks for a party that can speak, nor for one that was not asked."""
    approval = minutes.approvals.filter(organisation=organisation).first()
    if approval is None:
        return _("%(organisation)s is not a party to these minutes.") % {
            "organisation": organisation
        }
    if approval.is_given:
        return _("%(organisation)s has approved already.") % {
            "organisation": organisation
        }
    if parties.speak_for_themselves([organisation]):
        return _(
            "Somebody speaks for %(organisation)s in the portal: it approves itself."
        ) % {"organisation": organisation}
    return _("Only whoever keeps the minutes records an approval.")
