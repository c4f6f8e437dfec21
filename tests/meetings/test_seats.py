"""Who sits on a committee, who keeps it, and when it is dormant."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Mandate, Office
from meetings.models import Committee, CommitteeMember, Meeting
from meetings.seats import secretaries_of


@pytest.fixture
def other(region):
    """Another committee of the same unit, at an office that is not the secretary's."""
    committee = Committee.objects.create(
        name="Comité de Kayes", kind="local", unit=region
    )
    committee.offices.add(Office.objects.create(code="KAY", name="Kayes", unit=region))
    return committee


def held(committee, programme, days_ago):
    ends_at = timezone.now() - timedelta(days=days_ago)
    return Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.LOCAL,
        committee=committee,
        title="Réunion ordinaire",
        starts_at=ends_at - timedelta(hours=2),
        ends_at=ends_at,
        state=Meeting.State.HELD,
    )


def dormant():
    return list(Committee.objects.dormant(timezone.now()))


def test_a_member_sits_through_a_seat(committee, brokers):
    committee.members.set([brokers])

    seat = CommitteeMember.objects.get()
    assert (seat.committee, seat.organisation) == (committee, brokers)
    assert list(brokers.memberships.all()) == [committee]


def test_a_mandate_at_an_office_keeps_the_committees_of_that_office_alone(
    committee, other, secretary
):
    assert list(Committee.objects.of_secretary(secretary)) == [committee]
    assert secretaries_of({committee.pk, other.pk}) == {committee.pk: {secretary}}


def test_a_mandate_in_a_unit_keeps_all_its_committees(committee, other, secretary):
    Mandate.objects.update(office=None)

    assert set(Committee.objects.of_secretary(secretary)) == {committee, other}
    assert secretaries_of({committee.pk, other.pk}) == {
        committee.pk: {secretary},
        other.pk: {secretary},
    }


def test_a_secretary_whose_mandate_is_over_keeps_nothing(committee, secretary):
    Mandate.objects.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert list(Committee.objects.of_secretary(secretary)) == []
    assert secretaries_of({committee.pk}) == {}


def test_a_committee_is_dormant_ninety_days_after_its_last_meeting(
    committee, programme
):
    Committee.objects.update(created_at=timezone.now() - timedelta(days=400))
    assert dormant() == [committee]

    held(committee, programme, days_ago=91)
    assert dormant() == [committee]
    assert Committee.objects.get().is_dormant()

    held(committee, programme, days_ago=89)
    assert dormant() == []
    assert not Committee.objects.get().is_dormant()


def test_a_new_committee_has_ninety_days_to_meet(committee):
    assert dormant() == []

    Committee.objects.update(created_at=timezone.now() - timedelta(days=91))

    assert dormant() == [committee]


def test_an_ended_committee_is_not_dormant(committee):
    Committee.objects.update(
        created_at=timezone.now() - timedelta(days=400), is_active=False
    )

    assert dormant() == []
    assert not Committee.objects.get().is_dormant()


def test_what_goes_up_never_comes_round(committee, other):
    other.parent = committee
    other.save()
    committee.parent = other

    with pytest.raises(ValidationError) as refused:
        committee.full_clean()

    assert refused.value.message_dict == {
        "parent": ["Ce comité se saisirait lui-même."]
    }
