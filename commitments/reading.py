"""What pages and exports show of promises, worked out once for a whole page."""

from django.conf import settings
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.models import UNDER_WAY, Answer, State
from commitments.models.commitment import counterparts
from commitments.models.punctuality import answered_by


def rows(commitments):
    """What a list needs of each promise, in a fixed number of queries."""
    return commitments.select_related("owner").prefetch_related("counterparts")


def show(commitments, day=None):
    """Give each promise the status that it shows today, and whether it is overdue."""
    day = day or timezone.localdate()
    is_claimed = any(row.state == State.CLAIMED for row in commitments)
    last = answered_by(day) if is_claimed else None
    for commitment in commitments:
        commitment.status_shown = commitment.status(last)
        commitment.overdue_shown = commitment.is_overdue(day)
        commitment.days_late = (day - commitment.due_on).days
    return commitments


def for_owner(commitment):
    """The names of the steps that the owner may take."""
    if commitment.state == State.OPEN:
        return ["start", "claim", "prove", "postpone", "abandon"]
    if commitment.state == State.IN_PROGRESS:
        return ["claim", "prove", "postpone", "abandon"]
    return ["prove"] if commitment.state in (State.CLAIMED, State.KEPT) else []


def for_counterpart(commitment, rows):
    """The names of the steps that a counterpart may take."""
    if commitment.state == State.ABANDONED:
        return ["consent"] if rows and commitment.consented_on is None else []
    waiting = any(row.answer != Answer.CONFIRMED for row in rows)
    if not waiting or commitment.state in UNDER_WAY:
        return []
    last = answered_by(timezone.localdate())
    is_final = commitment.state == State.KEPT and commitment.claimed_on < last
    return ["confirm"] if is_final else ["confirm", "contest"]


def steps(commitment, names):
    labels = {
        "start": (_("Start the work"), ""),
        "claim": (_("Claim it done"), ""),
        "prove": (_("Add evidence"), "btn-secondary"),
        "postpone": (_("Postpone"), "btn-secondary"),
        "abandon": (_("Abandon"), "btn-danger"),
        "confirm": (_("Confirm"), ""),
        "contest": (_("Contest"), "btn-danger"),
        "consent": (_("Agree that it is abandoned"), ""),
    }
    return [
        {
            "url": reverse(f"commitments:{name}", args=[commitment.reference]),
            "label": labels[name][0],
            "css": "btn-secondary"
            if name == "claim" and "start" in names
            else labels[name][1],
        }
        for name in names
    ]


def answer_awaited(organisations):
    """Claims that these counterparts have not answered."""
    silent = counterparts(organisations).filter(answer=Answer.NONE)
    return Q(~Q(owner__in=organisations), Exists(silent), state=State.CLAIMED)


def consent_awaited(organisations):
    """What was abandoned, and these counterparts may agree to."""
    return Q(
        ~Q(owner__in=organisations),
        Exists(counterparts(organisations)),
        state=State.ABANDONED,
        consented_on=None,
    )


def summary(commitment, day):
    """One promise for a machine."""
    show([commitment], day)
    return {
        "reference": commitment.reference,
        "url": settings.PORTAL_URL + commitment.get_absolute_url(),
        "what": commitment.what,
        "what_en": commitment.what_en,
        "owner": commitment.owner.acronym,
        "owner_function": commitment.owner_function,
        "counterparts": [row.acronym for row in commitment.counterparts.all()],
        "factor": commitment.factor,
        "office": commitment.office and commitment.office.code,
        "promised_on": commitment.promised_on.isoformat(),
        "first_due_on": commitment.first_due_on.isoformat(),
        "due_on": commitment.due_on.isoformat(),
        "claimed_on": commitment.claimed_on and commitment.claimed_on.isoformat(),
        "closed_on": commitment.closed_on and commitment.closed_on.isoformat(),
        "status": commitment.status_shown.value,
        "is_overdue": commitment.overdue_shown,
        "is_kept_on_time": commitment.is_kept_on_time,
        "expected_evidence": commitment.expected_evidence,
        "level": commitment.level,
    }


def marked(found):
    """What every export of a demonstration says."""
    return {"notice": _("fictitious data")} | found if settings.DEMO else found
