"""Promises and plans, taken twice at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Organisation
from commitments import actions
from commitments.actions.escalating import escalate
from commitments.ladder import ladder
from commitments.models import Commitment, Objective, Plan
from tests.races import BOTH, EACH, ONCE, Step, a_file, of

MONTH = timedelta(days=30)


def of_promises(w, cast):
    secretary, broker = cast["secretary"], cast["broker"]
    day = timezone.localdate()

    def by_owner(name, **given):
        promise = of(Commitment, reference=w[name])
        return {"commitment": promise, "by": secretary} | given

    def by_counterpart(name, **given):
        return by_owner(name, **given) | {"by": broker}

    yield Step(
        BOTH,
        actions.promise,
        lambda: {
            "what": "Afficher les délais.",
            "owner": of(Organisation, acronym="DR Kayes"),
            "counterparts": [of(Organisation, acronym="FETRAM")],
            "factor": 3,
            "due_on": day + MONTH,
            "by": cast["officer"],
        },
    )
    yield Step(ONCE, actions.start, lambda: by_owner("PROMISE"))
    yield Step(
        ONCE,
        actions.postpone,
        lambda: by_owner("PROMISE", due_on=day + 2 * MONTH, words="x"),
    )
    yield Step(
        EACH,
        actions.prove,
        lambda: by_owner("PROMISE", title="Photo", upload=a_file()),
    )
    yield Step(EACH, actions.correct, lambda: by_owner("PROMISE", factor=4))
    late = of(Commitment, reference=w["PROMISE"])
    yield Step(
        BOTH,
        escalate,
        lambda: {
            "commitment": of(Commitment, pk=late.pk),
            "place": ladder(late)[0],
            "on": day + 3 * MONTH,
        },
    )
    yield Step(ONCE, actions.claim, lambda: by_owner("SHOWN_PROMISE", words="x"))
    yield Step(ONCE, actions.confirm, lambda: by_counterpart("SHOWN_PROMISE"))
    yield Step(
        ONCE, actions.contest, lambda: by_counterpart("CLAIMED_PROMISE", words="x")
    )
    yield Step(ONCE, actions.abandon, lambda: by_owner("PROMISE", words="x"))
    yield Step(ONCE, actions.consent, lambda: by_counterpart("ABANDONED_PROMISE"))


def of_plans(w, cast):
    def given(name, **fields):
        return {"plan": of(Plan, pk=w[name]), "by": cast["officer"]} | fields

    def objective():
        return of(Objective, pk=w["OBJECTIVE"])

    words = {"number": 2, "title": "Publier", "factor": 3}
    yield Step(EACH, actions.write_plan, lambda: given("DRAFT_PLAN", title="x"))
    yield Step(ONCE, actions.write_objective, lambda: given("DRAFT_PLAN", **words))
    yield Step(
        EACH,
        actions.write_objective,
        lambda: given("DRAFT_PLAN", objective=objective(), title="x"),
    )
    yield Step(ONCE, actions.publish_plan, lambda: given("DRAFT_PLAN"))
    yield Step(ONCE, actions.close_plan, lambda: given("PLAN"))
