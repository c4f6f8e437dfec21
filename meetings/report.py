"""The annual report: what a year of dialogue came to, in figures that pages show too.

The same for every reader: meetings of published programmes, whatever their level, are
counted and never named; promises are those that everybody may read.
"""

from collections import Counter
from statistics import median

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Organisation
from audit.prepared import NOW, prepared
from commitments import indicators, reading
from commitments.indicators import share
from commitments.models import Commitment
from instructions.models import Comment, Consultation, Version
from meetings import coverage
from meetings.minutes_figures import (
    counts,
    ends,
    published_in_time,
    women_among_delegates,
)
from meetings.models import (
    Attendance,
    Committee,
    Escalation,
    Invitation,
    Meeting,
    Programme,
    Reception,
    Topic,
)
from meetings.models.minutes import Minutes
from surveys.glance import glance

HELD = [Meeting.State.HELD, Meeting.State.CLOSED]
SHOWN = [Programme.State.PUBLISHED, Programme.State.CLOSED]
NOBODY = AnonymousUser()


def of_year(year):
    """Everything that the report of a year says, by chapter."""
    meetings = Meeting.objects.filter(programme__year=year, programme__state__in=SHOWN)
    return {
        "meetings": of_meetings(meetings),
        "kinds": by_kind(meetings),
        "presence": presence(meetings),
        "coverage": covered(year),
        "regions": regions(meetings),
        "committees": of_committees(),
        "minutes": of_minutes(meetings, year),
        "topics": of_topics(year),
        "promises": promises(year),
        "promised": kept_and_late(year),
        "texts": of_texts(year),
        "consultations": of_consultations(year),
        "day": of_day(meetings),
        "wave": latest_wave(year),
    }


def of_meetings(meetings):
    """Planned, held, cancelled, moved, and how long before they were convened."""
    found = meetings.aggregate(
        planned=Count("pk"),
        held=Count("pk", filter=Q(state__in=HELD)),
        moved=Count("pk", filter=Q(moves__gt=0)),
        cancelled=Count("pk", filter=Q(state=Meeting.State.CANCELLED)),
    )
    found["share"] = share(found["held"], found["planned"])
    convened = meetings.filter(convened_at__isnull=False)
    days = [
        (starts_at - convened_at).days
        for starts_at, convened_at in convened.values_list("starts_at", "convened_at")
    ]
    found["notice"] = round(median(days)) if days else None
    return found


def by_kind(meetings):
    """One line a kind: planned, held."""
    rows = (
        meetings.order_by()
        .values("kind")
        .annotate(planned=Count("pk"), held=Count("pk", filter=Q(state__in=HELD)))
    )
    found = {row["kind"]: row for row in rows}
    return [
        found[kind]
        | {"label": label, "share": share(found[kind]["held"], found[kind]["planned"])}
        for kind, label in Meeting.Kind.choices
        if kind in found
    ]


def presence(meetings):
    """Of the organisations invited to what was held and noted, those that came."""
    noted = Attendance.objects.filter(meeting=OuterRef("meeting"))
    came = Attendance.objects.present().filter(
        meeting=OuterRef("meeting"), organisation=OuterRef("organisation")
    )
    invited = Invitation.objects.filter(
        Exists(noted), meeting__in=meetings.filter(state__in=HELD)
    )
    found = invited.aggregate(
        invited=Count("pk"), present=Count("pk", filter=Q(Exists(came)))
    )
    return found | {"share": share(found["present"], found["invited"])}


def covered(year):
    """Each association with its meetings, and how many were met at all."""
    rows = coverage.of_year(year)
    met = sum(row["total"] > 0 for row in rows)
    return {"rows": rows, "met": met, "total": len(rows)}


def regions(meetings):
    """Each regional directorate with what was held there."""
    found = Organisation.objects.filter(
        kind=Organisation.Kind.CUSTOMS, is_active=True, offices__isnull=False
    ).distinct()
    held = meetings.filter(state__in=HELD)
    places = Counter(
        place
        for pair in held.values_list("committee__unit", "lead")
        for place in set(pair)
    )
    rows = [{"region": region, "held": places[region.pk]} for region in found]
    met = sum(row["held"] > 0 for row in rows)
    return {"rows": rows, "met": met, "total": len(rows)}


def of_committees():
    """As they stand on the day on which the report is read."""
    return {"total": len(active()), "dormant": len(dormant(now=timezone.now()))}


@prepared
def active():
    return Committee.objects.visible_to(NOBODY).order_by().values_list("pk")


@prepared
def dormant():
    found = Committee.objects.visible_to(NOBODY).dormant(NOW)
    return found.order_by().values_list("pk")


def of_minutes(meetings, year):
    over = ends(*SHOWN, year=year)
    published = Minutes.objects.filter(
        meeting__in=meetings, state=Minutes.State.PUBLISHED
    ).count()
    return {
        "held": len(over),
        "published": published,
        "share": share(published, len(over)),
        "in_time": published_in_time(over),
        "women": women_among_delegates(counts(*SHOWN, year=year)),
    }


def of_topics(year):
    state = Topic.State
    went_up = Escalation.objects.filter(topic=OuterRef("pk"))
    return Topic.objects.filter(year=year).aggregate(
        proposed=Count("pk"),
        accepted=Count("pk", filter=Q(state__in=[state.ACCEPTED, state.MERGED])),
        declined=Count("pk", filter=Q(state=state.DECLINED)),
        escalated=Count("pk", filter=Q(Exists(went_up))),
        answered=Count("pk", filter=Q(state=state.ANSWERED)),
    )


def promises_of(year):
    """What was first due in the year and everybody may read."""
    return Commitment.objects.visible_to(NOBODY).filter(first_due_on__year=year)


def promises(year):
    """As the public register counts them."""
    return indicators.together(promises_of(year))


def kept_and_late(year):
    """Each of them, with what it came to."""
    rows = reading.rows(promises_of(year)).order_by("first_due_on", "pk")
    return reading.show(list(rows))


def of_texts(year):
    """Published in the year, and the days that everybody had to prepare."""
    texts = Version.objects.published().filter(published_on__year=year, language="fr")
    rows = list(texts.values_list("in_force_on", "published_on", "consultation"))
    days = [(in_force - published).days for in_force, published, _key in rows]
    consulted = sum(key is not None for _in_force, _published, key in rows)
    return {
        "published": len(days),
        "consulted": consulted,
        "share": share(consulted, len(days)),
        "notice": round(median(days)) if days else None,
    }


def of_consultations(year):
    opened = Consultation.objects.visible_to(NOBODY).filter(opens_at__year=year)
    comments = Comment.objects.filter(consultation__in=opened)
    found = comments.aggregate(
        comments=Count("pk"), answered=Count("pk", filter=~Q(outcome=""))
    )
    return found | {
        "opened": opened.count(),
        "share": share(found["answered"], found["comments"]),
    }


def of_day(meetings):
    """International Customs Day, where people registered for it."""
    reception = (
        Reception.objects.visible_to(NOBODY)
        .filter(meeting__in=meetings, meeting__kind=Meeting.Kind.CUSTOMS_DAY)
        .select_related("meeting")
        .first()
    )
    if reception is None:
        return None
    return {
        "reception": reception,
        "registered": reception.registrations.confirmed().count(),
        "arrived": reception.registrations.arrived().count(),
    }


def latest_wave(year):
    """The last wave up to the year that is public, with a line for each factor."""
    return glance(NOBODY, wave__year__lte=year)
