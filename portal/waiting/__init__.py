"""What waits for somebody who is signed in: each source tells of its own things.

A source is a function of (user, moment) that yields `Waiting` in a fixed number of
queries, prepared for readers who are alike; each file holds the sources of one part
and lists them in `SOURCES`, and in `OFFICERS` those that have nothing for who holds
no permission at all.
"""

from datetime import timedelta

from django.utils import timezone

from portal.waiting import (
    accounts,
    commitments,
    committees,
    instructions,
    meetings,
    minutes,
    steps,
    surveys,
    topics,
)
from portal.waiting.thing import Moment
from workdays.arithmetic import around

SOURCES = [
    *meetings.SOURCES,
    *minutes.SOURCES,
    *topics.SOURCES,
    *commitments.SOURCES,
    *instructions.SOURCES,
]
OFFICERS = [
    *steps.OFFICERS,
    *meetings.OFFICERS,
    *minutes.OFFICERS,
    *topics.OFFICERS,
    *committees.OFFICERS,
    *commitments.OFFICERS,
    *instructions.OFFICERS,
    *accounts.OFFICERS,
    *surveys.OFFICERS,
]
A_MONTH = timedelta(days=31)


def waiting(user):
    """Everything that waits for this person, the nearest deadline first."""
    now = timezone.now()
    today = timezone.localdate(now)
    moment = Moment(now, around(today - A_MONTH, today + A_MONTH * 2))
    sources = SOURCES + OFFICERS if user.get_all_permissions() else SOURCES
    things = [thing for source in sources for thing in source(user, moment)]
    return sorted(things, key=lambda thing: (thing.due_on, thing.title, thing.url))
