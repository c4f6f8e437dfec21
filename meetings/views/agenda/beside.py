"""What a meeting's page says of its agenda and of the topics asked for it."""

from audit.prepared import first
from meetings import agendas, asked, documents
from meetings.actions.agenda import FINAL
from meetings.views.topics.listing import may_propose


def agenda_beside(meeting, user, manages):
    edition = agendas.last_edition(meeting)
    call = call_for(meeting)
    return {
        "edition": edition,
        "rows": list(agendas.timed(meeting, edition.items)) if edition else [],
        "has_pdf": bool(edition) and documents.is_possible(),
        "call": call,
        "is_open": bool(call) and call.is_open(),
        "may_propose": takes_topics(meeting, call) and may_propose(user),
        "may_call": manages and call is None and takes_topics(meeting, call),
        "may_build": manages and meeting.state not in FINAL,
        "proposed": proposed(meeting, user),
    }


def call_for(meeting):
    """The one that was not withdrawn; it knows its meeting, and when it closes."""
    call = first(asked.calls(meeting=meeting.pk))
    if call:
        call.meeting = meeting
    return call


def takes_topics(meeting, call):
    """Before it begins, and while its call is open where it has one."""
    if meeting.state not in {"planned", "convened"} or meeting.has_begun():
        return False
    return call is None or call.is_open()


def proposed(meeting, user):
    """How many topics for this meeting the reader may see, decided or not."""
    line = first(asked.topics_proposed(user, meeting=meeting.pk))
    return line["count"] if line else 0
