"""The access matrix: every address, and what each member of the cast gets there.

A row says how an address is reached and what everybody gets: a status, or LOGIN, the
way of a stranger to the login page. Whoever is not named gets the answer of `others`.
Hidden is 404, forbidden is 403; `sees` and `keeps` build the usual rows.
"""

from dataclasses import dataclass, field

LOGIN = "login"
OK, DONE, BAD, FORBIDDEN, HIDDEN, NO_GET = 200, 302, 400, 403, 404, 405

OFFICERS = ("officer", "signatory", "auditor", "administrator")
KEEPERS = ("officer", "administrator")
PARTIES = (*OFFICERS, "broker")
LOCAL = (*KEEPERS, "secretary")
PARTNERS = (
    "broker",
    "carrier",
    "officer",
    "signatory",
    "secretary",
    "text_editor",
    "text_signatory",
    "survey_analyst",
    "survey_approver",
)
NOT_PLANNING = (
    "broker",
    "carrier",
    "signatory",
    "secretary",
    "text_editor",
    "text_signatory",
    "survey_analyst",
    "survey_approver",
    "user_manager",
    "auditor",
)


@dataclass(frozen=True)
class Row:
    """One address and its expected answers."""

    name: str
    args: tuple = ()
    others: int | str = OK
    answers: dict = field(default_factory=dict)
    method: str = "get"
    data: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.method} {self.name} {' '.join(map(str, self.args))}".strip()

    def expected(self, person):
        return self.answers.get(person, self.others)


def everybody(name, *args, **row):
    """An open door."""
    return Row(name, args, **row)


def members(name, *args, answer=OK, **row):
    """For whoever signed in."""
    return Row(name, args, answer, {"stranger": LOGIN}, **row)


def some(people, name, *args, answer=OK, others=FORBIDDEN, forbidden=(), **row):
    """For some people; others are refused, or never learn that it exists."""
    answers = dict.fromkeys(forbidden, FORBIDDEN) | dict.fromkeys(people, answer)
    return Row(name, args, others, {"stranger": LOGIN} | answers, **row)


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


MEETING = ("YEAR", "MEETING")
DRAFT = ("NEXT", "DRAFT")
OPENED = ("AFTER", "OPENED")
POST = {"method": "post"}
HIDDEN_DRAFT = {"others": HIDDEN, "forbidden": ("signatory", "auditor"), **POST}

PORTAL = [
    members("admin_password_change", answer=DONE),
    everybody("healthz"),
    everybody("readyz"),
    everybody("home"),
    everybody("accessibility"),
    members("dashboard"),
    everybody("workdays:calendar"),
    everybody("workdays:year", "YEAR"),
    *[
        everybody(f"mailbox:{name}", *args, others=HIDDEN)
        for name, args in {
            "index": (),
            "letter": ("x",),
            "html": ("x",),
            "source": ("x",),
            "part": ("x", 1),
        }.items()
    ],
]

ACCOUNTS = [
    everybody("accounts:directory"),
    everybody("accounts:directory_csv"),
    everybody("accounts:organisation", "ORGANISATION"),
    everybody("accounts:office", "OFFICE"),
    Row("accounts:login", (), DONE, {"stranger": OK}),
    members("accounts:logout", answer=NO_GET),
    members("accounts:profile"),
    members("accounts:password_change"),
    everybody("accounts:password_reset"),
    everybody("accounts:set_password", "x", "x"),
    everybody("accounts:ask_access"),
    everybody("accounts:access_asked"),
]

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

NOTICES = [
    members("notices:preferences"),
    everybody("notices:unsubscribe", "MANAGER_LETTERS"),
    some([*KEEPERS, "auditor"], "notices:replies"),
    some(KEEPERS, "notices:reply_settle", "REPLY", answer=DONE, **POST),
    everybody("notices:inbound", others=HIDDEN, **POST),
]

TEXT, DRAFT_TEXT, ASKED = ("TEXT", 1), ("DRAFT_TEXT", 1), ("ASKED_TEXT", 1)
TEXT_OFFICERS = ("text_editor", "text_signatory", "auditor", "administrator")
READERS = (*PARTNERS, "auditor", "administrator")
WRITERS = ("text_editor", "administrator")


def of_drafts(name, *args, **row):
    """What text editors do to a draft."""
    return some(WRITERS, f"instructions:{name}", *args, **row)


INSTRUCTIONS = [
    *[
        everybody(f"instructions:{name}")
        for name in (
            *("library", "atom", "library_json", "library_csv", "sitemap", "path"),
            *("consultations", "chain", "keeper", "kept"),
        )
    ],
    everybody("instructions:step", 3),
    everybody("instructions:text", "TEXT"),
    everybody("instructions:text_json", "TEXT"),
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

SURVEY_OFFICERS = ("survey_analyst", "survey_approver", "auditor", "administrator")
ANALYSTS = ("survey_analyst", "administrator")
WAVE, DRAFT_WAVE, RELEASE = (2022,), (2024,), (2022, "1.0.0")
PARTNERS_FILE = (*RELEASE, "partners", "results.csv")

SURVEYS = [
    everybody("surveys:index"),
    *[
        everybody(f"surveys:{name}", *WAVE, *args)
        for name, *args in (
            *(("wave",), ("methodology",), ("restitution",), ("a4",)),
            *(("factor", 1), ("question", "O1"), ("comparison", 2020)),
        )
    ],
    everybody("surveys:version", *RELEASE),
    everybody("surveys:version_factor", *RELEASE, 1),
    everybody("surveys:version_question", *RELEASE, "O1"),
    everybody("surveys:version_methodology", *RELEASE),
    everybody("surveys:download", *RELEASE, "results.csv"),
    Row("surveys:level_download", PARTNERS_FILE, HIDDEN, dict.fromkeys(READERS, OK)),
    Row(
        "surveys:version",
        (*DRAFT_WAVE, "1.0.0"),
        HIDDEN,
        dict.fromkeys(SURVEY_OFFICERS, OK),
    ),
    some(SURVEY_OFFICERS, "surveys:desk", *DRAFT_WAVE),
    some(ANALYSTS, "surveys:new"),
    *[
        some(ANALYSTS, f"surveys:{name}", *DRAFT_WAVE)
        for name in ("parameters", "levels", "import")
    ],
    some(ANALYSTS, "surveys:confirm", *DRAFT_WAVE, 0, answer=HIDDEN, **POST),
    some(ANALYSTS, "surveys:correct", *WAVE, **POST),
    some(ANALYSTS, "surveys:step", *DRAFT_WAVE, "submit", answer=DONE, **POST),
]

ROWS = [*PORTAL, *ACCOUNTS, *YEAR, *MEETINGS, *NOTICES, *INSTRUCTIONS, *SURVEYS]
