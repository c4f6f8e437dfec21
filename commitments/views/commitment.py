"""The page of one promise: where it stands, its history, its evidence, its loop."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.views.files import private_file
from audit.reading import note_file
from audit.shelf import revalidated, shelved
from commitments import asked, changes, loop, reading, sides
from commitments.models.punctuality import DAYS_TO_ANSWER
from commitments.views.doors import shown, shown_evidence
from workdays.arithmetic import add_workdays


@login_not_required
@shelved
def commitment(request, reference):
    commitment = shown(request.user, reference)
    evidence = asked.evidence(request.user, commitment=commitment.pk)
    rows = asked.counterpart_rows(commitment=commitment.pk)
    reading.show([commitment])
    context = {
        "commitment": commitment,
        "counterparts": rows,
        "evidence": evidence,
        "history": history(commitment, evidence),
        "changes": changes.of_promise(commitment),
        "steps": offered(commitment, rows, request.user),
        "answer_until": answer_until(commitment),
        "before": loop.before(commitment, request.user),
        "after": loop.after(commitment, request.user),
        "whatsapp": whatsapp(commitment),
        "may_correct": request.user.has_perm("commitments.change_commitment"),
    }
    return render(request, "commitments/commitment.html", context)


def history(commitment, evidence):
    """The lines of history; the title of a confidential file is for the parties."""
    seen = {row.pk for row in evidence}
    steps = asked.steps(commitment=commitment.pk)
    for step in steps:
        step.is_hidden = bool(step.evidence_id and step.evidence_id not in seen)
    return steps


def answer_until(commitment):
    if commitment.state != "claimed":
        return None
    return add_workdays(commitment.claimed_on, DAYS_TO_ANSWER)


def offered(commitment, rows, user):
    """What the reader may do now: address, label and look."""
    if user.is_anonymous:
        return []
    if sides.owns(commitment, user):
        return reading.steps(commitment, reading.for_owner(commitment))
    rows = sides.answering(commitment, user, rows)
    return reading.steps(commitment, reading.for_counterpart(commitment, rows))


def whatsapp(commitment):
    """A plain link that opens WhatsApp with the promise and its address."""
    text = _("%(reference)s: %(what)s") % {
        "reference": commitment.reference,
        "what": commitment.own_what,
    }
    address = settings.PORTAL_URL + commitment.get_absolute_url()
    return "https://wa.me/?" + urlencode(
        {"text": f"{text}\n{address}"}, quote_via=quote
    )


@login_not_required
@shelved
@require_safe
@revalidated
def commitment_json(request, reference):
    """One promise with its whole history."""
    commitment = shown(request.user, reference)
    evidence = asked.evidence(request.user, commitment=commitment.pk)
    found = reading.summary(commitment, timezone.localdate())
    found["history"] = [
        {
            "step": step.verb,
            "at": step.at.isoformat(),
            "by": step.organisation and step.organisation.acronym,
            "words": "" if step.is_hidden else step.words,
            "old_due_on": step.old_due_on and step.old_due_on.isoformat(),
            "due_on": step.due_on and step.due_on.isoformat(),
        }
        for step in history(commitment, evidence)
    ]
    found["evidence"] = [
        {
            "title": row.title,
            "url": settings.PORTAL_URL + row.get_absolute_url(),
            "type": row.content_type,
            "size": row.size,
            "sha256": row.sha256,
        }
        for row in evidence
    ]
    note_file(commitment, by=request.user, reason="JSON")
    return JsonResponse(reading.marked(found))


@login_not_required
@require_safe
def evidence(request, pk):
    return private_file(request, shown_evidence(request.user, pk))
