"""The kinds of letter about a meeting."""

CONVENED = "meetings.convened"
MOVED = "meetings.moved"
PLACE_CHANGED = "meetings.place_changed"
CANCELLED = "meetings.cancelled"
UNINVITED = "meetings.uninvited"
PLEASE_ANSWER = "meetings.please_answer"
PAPERS = "meetings.papers"
REMINDER = "meetings.reminder"
WHO_COMES = "meetings.who_comes"
TOMORROW = "meetings.tomorrow"
AFTERWARDS = "meetings.afterwards"
TOPIC_ACCEPTED = "meetings.topic_accepted"
TOPIC_DECLINED = "meetings.topic_declined"
TOPIC_MERGED = "meetings.topic_merged"
TOPIC_PLACED = "meetings.topic_placed"
CALL_OPEN = "meetings.call_open"
CALL_CLOSING = "meetings.call_closing"
CALL_LAST_DAY = "meetings.call_last_day"
CALL_CLOSED = "meetings.call_closed"
AGENDA = "meetings.agenda_published"
PAPER_DUE = "meetings.paper_due"
TOPIC_ESCALATED = "topic.escalated"
TOPIC_GONE_UP = "topic.gone_up"
TOPIC_ANSWERED = "topic.answered"
COMMITTEE_DORMANT = "committee.dormant"
COMMITTEE_ENDED = "committee.ended"
DAY_CONFIRM = "day.confirm"
DAY_CONFIRMED = "day.confirmed"
DAY_WAITING = "day.waiting"
DAY_CANCELLED = "day.cancelled"
DAY_CHANGED = "day.changed"
DAY_REMINDER = "day.reminder"
DAY_CERTIFICATE = "day.certificate"
DESK_LEFT = "handover.left"
DESK_RECEIVED = "handover.received"

# What a move or a cancellation makes untrue while it is not sent yet.
ASKING = [
    CONVENED,
    MOVED,
    PLACE_CHANGED,
    PLEASE_ANSWER,
    PAPERS,
    REMINDER,
    WHO_COMES,
    TOMORROW,
]
