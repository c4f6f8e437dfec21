from tests.access.roles import (
    DONE,
    FORBIDDEN,
    HIDDEN,
    KEEPERS,
    LOCAL,
    LOGIN,
    NOT_PLANNING,
    OFFICERS,
    OK,
    POST,
    Row,
    everybody,
    members,
    some,
)

DRAFT = ("NEXT", "DRAFT")
OPENED = ("AFTER", "OPENED")
HIDDEN_DRAFT = {"others": HIDDEN, "forbidden": ("signatory", "auditor"), **POST}


def own_upload(name, **row):
    """A file in preparation: its owner's alone, even among those who may import."""
    return some(
        ["officer"],
        name,
        "NEXT",
        "IMPORT",
        forbidden=NOT_PLANNING,
        others=HIDDEN,
        **row,
    )


YEAR = [
    everybody("meetings:current", others=DONE),
    everybody("meetings:year", "YEAR"),
    Row("meetings:year", ("NEXT",), HIDDEN, dict.fromkeys(OFFICERS, OK)),
    everybody("meetings:year_print", "YEAR"),
    everybody("meetings:year_ics", "YEAR"),
    everybody("meetings:year_csv", "YEAR"),
    everybody("meetings:year_xlsx", "YEAR"),
    some(LOCAL, "meetings:planner", "YEAR"),
    some(KEEPERS, "meetings:programme_add"),
    some(KEEPERS, "meetings:copy", "NEXT"),
    some(KEEPERS, "meetings:import", "NEXT"),
    some(KEEPERS, "meetings:import_template", "NEXT"),
    own_upload("meetings:import_check"),
    own_upload("meetings:import_errors"),
    own_upload("meetings:import_discard", answer=DONE, **POST),
    members("meetings:programme", "YEAR", "PROGRAMME"),
    some(KEEPERS, "meetings:programme_open", *DRAFT, **HIDDEN_DRAFT),
    some(KEEPERS, "meetings:programme_return", *DRAFT, **HIDDEN_DRAFT),
    some(KEEPERS, "meetings:programme_close", "YEAR", "PROGRAMME", **POST),
    some(
        KEEPERS, "meetings:programme_letters", "YEAR", "PROGRAMME", answer=DONE, **POST
    ),
    some(
        ["signatory", "administrator"],
        "meetings:programme_publish",
        *DRAFT,
        others=HIDDEN,
        forbidden=("officer", "auditor"),
        **POST,
    ),
    Row(
        "meetings:opinion_give",
        OPENED,
        FORBIDDEN,
        {"stranger": LOGIN, "user_manager": HIDDEN, "broker": OK, "carrier": OK},
        **POST,
    ),
]
