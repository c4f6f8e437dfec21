"""What a letter about a meeting is written from: the rows as they are now."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event

from meetings import links
from meetings.calendars import calendar, event, name_people
from meetings.models import Delegate, Meeting
from meetings.models.invitation import FIRST_PERSON, Answer
from meetings.when import day_in_words, span_in_words, zone_in_words
from meetings.words import clock
from notices.sharing import once

NEEDED = [
    "about__programme",
    "about__room",
    "about__committee",
    "about__lead",
    "about__officer",
    "about__invitations__organisation",
    "about__invitations__delegates",
]


def prepare(notices):
    """Fetch for a whole batch what its letters will ask for."""
    prefetch_related_objects(notices, *NEEDED)


def delegates_of(notice):
    """The places on the list of guests that the recipient holds."""
    found = []
    for invitation in notice.about.invitations.all():
        for delegate in invitation.delegates.all():
            if delegate.is_active and delegate.email.lower() == notice.email:
                delegate.invitation = invitation
                found.append(delegate)
    return found


def subject(words, meeting):
    """A subject that makes sense alone: what, of which meeting, on which day."""
    return words % {"title": full_title(meeting), "when": short(meeting.starts_at)}


def full_title(meeting):
    """“Ordinary meeting no. 6” says little without its committee or its guest."""
    title, guests = meeting.own_title, list(meeting.invitations.all())
    if meeting.committee:
        frame = meeting.committee.own_name
    elif meeting.kind == Meeting.Kind.BILATERAL and len(guests) == 1:
        frame = _("Customs–%(organisation)s") % {"organisation": guests[0].organisation}
    else:
        return title
    if frame.casefold() in title.casefold():
        return title
    return _("%(title)s (%(frame)s)") % {"title": title, "frame": frame}


def short(moment):
    """Tuesday 16 March, 10:30."""
    return _("%(day)s, %(hour)s") % {
        "day": day_in_words(moment, with_year=False),
        "hour": clock(timezone.localtime(moment)),
    }


def facts(meeting):
    """When and where as (label, lines, address of a map)."""
    when = [span_in_words(meeting.starts_at, meeting.ends_at)]
    when.append(zone_in_words(meeting.starts_at))
    rows = [(_("When"), when, "")]
    room = meeting.room if not meeting.place else None
    where = [meeting.where, room.address if room else ""]
    if any(where):
        lines = [line for line in where if line]
        rows.append((_("Where"), lines, room.map_url if room else ""))
    if meeting.link:
        rows.append((_("From afar"), [meeting.link], ""))
    if meeting.committee:
        rows.append((_("Committee"), [meeting.committee.own_name], ""))
    guests = [i.organisation.acronym for i in meeting.invitations.all()]
    if guests:
        rows.append((_("Invited"), [", ".join(guests)], ""))
    return rows


def page(meeting):
    return settings.PORTAL_URL + meeting.get_absolute_url()


def answers(delegates, meeting):
    """One group of one-click answers for each organisation somebody stands for."""
    return [
        {
            "organisation": delegate.invitation.organisation.acronym,
            "given": delegate.own_words,
            "links": one_click(links.address(delegate, meeting)),
        }
        for delegate in delegates
    ]


def one_click(address):
    return [
        (words, f"{address}?answer={answer}") for answer, words in FIRST_PERSON.items()
    ]


def papers(delegates, meeting):
    """The papers, at addresses that need no account while the link lives."""
    token = links.token(delegates[0], meeting)
    return [
        (
            paper.title,
            settings.PORTAL_URL
            + reverse("meetings:answer_paper", args=[token, paper.pk]),
        )
        for paper in meeting.papers.filter(withdrawn_at=None)
    ]


def is_pending(delegate):
    return delegate.answer == Answer.PENDING


def request(meeting, delegates):
    """The calendar part that asks: one attendee, the recipient."""
    return itip(meeting, delegates[0], "REQUEST")


def cancellation(meeting, delegate):
    return itip(meeting, delegate, "CANCEL")


def itip(meeting, delegate, method):
    """The calendar part of one letter: what all share, with this one's own lines."""
    people = Event()
    name_people(people, meeting, delegate)
    lines = people.to_ical().decode().splitlines(keepends=True)[1:-1]
    shared = once(meeting, method, lambda: shared_itip(meeting, method))
    before, end, after = shared.rpartition("END:VEVENT")
    return "".join([before, *lines, end, after])


def shared_itip(meeting, method):
    item = event(meeting, language=get_language(), dtstamp=timezone.now())
    if method == "CANCEL":
        item["STATUS"] = "CANCELLED"
    return calendar([item], method=method).decode()


def gone_delegate(notice):
    """The delegate of a farewell, whose row may be gone: the key keeps its address."""
    token = notice.occurrence.partition("-")[2]
    return Delegate(name=notice.name, email=notice.email, rsvp_token=token)
