from meetings.models.committee import Committee
from meetings.models.importing import ImportDraft
from meetings.models.invitation import Delegate, Invitation
from meetings.models.meeting import Level, Meeting, Paper
from meetings.models.programme import CalendarKey, Opinion, Programme, Room

__all__ = [
    "CalendarKey",
    "Committee",
    "Delegate",
    "ImportDraft",
    "Invitation",
    "Level",
    "Meeting",
    "Opinion",
    "Paper",
    "Programme",
    "Room",
]
