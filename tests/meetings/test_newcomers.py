"""Who becomes a focal point after a convocation receives it, once, in their name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.people import keep_mandate
from accounts.models import Mandate
from meetings.actions import invitation as invitations
from meetings.actions.meeting import convene
from meetings.models import Delegate, Meeting
from meetings.tasks import convoke_newcomers
from notices.models import Notice
from tests.conftest import person


@pytest.fixture
def convened(meeting, officer, broker):
    """Convened; the broker, its only focal point, has been written to."""
    return convene(meeting=meeting, by=officer)


def written_to():
    rows = Notice.objects.filter(kind="meetings.convened").order_by("pk")
    return list(rows.values_list("email", flat=True))


def names(meeting):
    delegates = Delegate.objects.filter(invitation__meeting=meeting).order_by("pk")
    return list(delegates.values_list("name", "function", "is_active"))


def test_a_new_focal_point_is_convoked_once_in_their_own_name(
    convened, brokers, user_manager
):
    newcomer = person("newcomer", language="en")
    keep_mandate(
        user=newcomer,
        organisation=brokers,
        by=user_manager,
        function="Secrétaire",
        is_focal_point=True,
    )
    convoke_newcomers()
    convoke_newcomers()

    assert written_to() == ["broker@example.org", "newcomer@example.org"]
    assert names(convened)[1:] == [("Newcomer", "Secrétaire", True)]
    delegate = Delegate.objects.get(user=newcomer)
    letter = Notice.objects.get(email="newcomer@example.org")
    assert (letter.user, letter.language) == (newcomer, "en")
    assert delegate.added_at > convened.convened_at


def test_a_mandate_that_begins_later_convokes_on_its_day(convened, brokers):
    newcomer = person("newcomer")
    starts_on = timezone.localdate() + timedelta(days=1)
    Mandate.objects.create(
        user=newcomer,
        organisation=brokers,
        function="Secrétaire",
        is_focal_point=True,
        starts_on=starts_on,
    )
    convoke_newcomers()
    assert written_to() == ["broker@example.org"]

    Mandate.objects.filter(user=newcomer).update(starts_on=timezone.localdate())
    convoke_newcomers()
    assert written_to() == ["broker@example.org", "newcomer@example.org"]


def test_who_was_taken_off_the_list_stays_off(convened, officer):
    delegate = Delegate.objects.get()
    invitations.replace_delegate(
        delegate=delegate,
        name="Adjoint",
        function="",
        email="adjoint@example.org",
        language="fr",
        by=officer,
    )
    convoke_newcomers()

    assert [row[2] for row in names(convened)] == [False, True]
    assert written_to() == ["broker@example.org", "adjoint@example.org"]


@pytest.mark.parametrize(
    "change",
    [
        {"state": Meeting.State.CANCELLED},
        {"state": Meeting.State.PLANNED},
        {"starts_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_nobody_joins_what_is_cancelled_not_convened_or_past(convened, brokers, change):
    Meeting.objects.update(**change)
    Mandate.objects.create(
        user=person("newcomer"),
        organisation=brokers,
        function="Secrétaire",
        is_focal_point=True,
    )
    convoke_newcomers()

    assert written_to() == ["broker@example.org"]


def test_looking_for_newcomers_is_one_question(
    convened, brokers, django_assert_num_queries
):
    with django_assert_num_queries(1):
        convoke_newcomers()
