"""Meetings as iCalendar (RFC 5545): events for letters, feeds and downloads."""

from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration

from meetings import agendas
from meetings.models import Meeting
from meetings.words import titled

STATUS = {
    Meeting.State.PLANNED: "TENTATIVE",
    Meeting.State.CONVENED: "CONFIRMED",
    Meeting.State.HELD: "CONFIRMED",
    Meeting.State.CLOSED: "CONFIRMED",
    Meeting.State.CANCELLED: "CANCELLED",
}
FEED_REFRESH = timedelta(hours=6)
ZONE = {"TZID": settings.TIME_ZONE}


def event(meeting, *, language="fr", dtstamp=None, with_link=False):
    """One meeting as an event, in one language.

    The link for joining from afar is for the parties alone: `with_link`.
    Feeds leave `dtstamp` out: the last change, so that the same feed has the same
    bytes. Fetch `programme`, `committee`, `room`, `lead`,
    `editions` and `invitations__organisation` beforehand.
    """
    with translation.override(language):
        item = Event()
        item.add("uid", uid(meeting))
        item.add("sequence", meeting.sequence)
        item.add("dtstamp", dtstamp or meeting.updated_at)
        item.add("created", meeting.created_at)
        item.add("last-modified", meeting.updated_at)
        item.add("dtstart", local(meeting.starts_at), parameters=ZONE)
        item.add("dtend", local(meeting.ends_at), parameters=ZONE)
        item.add("summary", summary(meeting))
        item.add("status", STATUS[meeting.state])
        if meeting.where:
            item.add("location", meeting.where)
        item.add("description", description(meeting, with_link))
        item.add("categories", [meeting.get_kind_display()])
        item.add("url", settings.PORTAL_URL + meeting.get_absolute_url())
        return item


def local(instant):
    """The hour of the portal's zone, which the parameter beside it names."""
    return timezone.localtime(instant).replace(tzinfo=None)


def calendar(events, name=None, method=None):
    """A whole calendar; a name makes it a feed, a method a letter's iTIP part."""
    events = list(events)
    book = Calendar()
    book.add("prodid", f"-//{settings.PORTAL_NAME}//meetings//FR")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    if method:
        book.add("method", method)
    if name:
        book.add("x-wr-calname", name)
        book.add("x-wr-timezone", settings.TIME_ZONE)
        book.add("refresh-interval", FEED_REFRESH, parameters={"VALUE": "DURATION"})
        book.add("x-published-ttl", vDuration(FEED_REFRESH))
    if events:
        book.add_component(zone(events))
    for item in events:
        book.add_component(item)
    return book.to_ical()


def uid(meeting):
    """The same for ever, whatever happens to the meeting."""
    return f"{meeting.uid}@{urlsplit(settings.PORTAL_URL).hostname}"


def summary(meeting):
    """The subject, with what makes it understandable in a strange calendar."""
    if meeting.committee:
        return meeting.own_title
    return titled(meeting.own_title, capfirst(meeting.get_kind_display()))


def description(meeting, with_link):
    """What the event is about, as lines."""
    guests = ", ".join(i.organisation.acronym for i in meeting.invitations.all())
    lines = [
        capfirst(meeting.get_kind_display()),
        guests and _("Invited: %(organisations)s") % {"organisations": guests},
        meeting.lead and _("Lead unit: %(unit)s") % {"unit": meeting.lead.acronym},
        meeting.description,
        with_link and meeting.link,
        meeting.state == Meeting.State.CANCELLED
        and meeting.reason
        and _("Cancelled: %(reason)s") % {"reason": meeting.reason},
    ]
    if agenda := agendas.lines(meeting):
        lines += [_("Agenda:"), *agenda]
    return "\n".join(line for line in lines if line)


def zone(events):
    """The VTIMEZONE of the portal, for the years that the events touch."""
    years = [item.start.year for item in events]
    return zone_between(settings.TIME_ZONE, min(years), max(years) + 1)


@lru_cache(64)
def zone_between(name, first, last):
    """Searching a zone for its changes takes longer than writing ten letters."""
    return Timezone.from_tzinfo(
        ZoneInfo(name), name, first_date=date(first, 1, 1), last_date=date(last, 1, 1)
    )
