"""Two working days before a meeting its guests read what was promised since the last."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from commitments.actions import promise
from commitments.models import Commitment
from meetings.letters import promised, writing
from meetings.models import Delegate, Invitation, Meeting
from notices.models import Notice


@pytest.fixture
def made(customs, brokers, officer):
    """A function that writes down a promise, so many days ago."""

    def made(what, days_ago, owner=customs, to=brokers, level="public"):
        row = promise(
            what=what,
            owner=owner,
            counterparts=[to],
            factor=3,
            due_on=timezone.localdate() + timedelta(days=60),
            level=level,
            by=officer,
        )
        day = timezone.localdate() - timedelta(days=days_ago)
        Commitment.objects.filter(pk=row.pk).update(promised_on=day)
        return row

    return made


def met(meeting, days_ago, *guests, **fields):
    """Another meeting like this one, held so many days ago."""
    at = timezone.now() - timedelta(days=days_ago)
    values = {"kind": meeting.kind, "state": "held"} | fields
    row = Meeting.objects.create(
        programme=meeting.programme,
        title="La fois d’avant",
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        **values,
    )
    for guest in guests:
        Invitation.objects.create(meeting=row, organisation=guest)
    return row


def lines(meeting, who):
    delegates = [d for d in Delegate.objects.all() if d.email == who.email]
    meeting = Meeting.objects.get(pk=meeting.pk)
    with override("en"):
        return promised.since_last_time(meeting, delegates)


@pytest.fixture
def guests(meeting, brokers, carriers, broker, carrier):
    Invitation.objects.create(meeting=meeting, organisation=carriers)
    for invitation in meeting.invitations.all():
        user = broker if invitation.organisation == brokers else carrier
        invitation.delegates.create(name=user.name, email=user.email)


def test_only_what_was_promised_since_and_what_one_may_read(
    meeting, guests, made, brokers, carriers, broker, carrier
):
    met(meeting, 30, brokers)
    made("Trop ancien", 31)
    mine = made("À nous seuls", 20, level="parties")
    theirs = made("À eux seuls", 10, to=carriers, level="parties")
    known = made("À tous", 5)

    def told(who):
        return [line.partition(" ")[0] for line in lines(meeting, who)]

    assert told(broker) == [mine.reference, known.reference]
    assert told(carrier) == [theirs.reference, known.reference]


@pytest.mark.parametrize(
    "other",
    [{"kind": "multilateral"}, {"state": "cancelled"}, {"state": "planned"}],
)
def test_another_circle_or_no_meeting_is_no_last_time(
    other, meeting, guests, made, brokers, broker
):
    met(meeting, 30, brokers, **other)
    made("À tous", 5)

    assert lines(meeting, broker) == []


def test_a_committee_counts_from_its_own_last_meeting(
    meeting, guests, made, committee, broker
):
    Meeting.objects.filter(pk=meeting.pk).update(committee=committee)
    met(meeting, 30, committee=committee, kind="local")
    row = made("À tous", 30)

    [line] = lines(meeting, broker)
    assert line.startswith(f"{row.reference} (DGD, due on ")
    assert line.endswith(", open): À tous")


def test_the_reminder_says_it(meeting, guests, made, brokers, broker):
    Delegate.objects.update(answer="accepted")
    met(meeting, 30, brokers)
    row = made("Publier le barème", 3)
    notice = Notice(about=meeting, email=broker.email, user=broker)
    with override("en"):
        letter = writing.reminder(notice)

    for body in (letter.text, letter.html):
        assert "Promised since last time" in body
        assert row.reference in body
