from tests.access.roles import (
    DONE,
    HIDDEN,
    KEEPERS,
    LOCAL,
    OFFICERS,
    OK,
    POST,
    Row,
    everybody,
    members,
    some,
)

PARTIES = (*OFFICERS, "secretary", "broker")


def of_owner(name):
    """A step of the owner: its people, and the programme officer for Customs."""
    forbidden = [p for p in PARTIES if p not in LOCAL]
    return some(LOCAL, name, "PROMISE", others=HIDDEN, forbidden=forbidden)


def of_counterpart(name, promise):
    """A step of the other side."""
    forbidden = [p for p in PARTIES if p != "broker"]
    return some(["broker"], name, promise, others=HIDDEN, forbidden=forbidden)


PUBLISHERS = (*KEEPERS, "signatory")

COMMITMENTS = [
    *[
        everybody(f"commitments:{name}")
        for name in (
            *("register", "csv", "xlsx", "json", "atom"),
            *("indicators", "indicators_csv", "plans"),
        )
    ],
    members("commitments:mine"),
    some([*LOCAL, "broker", "carrier"], "commitments:promise"),
    everybody("commitments:factor", 3),
    everybody("commitments:commitment", "SHOWN_PROMISE"),
    everybody("commitments:commitment_json", "SHOWN_PROMISE"),
    everybody("commitments:evidence", "SHOWN_EVIDENCE"),
    *[
        Row(f"commitments:{name}", (row,), HIDDEN, dict.fromkeys(PARTIES, OK))
        for name, row in (
            ("commitment", "PROMISE"),
            ("commitment_json", "PROMISE"),
            ("evidence", "EVIDENCE"),
        )
    ],
    *[
        of_owner(f"commitments:{name}")
        for name in ("start", "claim", "prove", "postpone", "abandon")
    ],
    of_counterpart("commitments:confirm", "CLAIMED_PROMISE"),
    of_counterpart("commitments:contest", "CLAIMED_PROMISE"),
    of_counterpart("commitments:consent", "ABANDONED_PROMISE"),
    some(KEEPERS, "commitments:correct", "PROMISE"),
    everybody("commitments:plan", "PLAN"),
    Row("commitments:plan", ("DRAFT_PLAN",), HIDDEN, dict.fromkeys(OFFICERS, OK)),
    some(KEEPERS, "commitments:plan_add"),
    some(KEEPERS, "commitments:plan_edit", "DRAFT_PLAN"),
    some(KEEPERS, "commitments:objective_add", "DRAFT_PLAN"),
    some(KEEPERS, "commitments:objective_edit", "OBJECTIVE"),
    some(PUBLISHERS, "commitments:plan_publish", "DRAFT_PLAN", answer=DONE, **POST),
    some(PUBLISHERS, "commitments:plan_close", "PLAN", answer=DONE, **POST),
]
