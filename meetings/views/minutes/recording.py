"""An approval on paper: recorded by the officer, its letter kept and shown."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.views.files import private_file
from meetings import parties
from meetings.actions.minutes.recording import record_approval
from meetings.forms.minutes import RecordForm
from meetings.models import ApprovalProof
from meetings.views.meeting import step_form
from meetings.views.minutes.doors import kept


def record(request, year, pk):
    minutes = kept(request.user, year, pk)
    waiting = parties.recordable_by(request.user, minutes)
    return step_form(
        request,
        minutes.meeting,
        RecordForm(
            request.POST or None,
            request.FILES or None,
            approvals=waiting if waiting.exists() else minutes.approvals.all(),
        ),
        lambda data: record_approval(minutes=minutes, by=request.user, **data),
        title=_("Record an approval given in writing"),
        intro=_(
            "For a party of which nobody has an account. Its letter is kept with its "
            "fingerprint, the minutes say that you recorded it, and the party is told."
        ),
        button=_("Record the approval"),
        done=_("The approval is recorded; the party is told."),
        back=minutes,
    )


@login_not_required
@require_safe
def proof(request, pk):
    found = get_object_or_404(ApprovalProof.objects.visible_to(request.user), pk=pk)
    return private_file(request, found)
