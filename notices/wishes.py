"""How and when people want their letters: preferences, quiet hours, digest."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from notices import digest, outcome
from notices.models import Preference, ReadingHours

How = Preference.How
DIGEST_AT = time(7)


def of(batch):
    """The wishes of everybody to whom a batch is addressed, in two queries."""
    users = {notice.user_id for notice in batch if notice.user_id}
    emails = {notice.email for notice in batch if not notice.user_id}
    theirs = Q(user__in=users) | Q(user__isnull=True, email__in=emails)
    return Wishes(
        {
            (row.user_id or row.email, row.kind): row.how
            for row in Preference.objects.filter(theirs)
        },
        {row.user_id: row for row in ReadingHours.objects.filter(user__in=users)},
    )


class Wishes:
    def __init__(self, how, hours):
        self.how = how
        self.hours = hours

    def is_off(self, notice):
        return self.wish(notice) == How.OFF

    def wish(self, notice):
        who = notice.user_id or notice.email
        return self.how.get((who, notice.kind), How.AT_ONCE)

    def is_now(self, notice, kind):
        """Put the letter into the next digest, or off to the end of quiet hours."""
        hours = self.hours.get(notice.user_id)
        if self.wish(notice) == How.DIGEST and not kind.goes_alone:
            digest.join(notice, next_digest(hours))
            return False
        until = quiet_until(hours, timezone.now())
        if until:
            outcome.wait(notice, until)
        return not until


def zone_of(hours):
    return ZoneInfo((hours and hours.zone) or settings.TIME_ZONE)


def quiet_until(hours, now):
    """The end of the quiet in which an instant lies for this person, if it does."""
    if hours is None or hours.quiet_from is None:
        return None
    here = now.astimezone(zone_of(hours))
    for days in (-1, 0):
        start = at(here.date() + timedelta(days=days), hours.quiet_from, here.tzinfo)
        end = at(start.date(), hours.quiet_until, here.tzinfo)
        if end <= start:
            end = at(start.date() + timedelta(days=1), hours.quiet_until, here.tzinfo)
        if start <= here < end:
            return end
    return None


def next_digest(hours):
    """The next instant at which this person's digest leaves."""
    here = timezone.now().astimezone(zone_of(hours))
    hour = hours.digest_at if hours else DIGEST_AT
    today = at(here.date(), hour, here.tzinfo)
    if today > here:
        return today
    return at(here.date() + timedelta(days=1), hour, here.tzinfo)


def at(day, hour, zone):
    return datetime.combine(day, hour, zone)
