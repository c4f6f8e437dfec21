from tests.access.roles import (
    BAD,
    DONE,
    HIDDEN,
    KEEPERS,
    OFFICERS,
    OK,
    PARTIES,
    POST,
    Row,
    everybody,
    some,
)

DRAFT, ASKED, SEALED = (
    ("YEAR", "DRAFTED"),
    ("YEAR", "ASKED_MINUTES"),
    ("YEAR", "SEALED"),
)
SPEAKERS = ("officer", "signatory", "broker")
# Whoever holds a mandate in the unit that speaks for Customs reads with the parties.
COLLEAGUES = ("text_editor", "text_signatory", "survey_analyst", "survey_approver")
READERS = (*PARTIES, *COLLEAGUES)
READ_BY_PARTIES = dict.fromkeys(READERS, OK)


def of_keepers(name, *args, seen=READERS, **row):
    """What the officers in charge do; other readers of the same page may not."""
    forbidden = [person for person in seen if person not in KEEPERS]
    return some(
        KEEPERS, f"meetings:{name}", *args, others=HIDDEN, forbidden=forbidden, **row
    )


def of_speakers(name, *args, **row):
    """What whoever speaks for a party does; other readers may not."""
    forbidden = [person for person in READERS if person not in SPEAKERS]
    return some(
        SPEAKERS, f"meetings:{name}", *args, others=HIDDEN, forbidden=forbidden, **row
    )


MINUTES = [
    everybody("meetings:minutes_of_year", "YEAR"),
    Row("meetings:minutes", DRAFT, HIDDEN, dict.fromkeys(OFFICERS, OK)),
    Row("meetings:minutes", ASKED, HIDDEN, READ_BY_PARTIES),
    Row("meetings:minutes", SEALED, HIDDEN, READ_BY_PARTIES),
    Row("meetings:minutes_text", SEALED, HIDDEN, READ_BY_PARTIES),
    Row("meetings:minutes_pdf", SEALED, HIDDEN, READ_BY_PARTIES),
    of_keepers("attendance", *DRAFT),
    of_keepers("person_add", *DRAFT, **POST),
    of_keepers("women_count", *DRAFT, answer=DONE, **POST),
    of_keepers("write_minutes", *DRAFT),
    of_keepers("passage", "DRAFT_PASSAGE", seen=OFFICERS, answer=BAD, **POST),
    of_keepers("promise_add", *DRAFT, "MINUTES_ITEM"),
    of_keepers("promise_edit", *DRAFT, "MINUTES_PROMISE"),
    of_keepers("promise_remove", *DRAFT, "MINUTES_PROMISE", answer=DONE, **POST),
    of_keepers("circulate_minutes", *DRAFT, seen=OFFICERS),
    of_keepers("publish_minutes", *SEALED, answer=DONE, **POST),
    Row(
        "meetings:correction",
        (*ASKED, "CORRECTION"),
        HIDDEN,
        READ_BY_PARTIES | {"stranger": "login"},
    ),
    of_keepers("correction", *ASKED, "CORRECTION", **POST),
    of_speakers("correct_minutes", *ASKED, "passage", "ASKED_PASSAGE"),
    of_speakers("approve_minutes", *ASKED),
    of_keepers("record_approval", *ASKED),
    Row("meetings:approval_proof", ("APPROVAL_PROOF",), HIDDEN, READ_BY_PARTIES),
    of_speakers("add_to_minutes", *SEALED),
]
