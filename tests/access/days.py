from meetings import documents
from tests.access.roles import (
    DONE,
    HIDDEN,
    KEEPERS,
    POST,
    everybody,
    some,
)

ON_PAPER = 200 if documents.is_possible() else HIDDEN


def of_organisers(name, *args, **row):
    return some(KEEPERS, f"meetings:{name}", *args, **row)


DAYS = [
    everybody("meetings:day", "DAY"),
    everybody("meetings:day_register", "DAY"),
    everybody("meetings:day_asked", "DAY"),
    everybody("meetings:day_own", "DAY_TOKEN"),
    everybody("meetings:day_own_ics", "DAY_TOKEN"),
    everybody("meetings:day_own_certificate", "DAY_TOKEN", others=410),
    everybody("meetings:certificate"),
    everybody("meetings:report", "YEAR"),
    everybody("meetings:report", "NEXT", others=HIDDEN),
    everybody("meetings:report_pdf", "YEAR", others=ON_PAPER),
    of_organisers("day_keep", "YEAR", "DAY"),
    of_organisers("session_add", "DAY"),
    of_organisers("session_edit", "SESSION"),
    of_organisers("session_remove", "SESSION", answer=DONE, **POST),
    of_organisers("day_guests", "DAY"),
    of_organisers("day_guests_csv", "DAY"),
    of_organisers("day_guest_cancel", "REGISTRATION", answer=DONE, **POST),
    of_organisers("day_door", "DAY"),
    of_organisers("day_badges", "DAY", answer=ON_PAPER),
    of_organisers("day_certificates", "DAY", answer=DONE),
]
