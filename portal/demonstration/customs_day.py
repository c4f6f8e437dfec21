"""International Customs Day: those that were held, and the next, open to all."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from audit.trail import record
from meetings.actions import reception as actions
from meetings.models import (
    Level,
    Meeting,
    Programme,
    Reception,
    Registration,
    Room,
    Session,
)
from portal.demonstration import organisations, people
from portal.demonstration.year import SEAT
from workdays.arithmetic import Calendar, next_workday

SESSIONS = (
    # title, the same in English, starts, ends, place, led by
    (
        *("Ouverture et rapport annuel des engagements",),
        *("Opening and annual report of commitments", time(9), time(10)),
        *("Grande salle", "Directeur général"),
    ),
    (
        *("Dédouaner sans papier : où en sommes-nous",),
        *("Paperless clearance: where we stand", time(10, 15), time(11, 15)),
        *("Grande salle", "Directeur des systèmes d’information"),
    ),
    (
        *("Corridors et transit : engagements tenus",),
        *("Corridors and transit: promises kept", time(10, 15), time(11, 15)),
        *("Salle B", "Directeur de la réglementation"),
    ),
    (
        *("Intégrité : ce que dit le sondage",),
        *("Integrity: what the survey says", time(11, 30), time(12, 30)),
        *("Grande salle", "Chef du BACI"),
    ),
)
FUNCTIONS = ("Président", "Secrétaire général", "Point focal")
WELCOME = (
    "La Douane vous ouvre ses portes : rapport annuel des engagements, sessions, "
    "échanges avec les directions. Inscription gratuite (données fictives)."
)
WELCOME_EN = (
    "Customs opens its doors: annual report of commitments, sessions, talks with the "
    "directorates. Registration is free (fictitious data)."
)
PLACES, PLACES_EACH = 24, 2
CAME = 5  # of six who had a place


def load(today):
    past = Meeting.objects.filter(
        kind=Meeting.Kind.CUSTOMS_DAY, ends_at__lt=timezone.now()
    )
    for meeting in past.select_related("programme"):
        hold(meeting)
    open_the_next(today)


def opened(meeting, opens_at, places):
    """The registration of a day, with its sessions."""
    reception = Reception.objects.create(
        meeting=meeting,
        places=places,
        places_each=PLACES_EACH,
        opens_at=opens_at,
        closes_at=meeting.starts_at - timedelta(days=2),
        welcome=WELCOME,
        welcome_en=WELCOME_EN,
    )
    record("reception.created", reception, by=None)
    Session.objects.bulk_create(
        Session(
            reception=reception,
            title=title,
            title_en=title_en,
            starts=starts,
            ends=ends,
            place=place,
            speaker=speaker,
        )
        for title, title_en, starts, ends, place, speaker in SESSIONS
    )
    return reception


def applicants(reception):
    """Functions of every association, in turn."""
    for function in FUNCTIONS:
        for acronym, *_names in organisations.ASSOCIATIONS:
            organisation = Organisation.objects.get(acronym=acronym)
            word = "".join(c for c in f"{function[:3]}{acronym}".lower() if c.isalnum())
            yield Registration(
                reception=reception,
                name=f"{function} {acronym}",
                function=function,
                email=f"jid.{word.encode('ascii', 'ignore').decode()}@example.org",
                organisation=organisation,
            )


def hold(meeting):
    """Who had a place in January, who came, and when."""
    officer = User.objects.get(email=people.OFFICER)
    reception = opened(meeting, meeting.starts_at - timedelta(days=40), 60)
    sessions = list(reception.sessions.all())
    for rank, registration in enumerate(applicants(reception)):
        registration.state = Registration.State.CONFIRMED
        registration.asked_at = meeting.starts_at - timedelta(days=20, hours=rank)
        registration.confirmed_at = registration.asked_at + timedelta(hours=1)
        if rank % (CAME + 1) != CAME:
            registration.arrived_by = officer
            registration.arrived_at = meeting.starts_at - timedelta(minutes=40 - rank)
        registration.save()
        registration.sessions.set([sessions[0], sessions[1 + rank % 2], sessions[3]])
        record("registration.confirmed", registration, by=None)


def open_the_next(today):
    """Planned for two days of next year, and taking registrations already."""
    programme = Programme.objects.get(year=today.year + 1)
    day = date(programme.year, 1, 26)
    calendar = Calendar.load(day, day + timedelta(days=10))
    if calendar.within_office_hours(at(day, time(9)), at(day, time(12, 30))):
        day = calendar.add_workdays(day, 1)
    meeting = Meeting.objects.create(
        programme=programme,
        kind=Meeting.Kind.CUSTOMS_DAY,
        title=f"Journée internationale de la Douane {programme.year}",
        title_en=f"International Customs Day {programme.year}",
        starts_at=at(day, time(9)),
        ends_at=at(next_workday(day + timedelta(days=1)), time(12, 30)),
        room=Room.objects.get(name=SEAT),
        lead=Organisation.objects.get(acronym="BRPC"),
        officer=User.objects.get(email=people.OFFICER),
        level=Level.PUBLIC,
    )
    record("meeting.created", meeting, by=meeting.officer)
    reception = opened(meeting, timezone.now() - timedelta(days=3), PLACES)
    last = reception.sessions.order_by("-starts").first()
    last.day_number = meeting.days().index(timezone.localdate(meeting.ends_at)) + 1
    last.save()
    sessions = list(reception.sessions.all())
    for rank, applicant in enumerate(applicants(reception)):
        if rank > PLACES + 4:
            break
        chosen = [sessions[0], sessions[1 + rank % 2], sessions[3]]
        registration = actions.ask(registration=applicant, sessions=chosen)
        actions.confirm(registration=registration)


def at(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))
