from tests.access.roles import DONE, NO_GET, OK, Row, everybody, members

ACCOUNTS = [
    everybody("accounts:directory"),
    everybody("accounts:directory_csv"),
    everybody("accounts:organisation", "ORGANISATION"),
    everybody("accounts:office", "OFFICE"),
    Row("accounts:login", (), DONE, {"stranger": OK}),
    members("accounts:logout", answer=NO_GET),
    members("accounts:profile"),
    members("accounts:my_data"),
    everybody("accounts:data_protection"),
    members("accounts:password_change"),
    everybody("accounts:password_reset"),
    everybody("accounts:set_password", "x", "x"),
    everybody("accounts:ask_access"),
    everybody("accounts:access_asked"),
]
