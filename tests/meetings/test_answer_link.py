"""The one-click link: one delegate, one meeting, until it dies, and never an error."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings import links
from meetings.actions import invitation as invitations
from meetings.actions import meeting as actions
from meetings.models import Delegate, Meeting


@pytest.fixture
def address(convened, delegate):
    return f"/en/meetings/answer/{links.token(delegate, convened)}/"


def dead(address):
    response = Client(enforce_csrf_checks=True).get(address)
    return response.status_code, response.context["sentence"]


def test_looking_records_nothing_and_asks_for_no_cookie(address):
    client = Client(enforce_csrf_checks=True)
    response = client.get(f"{address}?answer=accepted")

    assert response.status_code == 200
    assert response.context["form"].initial["answer"] == "accepted"
    assert response.cookies == {}
    assert "Send my answer: “I will come”" in response.text
    assert Delegate.objects.get().answer == "pending"


@pytest.mark.parametrize("asked", ["", "accepted", "represented", "perhaps"])
def test_what_needs_a_word_or_changes_nothing_has_no_button_alone(
    address, delegate, asked
):
    Client().post(address, {"answer": "accepted"})
    response = Client().get(f"{address}?answer={asked}")

    assert "chosen" not in response.context
    assert "Change my answer</button>" in response.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_address_stays_secret(address, method):
    response = getattr(Client(), method)(address)

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "set-cookie" not in response.headers


def test_an_answer_needs_neither_account_nor_cookie(address):
    client = Client(enforce_csrf_checks=True)
    response = client.post(address, {"answer": "accepted", "comment": "Avec plaisir"})

    delegate = Delegate.objects.get()
    assert (response.status_code, response.url) == (302, address)
    assert (delegate.answer, delegate.comment) == ("accepted", "Avec plaisir")
    assert (delegate.answered_via, delegate.answered_by) == ("link", None)
    content = client.get(address).content.decode()
    assert "Your answer is recorded: I will come." in content


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "This field is required."),
        ({"answer": "perhaps"}, "Select a valid choice."),
        ({"answer": "represented"}, "Say who comes in your place."),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_keeps_what_was_typed(
    address, typed, sentence
):
    response = Client().post(address, typed | {"comment": "À bientôt"})

    content = response.content.decode()
    assert response.status_code == 200
    assert sentence in content
    assert "À bientôt" in content
    assert Delegate.objects.get().answer == "pending"


def test_a_link_answers_for_its_own_delegate_alone(address, delegate):
    other = delegate.invitation.delegates.create(name="X", email="x@example.org")
    Client().post(address, {"answer": "declined"})

    delegate.refresh_from_db()
    other.refresh_from_db()
    assert (delegate.answer, other.answer) == ("declined", "pending")


def test_a_move_kills_the_link(address, convened, officer):
    later = convened.starts_at + timedelta(days=1)
    actions.move(
        meeting=convened,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        reason="x",
        by=officer,
    )

    sentence = (
        "This meeting was moved after the letter was written. "
        "Please answer for the new date, from the newest letter."
    )
    assert dead(address) == (410, sentence)
    response = Client().post(address, {"answer": "accepted"})
    assert response.status_code == 410
    assert Delegate.objects.get().answer == "pending"


def test_moving_there_and_back_does_not_revive_a_link(address, convened, officer):
    old = (convened.starts_at, convened.ends_at)
    for day in (timedelta(days=1), timedelta()):
        actions.move(
            meeting=convened,
            starts_at=old[0] + day,
            ends_at=old[1] + day,
            reason="x",
            by=officer,
        )

    assert dead(address)[0] == 410


def test_a_new_place_leaves_the_link_alive(address, convened, officer):
    actions.change_place(meeting=convened, room=None, place="X", link="", by=officer)

    assert Client().get(address).status_code == 200


def test_a_cancellation_kills_the_link_and_says_why(address, convened, officer):
    actions.cancel(meeting=convened, reason="Deuil national", by=officer)

    sentence = "This meeting is cancelled. There is nothing to answer any more."
    assert dead(address) == (410, sentence)
    assert "Deuil national" in Client().get(address).content.decode()


def test_a_renewal_kills_the_link(address, delegate, officer, convened):
    invitations.renew_link(delegate=delegate, by=officer)

    assert dead(address) == (
        410,
        "This link was renewed. Please use the newest letter.",
    )
    delegate.refresh_from_db()
    fresh = f"/meetings/answer/{links.token(delegate, convened)}/"
    assert Client().get(fresh).status_code == 200


def test_the_start_of_the_meeting_kills_the_link(address):
    now = timezone.now()
    Meeting.objects.update(starts_at=now, ends_at=now + timedelta(hours=1))

    sentence = "This meeting has begun. An answer can no longer be given."
    assert dead(address) == (410, sentence)


@pytest.mark.parametrize("how", ["left", "gone"])
def test_who_is_off_the_list_learns_nothing_of_the_meeting(address, delegate, how):
    if how == "left":
        Delegate.objects.update(is_active=False)
    else:
        delegate.delete()

    sentence = "You are no longer on the list of guests of this meeting."
    assert dead(address) == (410, sentence)
    assert (
        delegate.invitation.meeting.title not in Client().get(address).content.decode()
    )


@pytest.mark.parametrize(
    "token", ["x", "1-0-0.forged", "..", "1-0-0", "%00", "é", "9" * 400]
)
def test_a_forged_or_cut_link_is_dead_and_no_error(db, token):
    response = Client().get(f"/en/meetings/answer/{token}/")

    assert response.status_code == 410
    assert response.context["sentence"] == (
        "This address is not complete. Open the link from the letter again."
    )


def test_a_public_meeting_is_offered_where_the_link_is_dead(address, convened):
    Meeting.objects.update(state="cancelled", level="public")
    page = f'href="/en{convened.get_absolute_url()}"'

    assert page in Client().get(address).content.decode()


def test_the_token_stays_out_of_the_log(address, caplog):
    from portal.logs import HideTokens

    Meeting.objects.update(state="cancelled")
    with caplog.at_level(logging.WARNING):
        Client().get(address)
    for record in caplog.records:
        HideTokens().filter(record)

    assert [record.getMessage() for record in caplog.records] == [
        "Gone: /en/meetings/answer/*/"
    ]


def test_other_ways_to_call_are_refused(address):
    assert Client().put(address).status_code == 405
