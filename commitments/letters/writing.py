"""How a letter about a promise reads: what to do, the promise, why."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.factors import Factor
from commitments.models import Step
from commitments.models.punctuality import DAYS_TO_ANSWER
from notices.kinds import Letter
from notices.sharing import once
from workdays.arithmetic import add_workdays
from workdays.words import date_format

NEEDED = ["owner", "counterparts"]
TITLE = 70


def prepare(notices):
    """Fetch for a whole batch what its letters will ask for."""
    prefetch_related_objects([notice.about for notice in notices], *NEEDED)


def step_of(notice):
    """The step that a letter tells of; a reminder tells of none."""
    name, _space, key = notice.occurrence.partition(" ")
    if name != "step":
        return None
    rows = Step.objects.select_related("organisation")
    return rows.filter(pk=key, commitment=notice.about_id).first()


def short(text):
    return text if len(text) <= TITLE else text[: TITLE - 1].rstrip() + "…"


def places(commitment, step):
    """What the sentences of letters may name."""
    claimed = commitment.claimed_on
    return {
        "reference": commitment.reference,
        "what": short(commitment.own_what),
        "owner": commitment.owner,
        "due": date_format(commitment.due_on),
        "by": step.organisation if step and step.organisation else commitment.owner,
        "until": date_format(add_workdays(claimed, DAYS_TO_ANSWER)) if claimed else "",
    }


def facts(commitment):
    """Pairs of a label and its value; a postponed promise keeps its first date."""
    due = date_format(commitment.due_on)
    if commitment.is_postponed:
        due = _("%(due)s (first promised for %(first)s)") % {
            "due": due,
            "first": date_format(commitment.first_due_on),
        }
    owner = ", ".join(filter(None, [str(commitment.owner), commitment.owner_function]))
    return [
        (_("Reference"), commitment.reference),
        (_("Owner"), owner),
        (_("Owed to"), ", ".join(map(str, commitment.counterparts.all()))),
        (_("Due date"), due),
        (_("Key factor"), Factor(commitment.factor).label),
    ]


def about(subject, first, button, page="commitment"):
    """Writes letters from a subject and a first line with named places."""

    def letter(notice):
        """The same for all its readers: one step, one date, one text."""
        return once(notice.about, f"{notice.kind} {notice.occurrence}", make(notice))

    def make(notice):
        def made():
            commitment, step = notice.about, step_of(notice)
            words = places(commitment, step)
            path = reverse(f"commitments:{page}", args=[commitment.reference])
            return written(
                subject=str(subject) % words,
                thread=f"commitment-{commitment.pk}",
                first=str(first) % words,
                what=commitment.own_what,
                facts=facts(commitment),
                said=step.words if step else "",
                button=str(button),
                address=settings.PORTAL_URL + path,
            )

        return made

    return letter


def written(*, subject, thread, **parts):
    return Letter(
        subject=subject,
        text=render_to_string("commitments/emails/letter.txt", parts),
        html=render_to_string("commitments/emails/letter.html", parts),
        thread=thread,
    )
