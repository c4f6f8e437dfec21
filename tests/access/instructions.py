from tests.access.roles import (
    DONE,
    HIDDEN,
    OK,
    PARTNERS,
    POST,
    READERS,
    Row,
    everybody,
    members,
    some,
)

TEXT, DRAFT_TEXT, ASKED = ("TEXT", 1), ("DRAFT_TEXT", 1), ("ASKED_TEXT", 1)
TEXT_OFFICERS = ("text_editor", "text_signatory", "auditor", "administrator")
WRITERS = ("text_editor", "administrator")


def of_drafts(name, *args, **row):
    """What text editors do to a draft."""
    return some(WRITERS, f"instructions:{name}", *args, **row)


INSTRUCTIONS = [
    *[
        everybody(f"instructions:{name}")
        for name in (
            *("library", "atom", "library_json", "library_csv", "sitemap", "path"),
            *("consultations", "consultations_csv", "chain", "keeper", "kept"),
        )
    ],
    everybody("instructions:step", 3),
    everybody("instructions:text", "TEXT"),
    everybody("instructions:text_json", "TEXT"),
    everybody("instructions:history", "TEXT"),
    everybody("instructions:version", *TEXT),
    everybody("instructions:canonical", *TEXT),
    everybody("instructions:pdf", *TEXT, others=HIDDEN),
    everybody("instructions:compare", "TEXT", 1, 2),
    everybody("instructions:consultation", *ASKED),
    Row("instructions:version", DRAFT_TEXT, HIDDEN, dict.fromkeys(TEXT_OFFICERS, OK)),
    members("instructions:subscriptions"),
    some(READERS, "instructions:acknowledgements"),
    some(READERS, "instructions:acknowledgements_csv"),
    members("instructions:follow", "TEXT", answer=DONE, **POST),
    members("instructions:difficulties"),
    members("instructions:difficulties_csv"),
    some(PARTNERS, "instructions:report", *TEXT),
    members("instructions:acknowledge", *TEXT, answer=HIDDEN, **POST),
    some(PARTNERS, "instructions:comment", *ASKED, **POST),
    some(
        [*TEXT_OFFICERS, "broker", "secretary"],
        "instructions:difficulty",
        "DIFFICULTY",
        others=HIDDEN,
    ),
    of_drafts("drafts"),
    of_drafts("create"),
    of_drafts("about", "DRAFT_TEXT"),
    of_drafts("start", "TEXT", answer=DONE, **POST),
    of_drafts("write", *DRAFT_TEXT),
    of_drafts("import", *DRAFT_TEXT, answer=DONE, **POST),
    of_drafts("open", *DRAFT_TEXT),
    of_drafts("move", *DRAFT_TEXT),
    of_drafts("replies", *ASKED, answer=HIDDEN),
    some(
        ["text_signatory", "administrator"],
        "instructions:decide",
        *DRAFT_TEXT,
        answer=DONE,
        others=HIDDEN,
        forbidden=("text_editor", "auditor"),
        data={"step": "sign"},
        **POST,
    ),
]
