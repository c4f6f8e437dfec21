"""What the home page tells of promises: the share kept on time, the late, the kept."""

from django.utils.translation import gettext as _

from commitments import indicators
from commitments.models import Commitment, Plan, State

SHOWN = 3


def promises(user):
    """Empty until something was promised that the reader may see."""
    seen = Commitment.objects.visible_to(user)
    if not seen.exists():
        return {}
    late = seen.overdue().order_by("due_on", "reference")
    kept = seen.filter(state=State.KEPT).order_by("-closed_on", "-pk")
    return {
        "figures": indicators.together(seen),
        "lists": [
            (_("Late"), list(late.select_related("owner")[:SHOWN])),
            (_("Kept last"), list(kept.select_related("owner")[:SHOWN])),
        ],
        "plan": Plan.objects.visible_to(user).current().first(),
    }
