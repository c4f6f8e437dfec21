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
    members,
    some,
)

MEETING = ("YEAR", "MEETING")


def of_meeting(name, *args, answer=OK, **row):
    """What officers do to a meeting that only its parties see."""
    seen = [p for p in PARTIES if p not in KEEPERS]
    return some(
        KEEPERS, name, *args, answer=answer, others=HIDDEN, forbidden=seen, **row
    )


def of_guests(name, *args, answer=OK, **row):
    """What the invited organisation and the officers do; other readers may not."""
    doers = (*KEEPERS, "broker")
    seen = [p for p in PARTIES if p not in doers]
    return some(doers, name, *args, answer=answer, others=HIDDEN, forbidden=seen, **row)


MEETINGS = [
    Row("meetings:meeting", MEETING, HIDDEN, dict.fromkeys(PARTIES, OK)),
    everybody("meetings:meeting", "YEAR", "LOCAL"),
    Row("meetings:meeting_ics", MEETING, HIDDEN, dict.fromkeys(PARTIES, OK)),
    Row("meetings:paper", ("PAPER",), HIDDEN, dict.fromkeys(PARTIES, OK)),
    some(LOCAL, "meetings:add", "YEAR"),
    some(LOCAL, "meetings:edit", "YEAR", "LOCAL"),
    some(LOCAL, "meetings:reschedule", "YEAR", "LOCAL"),
    some(LOCAL, "meetings:cancel", "YEAR", "LOCAL"),
    *[
        of_meeting(f"meetings:{name}", *MEETING)
        for name in ("edit", "move", "place", "cancel", "invite", "paper_add")
    ],
    of_meeting("meetings:convene", *MEETING),
    of_meeting("meetings:hold", *MEETING, answer=DONE, **POST),
    of_meeting("meetings:close", *MEETING, answer=DONE, **POST),
    of_meeting("meetings:paper_withdraw", "PAPER", answer=DONE, **POST),
    of_meeting("meetings:withdraw", "INVITATION"),
    of_meeting("meetings:answer_on_behalf", "DELEGATE"),
    of_guests("meetings:delegate_add", "INVITATION"),
    of_guests("meetings:delegate_replace", "DELEGATE"),
    of_guests("meetings:delegate_remove", "DELEGATE", answer=DONE, **POST),
    of_guests("meetings:link_renew", "DELEGATE", answer=DONE, **POST),
    members("meetings:my_invitations"),
    some(
        ["broker"],
        "meetings:answer_invitation",
        "INVITATION",
        others=HIDDEN,
        forbidden=OFFICERS,
    ),
    everybody("meetings:answer", "TOKEN"),
    everybody("meetings:answer_paper", "TOKEN", "PAPER"),
    members("meetings:my_calendars"),
    some(["broker"], "meetings:calendar_renew", "ORGANISATION", answer=DONE, **POST),
    everybody("meetings:organisation_ics", "CALENDAR"),
]
