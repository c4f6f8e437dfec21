from tests.access.roles import DONE, KEEPERS, LOCAL, POST, everybody, some

COMMITTEES = [
    everybody("meetings:committees"),
    everybody("meetings:committee", "COMMITTEE"),
    everybody("meetings:office_register", "OFFICE"),
    some(KEEPERS, "meetings:committee_add"),
    some(KEEPERS, "meetings:committee_edit", "COMMITTEE"),
    some(KEEPERS, "meetings:committee_end", "COMMITTEE"),
    some(KEEPERS, "meetings:committee_resume", "COMMITTEE"),
    some(KEEPERS, "meetings:member_add", "COMMITTEE"),
    some(KEEPERS, "meetings:member_edit", "SEAT"),
    some(KEEPERS, "meetings:member_remove", "SEAT"),
    some(KEEPERS, "meetings:member_remove", "SEAT", answer=DONE, **POST),
    some(LOCAL, "meetings:same_issues"),
]
