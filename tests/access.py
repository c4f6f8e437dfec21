"""The access matrix: every address, and what each member of the cast gets there.

A row names the address, how to reach it, and the answers by person; whoever is not
named gets the answer under `others`. LOGIN is the redirect of a stranger to the login
page. Rows of addresses that only take a POST say so by method.
"""

from dataclasses import dataclass, field

LOGIN = "login"
OK, GONE, SEEN, HIDDEN, FORBIDDEN, NO_GET = 200, 410, 304, 404, 403, 405


@dataclass(frozen=True)
class Row:
    """One address and its expected answers."""

    name: str
    args: tuple = ()
    others: int | str = OK
    answers: dict = field(default_factory=dict)
    method: str = "get"
    data: dict = field(default_factory=dict)

    def expected(self, person):
        return self.answers.get(person, self.others)


def members(answer=OK, stranger=LOGIN):
    """Everybody who signed in gets `answer`; a stranger is sent to the login page."""
    return {"others": answer, "answers": {"stranger": stranger}}


def only(people, *, answer=OK, others=FORBIDDEN, stranger=LOGIN):
    """Some people get `answer`, the other members `others`."""
    return {
        "others": others,
        "answers": {"stranger": stranger} | dict.fromkeys(people, answer),
    }
