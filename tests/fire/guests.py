"""Meetings with fifty guests each, whose convocations are owed."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from meetings.letters import codes
from meetings.models import Delegate, Invitation, Meeting, Programme, Room
from notices import outbox
from notices.kinds import Recipient
from notices.models import Notice

PER_MEETING = 50
WHY = (
    "Examiner les délais de recevabilité au bureau de Diboli, le suivi des engagements "
    "pris lors de la dernière séance et les propositions de la fédération."
)


def setting():
    """What every meeting shares; made once."""
    customs, _made = Organisation.objects.get_or_create(
        acronym="DGD",
        defaults={"kind": "customs", "name": "Direction générale des Douanes"},
    )
    brokers, _made = Organisation.objects.get_or_create(
        acronym="FETRAM",
        defaults={"kind": "association", "name": "Fédération des transitaires"},
    )
    programme, _made = Programme.objects.get_or_create(
        year=timezone.localdate().year,
        directorate=customs,
        defaults={"state": Programme.State.PUBLISHED},
    )
    room, _made = Room.objects.get_or_create(
        name="Siège de la DGD", address="Samanko II, Bamako"
    )
    officer = User.objects.filter(email="officer@example.org").first()
    officer = officer or User.objects.create_user(
        "officer@example.org", None, name="Chargé du programme"
    )
    return brokers, {"programme": programme, "lead": customs} | {
        "room": room,
        "officer": officer,
    }


def meetings(count):
    """So many convened meetings, three weeks ahead."""
    starts_at = timezone.now() + timedelta(days=21)
    brokers, fields = setting()
    made = Meeting.objects.bulk_create(
        Meeting(
            kind=Meeting.Kind.BILATERAL,
            title="Agrément et cautions des commissionnaires",
            description=WHY,
            starts_at=starts_at + timedelta(hours=number),
            ends_at=starts_at + timedelta(hours=number + 2),
            state=Meeting.State.CONVENED,
            convened_at=timezone.now(),
            **fields,
        )
        for number in range(count)
    )
    invitations = Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=brokers) for meeting in made
    )
    return list(zip(made, invitations, strict=True))


def convoke(prefix, count, spread=0, gone=0):
    """Owe a convocation to so many guests, due one after the other over some seconds."""
    now = timezone.now()
    rows, guests = [], []
    for start in range(0, count, PER_MEETING):
        ((meeting, invitation),) = meetings(1)
        for number in range(start, min(start + PER_MEETING, count)):
            name = "gone" if number < gone else "aissata"
            email = f"{name}.{prefix}.{number:06}@example.org"
            guests.append(
                Delegate(invitation=invitation, name=f"Aïssata {number}", email=email)
            )
            due_at = now + timedelta(seconds=spread * number / count)
            who = Recipient(email, f"Aïssata {number}")
            rows.append(outbox.row(codes.CONVENED, meeting, who, "0-0-0", due_at))
    Delegate.objects.bulk_create(guests, batch_size=1000)
    outbox.save(rows)


def letters_of(prefix):
    return Notice.objects.filter(email__contains=f".{prefix}.")
