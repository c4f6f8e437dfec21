"""Papers of a meeting: private files behind the question who sees the meeting."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.views.files import private_file
from audit.sure import asks_first
from meetings.actions.papers import add_paper, withdraw_paper
from meetings.forms.papers import PaperForm
from meetings.models import Paper
from meetings.views.doors import attempt, managed, may_manage
from meetings.views.meeting import step_form


@login_not_required
@require_safe
def paper(request, pk):
    paper = get_object_or_404(Paper.objects.visible_to(request.user), pk=pk)
    return private_file(request, paper)


def paper_add(request, year, pk):
    meeting = managed(request.user, year, pk)
    return step_form(
        request,
        meeting,
        PaperForm(request.POST or None, request.FILES or None),
        lambda data: add_paper(
            meeting=meeting, title=data["title"], upload=data["file"], by=request.user
        ),
        title=_("Add a paper"),
        intro=_("Whoever may see the meeting may download it."),
        button=_("Add the paper"),
        done=_("The paper was added."),
    )


@require_POST
@asks_first(
    gettext_lazy("Withdraw this paper?"),
    gettext_lazy("Nobody can open it any more; that it was there stays in the record."),
    gettext_lazy("Withdraw the paper"),
)
def paper_withdraw(request, pk):
    papers = Paper.objects.visible_to(request.user).select_related("meeting__programme")
    paper = get_object_or_404(papers, pk=pk)
    if not may_manage(request.user, paper.meeting):
        raise PermissionDenied
    attempt(
        request,
        None,
        lambda: withdraw_paper(paper=paper, by=request.user),
        _("The paper was withdrawn."),
    )
    return redirect(paper.meeting)
