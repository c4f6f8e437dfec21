"""Organisations and delegates come, go and are replaced; each hears of it once."""

import pytest
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import invitation as actions
from meetings.models import Delegate, Invitation, Meeting
from notices.models import Notice

PERSON = {
    "name": "Adjointe",
    "function": "Adjointe",
    "email": "Adjointe@example.org",
    "language": "en",
}


def owed():
    rows = Notice.objects.filter(state="waiting").order_by("pk")
    return list(rows.values_list("kind", "email"))


def refusal(action, **arguments):
    with override("en"), pytest.raises(Refused) as refused:
        action(**arguments)
    return str(refused.value)


def test_an_organisation_invited_after_convening_is_written_to(
    convened, carriers, carrier, officer
):
    actions.invite(meeting=convened, organisation=carriers, by=officer)

    assert owed() == [
        ("meetings.convened", "broker@example.org"),
        ("meetings.convened", "carrier@example.org"),
    ]


def test_an_organisation_invited_before_convening_is_not_written_to_yet(
    meeting, carriers, carrier, officer
):
    actions.invite(meeting=meeting, organisation=carriers, by=officer)

    assert owed() == []
    assert meeting.invitations.count() == 2


def test_an_organisation_is_not_invited_twice_nor_when_it_is_gone(
    convened, brokers, carriers, officer
):
    twice = refusal(actions.invite, meeting=convened, organisation=brokers, by=officer)
    carriers.is_active = False
    carriers.save()
    gone = refusal(actions.invite, meeting=convened, organisation=carriers, by=officer)

    assert twice == "This organisation is invited already."
    assert gone == "This organisation is no longer active."


def test_a_withdrawn_invitation_sends_a_farewell_and_stays_in_the_trail(
    convened, carriers, carrier, officer
):
    invitation = actions.invite(meeting=convened, organisation=carriers, by=officer)
    actions.withdraw(invitation=invitation, reason="Hors sujet", by=officer)

    assert owed()[-1] == ("meetings.uninvited", "carrier@example.org")
    assert not Invitation.objects.filter(organisation=carriers).exists()
    entry = Entry.objects.get(verb="invitation.withdrawn")
    assert entry.reason == "Hors sujet"
    convened.refresh_from_db()
    assert convened.sequence == 1


def test_an_organisation_invited_again_is_written_to_again(
    convened, carriers, carrier, officer
):
    first = actions.invite(meeting=convened, organisation=carriers, by=officer)
    actions.withdraw(invitation=first, reason="x", by=officer)
    actions.invite(meeting=convened, organisation=carriers, by=officer)

    to_carrier = [kind for kind, email in owed() if email == "carrier@example.org"]
    assert to_carrier == [
        "meetings.convened",
        "meetings.uninvited",
        "meetings.convened",
    ]


def test_the_last_organisation_stays_invited(convened, delegate, officer):
    sentence = refusal(
        actions.withdraw, invitation=delegate.invitation, reason="x", by=officer
    )

    assert (
        sentence == "The last organisation stays invited. Cancel the meeting instead."
    )


def test_a_delegate_is_added_by_a_focal_point_and_written_to(client, broker, delegate):
    client.force_login(broker)
    page = f"/meetings/invitations/{delegate.invitation_id}/delegates/add/"
    assert client.get(page).status_code == 200
    assert client.post(page, PERSON).status_code == 302

    newcomer = Delegate.objects.exclude(pk=delegate.pk).get()
    assert (newcomer.name, newcomer.email) == ("Adjointe", "adjointe@example.org")
    assert owed()[-1] == ("meetings.convened", "adjointe@example.org")


def test_a_delegate_stands_once_on_the_list(client, broker, delegate):
    client.force_login(broker)
    page = f"/en/meetings/invitations/{delegate.invitation_id}/delegates/add/"
    response = client.post(page, PERSON | {"email": "BROKER@example.org"})

    content = response.content.decode()
    assert response.status_code == 200
    assert "This person is on the list already." in content
    assert "BROKER@example.org" in content


def test_a_delegate_is_replaced_and_both_are_written_to(client, broker, delegate):
    client.force_login(broker)
    page = f"/meetings/delegates/{delegate.pk}/replace/"
    assert client.get(page).status_code == 200
    client.post(page, PERSON)

    delegate.refresh_from_db()
    assert not delegate.is_active
    assert owed()[1:] == [("meetings.convened", "adjointe@example.org")]


def test_a_delegate_removed_by_another_gets_a_farewell(client, officer, delegate):
    other = actions.add_delegate(invitation=delegate.invitation, by=officer, **PERSON)
    client.force_login(officer)
    client.post(f"/meetings/delegates/{other.pk}/remove/")

    assert owed()[-1] == ("meetings.uninvited", "adjointe@example.org")


def test_the_only_delegate_is_not_removed(delegate, officer):
    assert refusal(actions.remove_delegate, delegate=delegate, by=officer) == (
        "Nobody else would be left to write to. Add somebody else first."
    )


def test_a_delegate_who_comes_back_gets_a_letter_with_a_fresh_link(delegate, officer):
    other = actions.add_delegate(invitation=delegate.invitation, by=officer, **PERSON)
    actions.remove_delegate(delegate=other, by=officer)
    again = actions.add_delegate(invitation=delegate.invitation, by=officer, **PERSON)

    assert (again.pk, again.link_number, again.is_active) == (other.pk, 1, True)
    assert [kind for kind, email in owed() if email == "adjointe@example.org"] == [
        "meetings.convened",
        "meetings.uninvited",
        "meetings.convened",
    ]


def test_a_link_is_renewed_by_a_letter(client, broker, delegate):
    client.force_login(broker)
    client.post(f"/meetings/delegates/{delegate.pk}/renew/")

    delegate.refresh_from_db()
    assert delegate.link_number == 1
    assert owed() == [("meetings.convened", "broker@example.org")] * 2


@pytest.mark.parametrize("what", ["replace", "remove", "renew"])
def test_delegates_of_others_are_out_of_reach(
    client, carrier, delegate, convened, what
):
    Meeting.objects.update(level="public")
    client.force_login(carrier)

    address = f"/meetings/delegates/{delegate.pk}/{what}/"
    assert client.post(address).status_code == 403
    Meeting.objects.update(level="parties")
    assert client.post(address).status_code == 404


def test_guests_are_settled_once_the_meeting_is_over(delegate, officer, carriers):
    Meeting.objects.update(state="held")
    settled = "The guests of this meeting can no longer be changed."
    meeting = Meeting.objects.get()

    assert settled == refusal(
        actions.invite, meeting=meeting, organisation=carriers, by=officer
    )
    assert settled == refusal(
        actions.withdraw, invitation=delegate.invitation, reason="x", by=officer
    )
    assert settled == refusal(
        actions.add_delegate, invitation=delegate.invitation, by=officer, **PERSON
    )
    assert settled == refusal(actions.remove_delegate, delegate=delegate, by=officer)
    assert settled == refusal(actions.renew_link, delegate=delegate, by=officer)


def test_the_officer_invites_and_withdraws_in_the_browser(
    client, officer, convened, carriers, carrier
):
    client.force_login(officer)
    page = f"{convened.get_absolute_url()}invite/"
    assert client.post(page, {"organisation": carriers.pk}).status_code == 302

    invitation = Invitation.objects.get(organisation=carriers)
    page = f"/meetings/invitations/{invitation.pk}/withdraw/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 200
    assert client.post(page, {"reason": "Hors sujet"}).status_code == 302
    assert not Invitation.objects.filter(organisation=carriers).exists()
