from meetings import documents
from tests.access.meetings import MEETING, of_guests, of_meeting
from tests.access.roles import (
    DONE,
    HIDDEN,
    KEEPERS,
    LOCAL,
    OFFICERS,
    OK,
    PARTIES,
    POST,
    Row,
    everybody,
    some,
)

TOPIC, ITEM, CALL = ("TOPIC",), ("ITEM",), ("CALL",)
CONFLICT = 409
PDF = OK if documents.is_possible() else HIDDEN


def seen(name, *args, answer=OK):
    """What the parties of the meeting and the officers read."""
    return Row(name, args, HIDDEN, dict.fromkeys(PARTIES, answer))


TOPICS = [
    everybody("meetings:topics"),
    everybody("meetings:topics_csv"),
    some((*LOCAL, "broker", "carrier"), "meetings:propose_topic"),
    some((*LOCAL, "broker", "carrier"), "meetings:similar_topics"),
    seen("meetings:topic", *TOPIC),
    *[
        of_meeting(f"meetings:{name}", *TOPIC)
        for name in (
            *("topic_accept", "topic_decline", "topic_merge", "topic_place"),
            *("escalate", "answer_topic"),
        )
    ],
    of_guests("meetings:topic_edit", *TOPIC),
    *[
        some(
            ["broker"],
            f"meetings:topic_{name}",
            *TOPIC,
            answer=DONE,
            others=HIDDEN,
            forbidden=OFFICERS,
            **POST,
        )
        for name in ("follow", "unfollow")
    ],
    some(KEEPERS, "meetings:call_for_year", "YEAR"),
    of_meeting("meetings:call_for_meeting", *MEETING),
    of_meeting("meetings:call_change", *CALL),
    of_meeting("meetings:call_withdraw", *CALL),
    seen("meetings:agenda", *MEETING),
    seen("meetings:agenda_edition", *MEETING, 1),
    seen("meetings:agenda_pdf", *MEETING, answer=PDF),
    of_meeting("meetings:agenda_build", *MEETING),
    of_meeting("meetings:agenda_topic", *MEETING, answer=HIDDEN, **POST),
    of_meeting("meetings:agenda_order", *MEETING, answer=CONFLICT, **POST),
    of_meeting("meetings:agenda_publish", *MEETING, answer=DONE, **POST),
    of_meeting("meetings:item_add", *MEETING),
    of_meeting("meetings:item_edit", *ITEM),
    of_guests("meetings:item_paper", *ITEM),
    *[
        of_meeting(f"meetings:item_{name}", *ITEM, answer=DONE, **POST)
        for name in ("move", "minutes", "remove")
    ],
]
