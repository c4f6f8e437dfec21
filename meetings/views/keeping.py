"""Which programme an officer works on, and whether they may."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from meetings.models import Meeting, Programme


def programme_of(request, year):
    """The programme of a year that the address names, or the first; else 404."""
    programmes = Programme.objects.visible_to(request.user).select_related(
        "directorate"
    )
    wanted = request.POST.get("programme") or request.GET.get("programme")
    for programme in programmes.filter(year=year).order_by("pk"):
        if not wanted or wanted == str(programme.pk):
            return programme
    raise Http404


def require(user, *permissions):
    if not user.has_perms([f"meetings.{name}" for name in permissions]):
        raise PermissionDenied


def may_plan(user):
    """National officers plan the year, local secretaries their own committees."""
    return user.has_perm("meetings.change_meeting") or user.has_perm(
        "meetings.change_local_meeting"
    )


def may_keep(user):
    """Import, copy, ask for opinion, close: the programme officer."""
    return user.has_perms(["meetings.change_programme", "meetings.add_meeting"])


def planned_by(user, year):
    """The meetings of a year that the person plans; 403 for everybody else."""
    if not may_plan(user):
        raise PermissionDenied
    return Meeting.objects.manageable_by(user).filter(programme__year=year)
