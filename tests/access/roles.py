"""How a row of the matrix is written, and who is meant by a word.

A row says how an address is reached and what everybody gets: a status, or LOGIN, the
way of a stranger to the login page. Whoever is not named gets the answer of `others`.
Hidden is 404, forbidden is 403; the functions build the usual rows.
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

READERS = (*PARTNERS, "auditor", "administrator")
POST = {"method": "post"}


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
