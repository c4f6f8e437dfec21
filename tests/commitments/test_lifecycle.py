"""Each state × each action × each role: allowed, or refused with its sentence."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import translation

from audit.refusal import Refused
from commitments import actions
from commitments.models import Commitment, State, Status
from commitments.models.punctuality import answered_by
from tests.conftest import mandate
from workdays.arithmetic import subtract_workdays

NOT_OWNER = "Only DR Kayes takes this step."
NOT_COUNTERPART = "Only the counterparts of this commitment take this step."
OWN_CAUSE = "You speak for the owner: the other side must answer."
ANSWER_FIRST = "This commitment is claimed done: the counterparts answer first."
KEPT = "This commitment is kept."
ABANDONED = "This commitment is abandoned."
NOT_CLAIMED_TO_CONFIRM = "Only what is claimed done can be confirmed."
NOT_CLAIMED_TO_CONTEST = "Only what is claimed done can be contested."
OVER = "The time to contest is over: this commitment is kept."
NOT_OPEN = "Only an open commitment can be started."
NOT_ABANDONED = "Only what the owner abandons can be agreed upon."
AGREED = "The abandonment is agreed upon already."
CONFIRMED = "FETRAM has confirmed already."

STATES = (
    *("open", "in_progress", "contested", "claimed", "unconfirmed", "kept"),
    *("kept_for_good", "one_sided", "agreed"),
)
UNDER_WAY = ("open", "in_progress", "contested")
CLAIMED = ("claimed", "unconfirmed")
ENDED = {
    **dict.fromkeys(CLAIMED, ANSWER_FIRST),
    **dict.fromkeys(("kept", "kept_for_good"), KEPT),
    **dict.fromkeys(("one_sided", "agreed"), ABANDONED),
}
# What each action meets in each state, taken by those whose step it is; the states
# that are not named allow it. The broker confirmed what is kept, the carrier did not.
MEETS = {
    "start": dict.fromkeys((s for s in STATES if s != "open"), NOT_OPEN),
    "claim": ENDED,
    "postpone": ENDED,
    "abandon": ENDED,
    "prove": dict.fromkeys(("one_sided", "agreed"), ABANDONED),
    "confirm": dict.fromkeys(
        (*UNDER_WAY, "one_sided", "agreed"), NOT_CLAIMED_TO_CONFIRM
    ),
    "contest": {
        **dict.fromkeys((*UNDER_WAY, "one_sided", "agreed"), NOT_CLAIMED_TO_CONTEST),
        "kept_for_good": OVER,
    },
    "consent": {
        **dict.fromkeys((s for s in STATES if s != "one_sided"), NOT_ABANDONED),
        "agreed": AGREED,
    },
}
OF_OWNER = ("start", "claim", "postpone", "abandon", "prove")
OWNERS = ("officer", "secretary", "administrator")
COUNTERPARTS = ("broker", "carrier")
BECOMES = {
    "start": Status.IN_PROGRESS,
    "claim": Status.CLAIMED,
    "confirm": Status.KEPT,
    "contest": Status.CONTESTED,
    "abandon": Status.ONE_SIDED,
    "consent": Status.ABANDONED,
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def brought_to(promise, today, secretary, broker):
    """A promise in a state, as the actions and the days lead there."""
    long_ago = subtract_workdays(today, 25)

    def claimed(commitment):
        return actions.claim(commitment=commitment, words="Fait.", by=secretary)

    def age(commitment):
        Commitment.objects.filter(pk=commitment.pk).update(claimed_on=long_ago)
        commitment.refresh_from_db()
        return commitment

    def abandoned(commitment):
        return actions.abandon(commitment=commitment, words="Caduc.", by=secretary)

    def confirmed(commitment):
        return actions.confirm(commitment=claimed(commitment), by=broker)

    makers = {
        "open": lambda c: c,
        "in_progress": lambda c: actions.start(commitment=c, by=secretary),
        "contested": lambda c: actions.contest(
            commitment=claimed(c), words="Rien.", by=broker
        ),
        "claimed": claimed,
        "unconfirmed": lambda c: age(claimed(c)),
        "kept": confirmed,
        "kept_for_good": lambda c: age(confirmed(c)),
        "one_sided": abandoned,
        "agreed": lambda c: actions.consent(commitment=abandoned(c), by=broker),
    }

    return lambda state: makers[state](promise())


@pytest.fixture
def steps(today, proof):
    def postpone(commitment, by):
        due_on = commitment.due_on + timedelta(days=30)
        return actions.postpone(
            commitment=commitment, due_on=due_on, words="Matériel.", by=by
        )

    return {
        "start": lambda c, by: actions.start(commitment=c, by=by),
        "claim": lambda c, by: actions.claim(commitment=c, words="Fait.", by=by),
        "postpone": postpone,
        "abandon": lambda c, by: actions.abandon(commitment=c, words="Non.", by=by),
        "prove": lambda c, by: actions.prove(
            commitment=c, title="Photo", upload=proof(), by=by
        ),
        "confirm": lambda c, by: actions.confirm(commitment=c, by=by),
        "contest": lambda c, by: actions.contest(commitment=c, words="Non.", by=by),
        "consent": lambda c, by: actions.consent(commitment=c, by=by),
    }


def outcome(step, commitment, person):
    """What came of a step: nothing to say, or the sentence that refuses it."""
    try:
        with transaction.atomic():
            step(commitment, person)
    except Refused as refusal:
        return str(refusal)
    return ""


def expected(action, state, name):
    if action in OF_OWNER:
        return MEETS[action].get(state, "") if name in OWNERS else NOT_OWNER
    if name in OWNERS:
        return OWN_CAUSE
    if name not in COUNTERPARTS:
        return NOT_COUNTERPART
    sentence = MEETS[action].get(state, "")
    confirmed = name == "broker" and state in ("kept", "kept_for_good")
    answers = action in ("confirm", "contest")
    return CONFIRMED if confirmed and answers else sentence


@pytest.mark.parametrize("state", STATES)
def test_each_action_of_each_role_is_allowed_or_refused_with_its_sentence(
    state, brought_to, steps, cast
):
    commitment = brought_to(state)
    found, wanted = {}, {}
    for action, step in steps.items():
        for name, person in cast.items():
            with transaction.atomic():
                found[action, name] = outcome(step, commitment, person)
                transaction.set_rollback(True)
            wanted[action, name] = expected(action, state, name)
    assert found == wanted


@pytest.mark.parametrize(
    ("action", "state", "name"),
    [
        ("start", "open", "secretary"),
        ("claim", "open", "officer"),
        ("claim", "contested", "secretary"),
        ("confirm", "claimed", "broker"),
        ("confirm", "unconfirmed", "carrier"),
        ("contest", "claimed", "carrier"),
        ("contest", "kept", "carrier"),
        ("abandon", "in_progress", "secretary"),
        ("consent", "one_sided", "carrier"),
    ],
)
def test_an_allowed_action_leads_to_its_state(
    action, state, name, brought_to, steps, cast, today
):
    commitment = brought_to(state)
    steps[action](commitment, cast[name])
    commitment.refresh_from_db()
    assert commitment.status(answered_by(today)) == BECOMES[action]


def test_a_claim_that_nobody_answers_shows_as_unconfirmed(brought_to, today):
    assert brought_to("claimed").status(answered_by(today)) == Status.CLAIMED
    late = brought_to("unconfirmed")
    assert late.status(answered_by(today)) == Status.UNCONFIRMED
    assert list(Commitment.objects.unconfirmed(today)) == [late]


def test_a_claim_has_twenty_working_days_to_be_answered(brought_to, today):
    commitment = brought_to("claimed")
    day = answered_by(today)
    Commitment.objects.update(claimed_on=day)
    assert list(Commitment.objects.unconfirmed(today)) == []
    Commitment.objects.update(claimed_on=day - timedelta(days=1))
    assert list(Commitment.objects.unconfirmed(today)) == [commitment]


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (actions.claim, "Say what was done."),
        (actions.abandon, "Say why it is abandoned."),
    ],
)
def test_the_owner_gives_words(commitment, secretary, action, sentence):
    with pytest.raises(Refused, match=sentence):
        action(commitment=commitment, words=" ", by=secretary)


def test_a_contest_gives_its_reason(brought_to, broker):
    with pytest.raises(Refused, match=r"Say why you contest\."):
        actions.contest(commitment=brought_to("claimed"), words="", by=broker)


@pytest.mark.parametrize(
    ("days", "words", "sentence"),
    [
        (30, " ", "Say why it is postponed."),
        (0, "Matériel.", "A commitment is postponed to a later day."),
        (-5, "Matériel.", "A commitment is postponed to a later day."),
    ],
)
def test_a_postponement_has_a_reason_and_a_later_day(
    commitment, secretary, days, words, sentence
):
    day = commitment.due_on + timedelta(days=days)
    with pytest.raises(Refused, match=sentence):
        actions.postpone(commitment=commitment, due_on=day, words=words, by=secretary)


def test_an_overdue_promise_is_not_postponed_into_the_past(promise, secretary, today):
    commitment = promise(due_on=today - timedelta(days=10))
    with pytest.raises(Refused, match=r"The new date has passed already\."):
        actions.postpone(
            commitment=commitment,
            due_on=today - timedelta(days=1),
            words="Matériel.",
            by=secretary,
        )


def test_postponing_keeps_the_first_date_in_sight(commitment, secretary):
    first = commitment.due_on
    for days in (10, 20):
        actions.postpone(
            commitment=commitment,
            due_on=first + timedelta(days=days),
            words="Matériel.",
            by=secretary,
        )
    commitment.refresh_from_db()
    assert (commitment.first_due_on, commitment.due_on) == (
        first,
        first + timedelta(days=20),
    )
    steps = commitment.steps.filter(verb="postponed")
    assert [(s.old_due_on - first, s.due_on - first) for s in steps] == [
        (timedelta(0), timedelta(days=10)),
        (timedelta(days=10), timedelta(days=20)),
    ]


def test_one_contest_outweighs_confirmations(brought_to, carrier):
    commitment = actions.contest(
        commitment=brought_to("kept"), words="Panneau illisible.", by=carrier
    )
    assert (commitment.state, commitment.closed_on, commitment.claimed_on) == (
        State.IN_PROGRESS,
        None,
        None,
    )
    assert list(commitment.counterpart_rows.values_list("answer", flat=True)) == [
        "contested",
        "confirmed",
    ]


def test_a_new_claim_asks_everybody_again(brought_to, secretary):
    commitment = actions.claim(
        commitment=brought_to("contested"), words="Refait.", by=secretary
    )
    assert list(commitment.counterpart_rows.values_list("answer", flat=True)) == [
        "",
        "",
    ]


def test_who_speaks_for_two_counterparts_answers_for_each(brought_to, broker, carriers):
    mandate(broker, carriers)
    commitment = brought_to("claimed")
    actions.confirm(commitment=commitment, by=broker, organisation=carriers)
    actions.confirm(commitment=commitment, by=broker)
    with pytest.raises(Refused, match=r"CMTR has confirmed already\."):
        actions.confirm(commitment=commitment, by=broker)
