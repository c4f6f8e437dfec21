from meetings.models.agenda import AgendaEdition, AgendaItem
from meetings.models.approval import Addendum, Approval, Correction
from meetings.models.approval_proof import ApprovalProof
from meetings.models.attendance import Attendance
from meetings.models.call import TopicCall
from meetings.models.committee import Committee, CommitteeMember
from meetings.models.escalation import Escalation
from meetings.models.findable import Findable
from meetings.models.importing import ImportDraft
from meetings.models.invitation import Delegate, Invitation
from meetings.models.meeting import Level, Meeting, Paper
from meetings.models.minutes import Minutes
from meetings.models.minutes_items import MinutesItem, Passage, Promise
from meetings.models.programme import CalendarKey, Opinion, Programme, Room
from meetings.models.reception import Reception, Registration, Session
from meetings.models.topic import Topic, TopicFollower

__all__ = [
    "Addendum",
    "AgendaEdition",
    "AgendaItem",
    "Approval",
    "ApprovalProof",
    "Attendance",
    "CalendarKey",
    "Committee",
    "CommitteeMember",
    "Correction",
    "Delegate",
    "Escalation",
    "Findable",
    "ImportDraft",
    "Invitation",
    "Level",
    "Meeting",
    "Minutes",
    "MinutesItem",
    "Opinion",
    "Paper",
    "Passage",
    "Programme",
    "Promise",
    "Reception",
    "Registration",
    "Room",
    "Session",
    "Topic",
    "TopicCall",
    "TopicFollower",
]
