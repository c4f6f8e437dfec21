"""A committee that meets no more: its members and its secretary read why."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Entry
from meetings.letters import audience, codes
from meetings.letters.notes import note
from notices.kinds import Kind, nothing, register

REASON = gettext_lazy(
    "You receive this letter because your organisation sits on this committee, or "
    "because you are its secretary."
)


def still_true(notice):
    return _("This committee meets again.") if notice.about.is_active else ""


def letter(notice):
    committee = notice.about
    entry = Entry.objects.filter(pk=notice.occurrence).first()
    return note(
        subject=_("Ended: %(committee)s") % {"committee": committee.own_name},
        first=_("This committee no longer meets."),
        name=committee.own_name,
        path=reverse("meetings:committees"),
        action=_("See the other committees"),
        parts=[(_("Reason"), entry.reason if entry else "")],
        thread=f"committee-{committee.pk}",
    )


def register_all():
    register(
        Kind(
            code=codes.COMMITTEE_ENDED,
            name=gettext_lazy("A committee has ended"),
            reason=REASON,
            owed=nothing,
            still_true=still_true,
            letter=letter,
            may_be_off=True,
            concerns=concerned,
        )
    )


def concerned(user):
    return audience.is_focal_point(user) or audience.may_keep_meetings(user)
