"""Two years of meetings: this one half held, the next one being planned."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import Mandate, Organisation, User
from audit.trail import record
from meetings.models import (
    Committee,
    Delegate,
    Invitation,
    Level,
    Meeting,
    Programme,
    Room,
)
from meetings.models.invitation import Answer
from portal.demonstration import organisations, people, year
from workdays.arithmetic import Calendar

State = Meeting.State
CANCELLED_AND_MOVED = {
    # the rank of a meeting in the year: why it was cancelled, or moved a week
    11: (State.CANCELLED, "Mission du directeur régional hors du pays."),
    20: (None, "Séance du conseil des ministres à la même heure."),
    37: (State.CANCELLED, "Sujet réglé par échange de lettres."),
    45: (None, "À la demande de l’organisation."),
}
# What past guests answered, in turn; most people come.
ANSWERS = (
    *(Answer.ACCEPTED, Answer.ACCEPTED, Answer.TENTATIVE, Answer.ACCEPTED),
    *(Answer.ACCEPTED, Answer.DECLINED, Answer.ACCEPTED),
)
CONVENED_BEFORE = timedelta(days=20)
CLOSED_AFTER = timedelta(days=14)


class Diary:
    """Finds days on which nobody and nothing is wanted twice."""

    def __init__(self, first_day, last_day):
        self.calendar = Calendar.load(first_day, last_day)
        self.taken = {}

    def slot(self, day, starts, ends, wanted):
        """The first moment from a day on, at these hours, free for all that is wanted."""
        while not self.is_free(day, starts, ends, wanted):
            day += timedelta(days=1)
        self.taken.setdefault(day, []).append((starts, ends, wanted))
        return at(day, starts), at(day, ends)

    def is_free(self, day, starts, ends, wanted):
        if self.calendar.within_office_hours(at(day, starts), at(day, ends)):
            return False
        return not any(
            starts < other_ends and other_starts < ends and wanted & others
            for other_starts, other_ends, others in self.taken.get(day, [])
        )


def at(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))


class Names:
    """Everything that meetings name, read once."""

    def __init__(self):
        self.units = {o.acronym: o for o in Organisation.objects.all()}
        self.rooms = {r.name: r for r in Room.objects.all()}
        self.committees = {c.name: c for c in Committee.objects.all()}
        self.officer = User.objects.get(email=people.OFFICER)
        self.secretary = User.objects.get(email=people.SECRETARY)


def load_last_year(today):
    """A closed programme: all of it was held, moved or cancelled."""
    load_year(today.year - 1, Programme.State.CLOSED, today)


def load_this_year(today):
    """A published programme: closed, held, and still to come, by today's date."""
    load_year(today.year, Programme.State.PUBLISHED, today)


def load_year(number, state, today):
    names = Names()
    signed_on = date(number, 1, 12)
    programme = Programme.objects.create(
        year=number,
        directorate=names.units[organisations.DIRECTORATE[0]],
        state=state,
        published_at=min(at(signed_on, time(15)), timezone.now()),
        signed_by=User.objects.get(email=people.SIGNATORY),
    )
    record("programme.published", programme, by=programme.signed_by)
    diary = Diary(date(number, 1, 1), date(number, 12, 31))
    wishes = sorted(
        year.wishes(number), key=lambda w: (-len(w.organisations), w.month, w.day)
    )
    meetings = [settle(wish, programme, diary, names) for wish in wishes]
    meetings.sort(key=lambda meeting: meeting.starts_at)
    for rank, meeting in enumerate(meetings):
        live_through(rank, meeting, today)


def settle(wish, programme, diary, names):
    """Plan one meeting on the first day that suits everybody it needs."""
    room = names.rooms[wish.room]
    is_local_of_kayes = wish.room == "Diboli"
    officer = names.secretary if is_local_of_kayes else names.officer
    wanted = {*wish.organisations, wish.lead, *([] if room.is_shared else [room.name])}
    if wish.kind != Meeting.Kind.LOCAL:
        wanted.add(officer.email)
    starts_at, ends_at = diary.slot(
        date(programme.year, wish.month, wish.day), wish.starts, wish.ends, wanted
    )
    meeting = Meeting.objects.create(
        programme=programme,
        kind=wish.kind,
        title=wish.title,
        title_en=wish.title_en,
        committee=names.committees.get(wish.committee),
        starts_at=starts_at,
        ends_at=ends_at,
        room=room,
        lead=names.units[wish.lead],
        officer=officer if officer.email in wanted or is_local_of_kayes else None,
        level=Level(wish.level),
    )
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=names.units[acronym])
        for acronym in wish.organisations
    )
    record("meeting.created", meeting, by=names.officer)
    return meeting


def live_through(rank, meeting, today):
    """Give a past meeting its past: convened, answered, held, closed; or not."""
    age = today - timezone.localdate(meeting.starts_at)
    if age <= timedelta(0):
        return
    state, reason = CANCELLED_AND_MOVED.get(rank, (None, ""))
    meeting.convened_at = meeting.starts_at - CONVENED_BEFORE
    meeting.reason = reason
    meeting.state = state or (State.CLOSED if age > CLOSED_AFTER else State.HELD)
    if state == State.CANCELLED:
        meeting.cancelled_at = meeting.starts_at - timedelta(days=6)
        meeting.sequence = 1
    elif reason:
        meeting.moved_at = meeting.starts_at - timedelta(days=10)
        meeting.sequence = meeting.moves = 1
    meeting.save()
    record(f"meeting.{meeting.state}", meeting, by=meeting.officer, reason=reason)
    answer_for_everybody(rank, meeting)


def answer_for_everybody(rank, meeting):
    mandates = Mandate.objects.filter(is_focal_point=True).select_related("user")
    invitations = {row.organisation_id: row for row in meeting.invitations.all()}
    delegates = [
        Delegate(
            invitation=invitations[mandate.organisation_id],
            user=mandate.user,
            name=mandate.user.name,
            function=mandate.function,
            email=mandate.user.email,
            language=mandate.user.language,
            added_at=meeting.convened_at,
            answer=ANSWERS[(rank + place) % len(ANSWERS)],
            answered_at=meeting.convened_at + timedelta(days=2, hours=place),
            answered_via=Delegate.Via.LINK,
        )
        for place, mandate in enumerate(
            mandates.filter(organisation__in=invitations).order_by("pk")
        )
    ]
    Delegate.objects.bulk_create(delegates)


def load_next_year(today):
    """A draft with its first wishes, all in the afternoon, no two of them on a day."""
    names = Names()
    programme = Programme.objects.create(
        year=today.year + 1, directorate=names.units[organisations.DIRECTORATE[0]]
    )
    record("programme.created", programme, by=names.officer)
    diary = Diary(date(programme.year, 1, 1), date(programme.year, 12, 31))
    for month, day, invited, lead, title, title_en in year.NEXT_YEAR:
        wish = year.Wish(
            *(month, day, "extraordinary", title, title_en, invited, lead, "partners"),
            starts=time(13, 30),
            ends=time(14, 45),
        )
        settle(wish, programme, diary, names)
