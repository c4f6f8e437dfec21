"""What an administrator does with letters: correct, release, withdraw, clear a mark."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from notices.bell import ring_on_commit
from notices.models import Address, Notice

State = Notice.State
RELEASABLE = {State.DEAD, State.UNDELIVERABLE, State.DOUBTFUL, State.WAITING}


@transaction.atomic
def release(*, notice, by, email=""):
    """Send a letter that was given up, to a corrected address where one is given.

    The Message-ID stays: a doubt that had arrived shows as the same letter.
    """
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state not in RELEASABLE:
        raise Refused(_("Only a letter that waits or failed can be released."))
    before = picture(notice)
    notice.email = (email or notice.email).lower()
    if Address.objects.filter(email=notice.email).exists():
        raise Refused(
            _("%(email)s refuses letters: correct the address or clear its mark.")
            % {"email": notice.email}
        )
    if owed_there_too(notice):
        raise Refused(_("This letter is owed to that address already."))
    notice.state, notice.attempts, notice.reason = State.WAITING, 0, ""
    notice.try_at, notice.ended_at = timezone.now(), None
    notice.save()
    record("notice.released", notice, by=by, before=before)
    ring_on_commit()
    return notice


def owed_there_too(notice):
    same = Notice.objects.filter(
        email=notice.email,
        kind=notice.kind,
        about_type=notice.about_type,
        about_id=notice.about_id,
        occurrence=notice.occurrence,
    )
    return same.exclude(pk=notice.pk).exists()


@transaction.atomic
def withdraw(*, notice, by, reason):
    """Take one letter back for good, with a reason."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state in {State.SENT, State.WITHDRAWN, State.SENDING}:
        raise Refused(_("What was sent or withdrawn cannot be withdrawn."))
    if not reason.strip():
        raise Refused(_("Say why the letter is withdrawn."))
    before = picture(notice)
    notice.state, notice.reason = State.WITHDRAWN, reason.strip()
    notice.ended_at = timezone.now()
    notice.save()
    if notice.is_digest:
        members = Notice.objects.filter(digest=notice, state=State.JOINED)
        members.update(state=State.WITHDRAWN, reason=reason, ended_at=timezone.now())
    record("notice.withdrawn", notice, by=by, before=before, reason=reason)
    return notice


@transaction.atomic
def clear(*, address, by):
    """Let letters go to an address again; those that failed are not sent by this."""
    address = type(address).objects.select_for_update().filter(pk=address.pk).first()
    if address is None:
        raise Refused(_("Letters go to this address again already."))
    record("address.cleared", address, by=by, before={}, reason=address.reason)
    address.delete()


@transaction.atomic
def settle(*, reply, by):
    """Somebody has looked at a reply that was kept aside."""
    reply = type(reply).objects.select_for_update().get(pk=reply.pk)
    if reply.is_settled:
        raise Refused(_("This reply is settled already."))
    before = picture(reply)
    reply.is_settled = True
    reply.save(update_fields=["is_settled"])
    record("reply.settled", reply, by=by, before=before)
    return reply
