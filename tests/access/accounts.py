from tests.access.roles import (
    DONE,
    HIDDEN,
    NO_GET,
    OK,
    POST,
    Row,
    everybody,
    members,
    some,
)

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
    members("accounts:search_keep", data={"address": "/commitments/?q=x"}),
    some(
        ["broker"], "accounts:search_drop", "SEARCH", others=HIDDEN, answer=DONE, **POST
    ),
    members("accounts:password_change"),
    everybody("accounts:password_reset"),
    everybody("accounts:set_password", "x", "x"),
    everybody("accounts:ask_access"),
    everybody("accounts:access_asked"),
]
