from meetings.models.agenda import AgendaEdition, AgendaItem
from meetings.models.call import TopicCall
from meetings.models.committee import Committee, CommitteeMember
from meetings.models.importing import ImportDraft
from meetings.models.invitation import Delegate, Invitation
from meetings.models.meeting import Level, Meeting, Paper
from meetings.models.programme import CalendarKey, Opinion, Programme, Room
from meetings.models.topic import Topic, TopicFollower

__all__ = [
    "AgendaEdition",
    "AgendaItem",
    "CalendarKey",
    "Committee",
    "CommitteeMember",
    "Delegate",
    "ImportDraft",
    "Invitation",
    "Level",
    "Meeting",
    "Opinion",
    "Paper",
    "Programme",
    "Room",
    "Topic",
    "TopicCall",
    "TopicFollower",
]
