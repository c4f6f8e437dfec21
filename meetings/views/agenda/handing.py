"""Who presents an item hands in its paper."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from meetings.actions.papers import add_paper
from meetings.forms.papers import PaperForm
from meetings.models import AgendaItem
from meetings.views.doors import may_manage, shown
from meetings.views.meeting import step_form


def item_paper(request, pk):
    items = AgendaItem.objects.select_related("meeting__programme")
    item = get_object_or_404(items, pk=pk)
    meeting = shown(request.user, item.meeting.programme.year, item.meeting_id)
    presents = request.user.is_focal_point_of(item.presenter_organisation_id)
    if not presents and not may_manage(request.user, meeting):
        raise PermissionDenied
    return step_form(
        request,
        meeting,
        PaperForm(request.POST or None, request.FILES or None),
        lambda data: add_paper(
            meeting=meeting,
            item=item,
            title=data["title"],
            upload=data["file"],
            by=request.user,
        ),
        title=_("Hand in a paper"),
        intro=_(
            "For the item “%(title)s”. Whoever may see the meeting may download it."
        )
        % {"title": item.own_title},
        button=_("Hand in the paper"),
        done=_("The paper was added."),
    )
