"""An organisation answers through its delegates, in three ways, until the start."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.refusal import Refused
from meetings.actions.answer import answer
from meetings.models import Delegate, Invitation, Meeting
from meetings.models.invitation import Answer


@pytest.mark.parametrize(
    ("answers", "together"),
    [
        ([], "pending"),
        (["pending"], "pending"),
        (["accepted", "declined"], "accepted"),
        (["represented", "pending"], "represented"),
        (["tentative", "declined"], "tentative"),
        (["declined", "pending"], "pending"),
        (["declined", "declined"], "declined"),
    ],
)
def test_the_organisation_answers_as_its_delegates_do_together(
    meeting, answers, together
):
    invitation = Invitation.objects.get()
    for number, value in enumerate(answers):
        invitation.delegates.create(
            name="x", email=f"{number}@example.org", answer=value
        )

    assert invitation.answer == together


def test_a_delegate_who_left_no_longer_answers_for_the_organisation(convened, delegate):
    delegate.answer, delegate.is_active = Answer.ACCEPTED, False
    delegate.save()

    assert Invitation.objects.get().answer == Answer.PENDING


def test_a_focal_point_answers_with_one_tap(client, broker, convened, delegate):
    client.force_login(broker)
    response = client.post(
        f"/meetings/invitations/{delegate.invitation_id}/answer/",
        {"answer": "accepted", "from": "mine"},
    )

    delegate.refresh_from_db()
    assert (response.status_code, response.url) == (302, "/meetings/invitations/")
    assert (delegate.answer, delegate.answered_via) == ("accepted", "portal")
    assert delegate.answered_by == broker


def test_who_holds_the_mandate_now_answers_in_an_own_row(
    client, brokers, convened, delegate, carrier
):
    carrier.mandates.create(organisation=brokers, function="x", is_focal_point=True)
    client.force_login(carrier)
    client.post(
        f"/meetings/invitations/{delegate.invitation_id}/answer/",
        {"answer": "represented", "represented_by": "Mme Keïta", "comment": "Merci"},
    )

    assert list(
        Delegate.objects.values_list("email", "answer", "represented_by", "comment")
    ) == [
        ("broker@example.org", "pending", "", ""),
        ("carrier@example.org", "represented", "Mme Keïta", "Merci"),
    ]


def test_a_member_who_is_no_focal_point_does_not_answer(
    client, brokers, convened, delegate, carrier
):
    carrier.mandates.create(organisation=brokers, function="Membre")
    client.force_login(carrier)

    page = f"/meetings/invitations/{delegate.invitation_id}/answer/"
    assert client.get(page).status_code == 403


def test_an_invitation_of_others_is_not_found(client, convened, delegate, carrier):
    client.force_login(carrier)

    page = f"/meetings/invitations/{delegate.invitation_id}/answer/"
    assert client.get(page).status_code == 404


def test_the_officer_answers_on_behalf_and_it_is_kept_as_such(
    client, officer, convened, delegate
):
    client.force_login(officer)
    response = client.post(
        f"/meetings/delegates/{delegate.pk}/answer/", {"answer": "declined"}
    )

    delegate.refresh_from_db()
    assert response.status_code == 302
    assert (delegate.answer, delegate.answered_via) == ("declined", "officer")
    assert delegate.answered_by == officer


def test_a_focal_point_does_not_answer_on_behalf_of_another(
    client, broker, convened, delegate
):
    client.force_login(broker)

    page = f"/meetings/delegates/{delegate.pk}/answer/"
    assert client.get(page).status_code == 403


def test_a_representative_must_be_named_and_what_was_typed_is_kept(
    client, broker, convened, delegate
):
    client.force_login(broker)
    response = client.post(
        f"/en/meetings/invitations/{delegate.invitation_id}/answer/",
        {"answer": "represented", "comment": "Je serai en mission"},
    )

    content = response.content.decode()
    assert response.status_code == 200
    assert "Say who comes in your place." in content
    assert "Je serai en mission" in content


def refused(delegate, **given):
    given = {"reply": "accepted", "via": "portal"} | given
    with override("en"), pytest.raises(Refused) as refusal:
        answer(delegate=delegate, **given)
    return str(refusal.value)


def test_an_answer_is_refused_with_the_reason(convened, delegate):
    assert refused(delegate, reply="pending") == "Choose one of the answers."
    assert refused(delegate, reply="perhaps") == "Choose one of the answers."

    Meeting.objects.update(state="planned")
    assert refused(delegate) == "This meeting is not convened yet."

    Meeting.objects.update(state="cancelled")
    assert refused(delegate) == (
        "This meeting is cancelled. There is nothing to answer any more."
    )

    now = timezone.now()
    Meeting.objects.update(
        state="convened", starts_at=now, ends_at=now + timedelta(hours=1)
    )
    assert refused(delegate) == (
        "This meeting has begun. An answer can no longer be given."
    )


def test_who_left_the_list_no_longer_answers(convened, delegate):
    Delegate.objects.update(is_active=False)

    assert refused(delegate) == "This person is no longer on the list."


def test_an_answer_may_be_changed(convened, delegate):
    answer(delegate=delegate, reply="represented", via="link", represented_by="X")
    answer(delegate=delegate, reply="accepted", via="link")

    delegate.refresh_from_db()
    assert (delegate.answer, delegate.represented_by) == ("accepted", "")


def test_my_invitations_show_what_waits_and_who_answered(
    client, broker, carrier, convened
):
    client.force_login(broker)
    content = client.get("/en/meetings/invitations/").content.decode()
    assert convened.title in content
    assert "I will come" in content

    client.force_login(carrier)
    content = client.get("/en/meetings/invitations/").content.decode()
    assert convened.title not in content
    assert "No invitation waits for you." in content


def test_my_invitations_ask_as_many_questions_for_one_as_for_many(
    client, broker, brokers, convened, delegate, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(broker)
    with CaptureQueriesContext(connection) as few:
        client.get("/meetings/invitations/")
    for number in range(8):
        other = Meeting.objects.get(pk=convened.pk)
        other.pk, other.uid = None, __import__("uuid").uuid4()
        other.title = f"Autre {number}"
        other.save()
        invitation = other.invitations.create(organisation=brokers)
        invitation.delegates.create(name="x", email="broker@example.org", user=broker)
    with CaptureQueriesContext(connection) as many:
        client.get("/meetings/invitations/")

    assert len(many) == len(few)
