"""Take one message: record its answer, note its bounce, or keep it aside."""

import hashlib
import logging

from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from notices import bounces
from notices.models import Reply
from notices.replies import HANDLERS, KeptAside, reading

logger = logging.getLogger(__name__)
LARGEST = 1024 * 1024


def receive(raw):
    """What became of the message; the same one is taken only once."""
    message = reading.parse(raw[:LARGEST])
    key = hashlib.sha256(raw).hexdigest()
    if Reply.objects.filter(sha256=key).exists():
        return Reply.Outcome.KNOWN
    outcome, reason = decide(message, len(raw))
    if outcome != Reply.Outcome.IGNORED:
        keep(message, key, outcome, reason)
    return outcome


def decide(message, size):
    if size > LARGEST:
        return Reply.Outcome.ASIDE, _("The message is too large to be read.")
    if bounces.is_report(message):
        return read_report(message)
    if reading.is_automatic(message):
        return Reply.Outcome.IGNORED, ""
    try:
        with transaction.atomic():
            record(reading.answer_of(message))
    except (KeptAside, Refused) as refusal:
        return Reply.Outcome.ASIDE, str(refusal)
    except Exception as error:
        logger.warning("A reply by mail cannot be read: %r", error)
        return Reply.Outcome.ASIDE, _("The answer cannot be read.")
    return Reply.Outcome.RECORDED, ""


def read_report(message):
    """A delivery report, which mail servers mark as automatic, too."""
    try:
        with transaction.atomic():
            outcome = bounces.note_report(message)
    except Exception as error:
        logger.warning("A delivery report cannot be read: %r", error)
        outcome = Reply.Outcome.ASIDE
    if outcome == Reply.Outcome.ASIDE:
        return outcome, _("The delivery report is about no letter of the portal.")
    return outcome, ""


def record(answer):
    if not any(handler(answer) for handler in HANDLERS):
        raise KeptAside(_("The answer is about nothing that is known here."))


def keep(message, key, outcome, reason):
    part = next(
        (p for p in message.walk() if p.get_content_type() == "text/calendar"), None
    )
    calendar = (part.get_payload(decode=True) or b"") if part else b""
    Reply.objects.get_or_create(
        sha256=key,
        defaults={
            "outcome": outcome,
            "reason": reason,
            "sender": reading.sender_of(message)[:254],
            "to": ", ".join(reading.addresses_of(message))[:254],
            "subject": reading.field(message, "Subject")[:255],
            "calendar": calendar.decode(errors="replace").replace("\x00", "")[:20000],
        },
    )
