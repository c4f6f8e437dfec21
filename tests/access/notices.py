from tests.access.roles import DONE, HIDDEN, KEEPERS, POST, everybody, members, some

NOTICES = [
    members("notices:preferences"),
    everybody("notices:unsubscribe", "MANAGER_LETTERS"),
    some([*KEEPERS, "auditor"], "notices:replies"),
    some(KEEPERS, "notices:reply_settle", "REPLY", answer=DONE, **POST),
    everybody("notices:inbound", others=HIDDEN, **POST),
]
