"""How committees live: founding acts, seats, rules, one that sleeps, who leaves."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Mandate, Organisation, User
from audit.trail import record
from meetings.actions import topic as topics
from meetings.models import Committee, CommitteeMember, Meeting, Topic
from portal.demonstration import people

FOUNDED_BEFORE = timedelta(days=900)
ASLEEP = "Comité local de Kourémalé"
ASLEEP_FOR = timedelta(days=105)
CUT = "Piste coupée par les pluies ; la réunion n’a pu se tenir."
ELSEWHERE = "Comité local de Sikasso-Zégoua"
LEAVES_IN, STAYS_NOBODY_IN = timedelta(days=25), timedelta(days=10)
# Silence counts as approval, quorum, days between two meetings; by kind.
RULES = {
    Committee.Kind.PLENARY: (False, 7, 92),
    Committee.Kind.TECHNICAL: (True, 2, 92),
    Committee.Kind.LOCAL: (True, 2, 62),
}
ACTS = {
    Committee.Kind.PLENARY: "Décision n° 0118/DGD du 12 mars {year} (fictive)",
    Committee.Kind.TECHNICAL: "Décision n° 02{number:02}/DGD du 4 mai {year} (fictive)",
    Committee.Kind.LOCAL: "Note de service n° 03{number:02}/DGD du 9 juin {year} (fictive)",
}


def load_rules(today):
    """Every committee has its act, its rules and, for each member, two functions."""
    founded_at = timezone.now() - FOUNDED_BEFORE
    for number, committee in enumerate(Committee.objects.order_by("pk"), 1):
        silence, quorum, cadence = RULES[committee.kind]
        committee.silence_is_approval, committee.quorum = silence, quorum
        committee.cadence_days, committee.created_at = cadence, founded_at
        committee.founding_act = ACTS[committee.kind].format(
            number=number, year=founded_at.year
        )
        committee.secretary_function = secretary_of(committee)
        committee.save()
        record("committee.created", committee, by=None)
    for seat in CommitteeMember.objects.select_related("organisation"):
        seat.titular = f"Point focal {seat.organisation}"
        seat.alternate = f"Point focal adjoint {seat.organisation}"
        seat.save()
        record("committeemember.created", seat, by=None)


def secretary_of(committee):
    if committee.kind == Committee.Kind.LOCAL:
        return f"Secrétaire du {committee.name[0].lower()}{committee.name[1:]}"
    return "Chargé du programme"


def put_to_sleep(today):
    """One committee has not met for more than 90 days: its meetings fell through."""
    recent = Meeting.objects.filter(
        committee__name=ASLEEP,
        starts_at__lt=timezone.now(),
        starts_at__gt=timezone.now() - ASLEEP_FOR,
    ).exclude(state=Meeting.State.CANCELLED)
    for meeting in recent:
        meeting.state, meeting.reason = Meeting.State.CANCELLED, CUT
        meeting.cancelled_at = meeting.starts_at - timedelta(days=2)
        meeting.sequence += 1
        meeting.save()
        record("meeting.cancelled", meeting, by=None, reason=CUT)


def bring_the_same_issue(today):
    """What is brought to Kayes stands before Sikasso as well."""
    organisation = Organisation.objects.get(acronym="FETRAM")
    topic = Topic(
        year=today.year,
        title="Attente des camions au scanner de Zégoua",
        title_en="Waiting for the scanner at Zégoua",
        text="Les camions attendent le scanner une demi-journée, surtout le lundi.",
        factor=6,
        proposer=organisation,
        committee=Committee.objects.get(name=ELSEWHERE),
        proposed_at=timezone.now() - timedelta(days=9),
    )
    topics.propose(topic=topic, by=User.objects.get(email="fetram@example.org"))


def let_some_leave(today):
    """One mandate ends with a next holder who lacks the group, one with nobody."""
    secretary = Mandate.objects.get(user__email=people.SECRETARY)
    end(secretary, today + LEAVES_IN)
    heir = User.objects.create_user(
        "secretaire.kayes.entrant@example.org", name="Secrétaire entrant de Kayes"
    )
    record("user.created", heir, by=None)
    record(
        "mandate.created",
        Mandate.objects.create(
            user=heir,
            organisation=secretary.organisation,
            office=secretary.office,
            function=secretary.function,
            starts_on=secretary.ends_on + timedelta(days=1),
        ),
        by=None,
    )
    end(
        Mandate.objects.get(user__email="analyste@example.org"), today + STAYS_NOBODY_IN
    )


def end(mandate, day):
    mandate.ends_on = day
    mandate.save()
    record("mandate.changed", mandate, by=None)
