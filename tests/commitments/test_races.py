"""Two people take a step at once: one wins, the other is told, no words are lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from audit.refusal import Refused
from commitments import actions
from commitments.ladder import ladder
from commitments.models import Commitment
from tests.conftest import mandate, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]


@pytest.fixture(autouse=True)
def real_locks(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("Rows are locked by PostgreSQL; SQLite writes one at a time.")


def at_once(**acts):
    """Run the acts from one signal on; what each was refused with, by its name."""
    found, start = {}, threading.Barrier(len(acts))

    def run(name, act):
        start.wait()
        try:
            with override("en"):
                act()
            found[name] = ""
        except Refused as refusal:
            found[name] = str(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def of(action, commitment, by, words):
    return lambda: action(commitment=commitment, by=by, words=words)


def winners(found):
    return [name for name, refusal in found.items() if not refusal]


def words_kept(commitment):
    """Whose words stand in the history: those of whoever was served."""
    steps = commitment.steps.exclude(words="").order_by("pk")
    return [step.words for step in steps]


@pytest.fixture
def colleague(brokers):
    user = person("colleague")
    mandate(user, brokers)
    return user


@pytest.mark.parametrize("attempt", range(3))
def test_two_owners_claim_at_once(commitment, secretary, officer, attempt):
    found = at_once(
        secretary=of(actions.claim, commitment, secretary, "secretary"),
        officer=of(actions.claim, commitment, officer, "officer"),
    )
    [winner] = winners(found)
    assert words_kept(commitment) == [winner]
    assert set(found.values()) == {
        "",
        "This commitment is claimed done: the counterparts answer first.",
    }


@pytest.mark.parametrize("attempt", range(3))
def test_two_people_of_one_organisation_confirm_at_once(
    commitment, secretary, broker, colleague, attempt
):
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    found = at_once(
        broker=of(actions.confirm, commitment, broker, "broker"),
        colleague=of(actions.confirm, commitment, colleague, "colleague"),
    )
    [winner] = winners(found)
    assert words_kept(commitment) == ["Fait.", winner]
    assert set(found.values()) == {"", "FETRAM has confirmed already."}


@pytest.mark.parametrize("attempt", range(5))
def test_one_contest_outweighs_a_confirmation_of_the_same_moment(
    commitment, secretary, broker, carrier, attempt
):
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    found = at_once(
        confirms=of(actions.confirm, commitment, broker, "confirms"),
        contests=of(actions.contest, commitment, carrier, "contests"),
    )
    commitment.refresh_from_db()
    assert (commitment.state, commitment.closed_on) == ("in_progress", None)
    assert found["contests"] == ""
    assert words_kept(commitment) == (
        ["Fait.", "confirms", "contests"]
        if found["confirms"] == ""
        else ["Fait.", "contests"]
    )
    assert found["confirms"] in ("", "Only what is claimed done can be confirmed.")


@pytest.mark.parametrize("attempt", range(3))
def test_an_owner_claims_while_another_abandons(
    commitment, secretary, officer, attempt
):
    found = at_once(
        claims=of(actions.claim, commitment, secretary, "claims"),
        abandons=of(actions.abandon, commitment, officer, "abandons"),
    )
    [winner] = winners(found)
    commitment.refresh_from_db()
    assert (winner, commitment.state) in (
        ("claims", "claimed"),
        ("abandons", "abandoned"),
    )
    assert words_kept(commitment) == [winner]


def test_promises_written_at_once_have_numbers_of_their_own(promise):
    found = at_once(**{str(number): promise for number in range(6)})
    assert set(found.values()) == {""}
    numbers = sorted(c.reference[-3:] for c in Commitment.objects.all())
    assert numbers == ["001", "002", "003", "004", "005", "006"]


def test_two_tasks_put_a_promise_before_a_function_once(promise, office, today):
    commitment = promise(office=office, due_on=today - timedelta(days=30))
    [local, *_above] = ladder(commitment)
    act = {"commitment": commitment, "place": local, "on": today}
    at_once(one=lambda: actions.escalate(**act), other=lambda: actions.escalate(**act))
    assert commitment.escalations.count() == 1
    assert commitment.steps.filter(verb="escalated").count() == 1
