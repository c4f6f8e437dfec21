"""What reminders are owed now: derived from the meetings as they are, in a window.

Each scan is one query for its letters, beside the two with which all read the
calendar; what was posted before is left out by the database, so a scan usually finds
nothing.
"""

from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Lower
from django.utils import timezone

from meetings import recipients
from meetings.letters import codes, schedule
from meetings.letters.truth import COMING, PERHAPS_COMING
from meetings.models import AgendaEdition, Delegate, Meeting, Paper
from meetings.models.invitation import Answer
from meetings.seats import secretaries_of
from notices.kinds import Owed
from notices.models import Notice

State = Meeting.State
EVERYBODY = Q()
TOLD = timedelta(days=9)  # before the meeting: an agenda published later is news still


def posted(kind, about, moves, **recipient):
    """The letters of a kind that a row of the outer query was posted already."""
    return Exists(
        Notice.objects.filter(
            kind=kind,
            about_type=ContentType.objects.get_for_model(Meeting),
            about_id=OuterRef(about),
            occurrence=Cast(OuterRef(moves), CharField()),
            **recipient,
        )
    )


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def window(rule, now, calendar):
    """The instants between which the meetings start that a rule is about now."""
    first, last = rule.days(now, calendar)
    if first is None:
        return None
    return midnight(first), midnight(last + timedelta(days=1))


def owed_to_delegates(kind, rule, answers, now, only=EVERYBODY, answered_before=False):
    """A letter for each guest with one of these answers that has not got it yet."""
    calendar = schedule.calendar_around(now)
    for delegate, due_at in guests(kind, rule, answers, now, calendar, only):
        meeting = delegate.invitation.meeting
        if due_at is None or due_at < delegate.added_at:
            continue
        if answered_before and delegate.answered_at and delegate.answered_at > due_at:
            continue
        who = recipients.recipient(delegate)
        yield Owed(meeting, who, str(meeting.moves), due_at)


def guests(kind, rule, answers, now, calendar, only):
    """The guests whom a rule is about now, and since when it is due."""
    for variant, chosen in schedule.variants(rule, now, "invitation__meeting__"):
        span = window(variant, now, calendar)
        if span is None:
            continue
        rows = not_written_to(kind, (max(span[0], now), span[1]), answers)
        rows = rows.filter(chosen, only)
        for delegate in whole(rows, "invitation__meeting", "user"):
            yield delegate, due(variant, delegate.invitation.meeting, now, calendar)


def not_written_to(kind, span, answers):
    """The guests of meetings that start in a span to whom a kind was never posted."""
    return Delegate.objects.filter(
        ~posted(
            kind,
            "invitation__meeting_id",
            "invitation__meeting__moves",
            email=Lower(OuterRef("email")),
        ),
        invitation__meeting__state=State.CONVENED,
        invitation__meeting__starts_at__range=span,
        is_active=True,
        answer__in=answers,
    )


def whole(rows, *related):
    """The rows with all that belongs to them; usually there are none to fetch."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    if not keys:
        return []
    return rows.model.objects.filter(pk__in=keys).select_related(*related)


def due(rule, meeting, now, calendar):
    """When it fell due; nothing where the convocation or a move came later."""
    day = timezone.localdate(meeting.starts_at)
    if not rule.is_due(day, now, calendar):
        return None
    due_at = rule.start.of(day, calendar)
    news = max(filter(None, (meeting.convened_at, meeting.moved_at)), default=None)
    return None if news and due_at < news else due_at


def please_answer(now):
    return owed_to_delegates(
        codes.PLEASE_ANSWER, schedule.PLEASE_ANSWER, [Answer.PENDING], now
    )


def papers(now):
    meeting = OuterRef("invitation__meeting")
    shown = Paper.objects.filter(meeting=meeting, withdrawn_at=None)
    told = AgendaEdition.objects.filter(
        meeting=meeting, meeting__starts_at__gt=F("published_at") + TOLD
    )
    only = Q(Exists(shown)) | Q(Exists(told))
    return owed_to_delegates(
        codes.PAPERS, schedule.PAPERS, PERHAPS_COMING, now, only=only
    )


def reminder(now):
    return owed_to_delegates(
        codes.REMINDER, schedule.REMINDER, PERHAPS_COMING, now, answered_before=True
    )


def tomorrow(now):
    return owed_to_delegates(
        codes.TOMORROW, schedule.TOMORROW, COMING, now, answered_before=True
    )


def owed_to_keepers(kind, rule, states, now):
    """A letter for the officer in charge and for the secretaries of the committee."""
    found = list(meetings_of(kind, rule, states, now))
    secretaries = secretaries_of({m.committee_id for m, _due in found} - {None})
    for meeting, due_at in found:
        people = {u.pk: u for u in secretaries.get(meeting.committee_id, [])}
        if meeting.officer and meeting.officer.is_active:
            people[meeting.officer.pk] = meeting.officer
        for user in people.values():
            who = recipients.of_person(user)
            yield Owed(meeting, who, str(meeting.moves), due_at)


def meetings_of(kind, rule, states, now):
    """The meetings that a rule is about now, and since when it is due."""
    calendar = schedule.calendar_around(now)
    for variant, chosen in schedule.variants(rule, now):
        span = window(variant, now, calendar)
        if span is None:
            continue
        meetings = Meeting.objects.filter(
            ~posted(kind, "pk", "moves"),
            chosen,
            state__in=states,
            starts_at__range=span,
        )
        if variant.end is None:
            meetings = meetings.filter(starts_at__gt=now)
        for meeting in whole(meetings, "officer", "committee"):
            if due_at := due(variant, meeting, now, calendar):
                yield meeting, due_at


def who_comes(now):
    return owed_to_keepers(codes.WHO_COMES, schedule.REMINDER, [State.CONVENED], now)


def afterwards(now):
    states = [State.CONVENED, State.HELD]
    return owed_to_keepers(codes.AFTERWARDS, schedule.AFTERWARDS, states, now)
