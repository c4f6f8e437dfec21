"""The buttons of a meeting's page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.actions.minutes.keeping import why_not_begun
from meetings.models import Meeting, Minutes


def steps(meeting):
    """What an officer may do now: address, label, look, and whether it asks no more."""
    state = Meeting.State
    edit = ("edit", _("Edit"), "btn-secondary")
    cancel = ("cancel", _("Cancel the meeting"), "btn-danger")
    offered = {
        state.PLANNED: [("convene", _("Convene"), ""), edit, cancel],
        state.CONVENED: [
            ("move", _("Move"), ""),
            ("place", _("Change the place"), "btn-secondary"),
            edit,
            cancel,
        ],
        state.HELD: [("close", _("Close the meeting"), "btn-secondary")],
    }.get(meeting.state, [])
    if meeting.state == state.CONVENED and meeting.is_over():
        offered = [("hold", _("Record as held"), "")]
    if not why_not_begun(meeting):
        offered = [*of_minutes(meeting), *offered]
    arguments = [meeting.programme.year, meeting.pk]
    return [
        {
            "url": reverse(f"meetings:{name}", args=arguments),
            "label": label,
            "css": css,
            "is_post": name in {"hold", "close"},
        }
        for name, label, css in offered
    ]


def of_minutes(meeting):
    """Who is there and what is said, while it can still be written."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and minutes.state != Minutes.State.DRAFT:
        return []
    return [
        ("attendance", _("Attendance"), ""),
        ("write_minutes", _("Write the minutes"), ""),
    ]
