"""What a letter about a meeting is written from: the rows as they are now."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import agendas, links
from meetings.models import Meeting
from meetings.models.invitation import FIRST_PERSON, Answer
from meetings.when import day_in_words, span_in_words, zone_in_words
from meetings.words import clock
from notices.sharing import blank, once

NEEDED = [
    "programme",
    "room",
    "committee",
    "lead",
    "officer",
    "editions",
    "invitations__organisation",
    "invitations__delegates",
]


def prepare(notices):
    """Fetch for a whole batch what its letters will ask for, once a meeting."""
    prefetch_related_objects(notices, "about")
    meetings = {notice.about.pk: notice.about for notice in notices}
    prefetch_related_objects(list(meetings.values()), *NEEDED)


def delegates_of(notice):
    """The places on the list of guests that the recipient holds."""
    meeting = notice.about
    return once(meeting, "guests", lambda: by_email(meeting)).get(notice.email, [])


def by_email(meeting):
    """The active delegates of a meeting by their address."""
    found = {}
    for invitation in meeting.invitations.all():
        for delegate in invitation.delegates.all():
            if delegate.is_active:
                delegate.invitation = invitation
                found.setdefault(delegate.email.lower(), []).append(delegate)
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


def answers(delegates):
    """The answer so far for each organisation that somebody stands for."""
    return [str(delegate.own_words) for delegate in delegates]


def questions(answers):
    """One group of one-click answers for each, with blanks for what is one's own."""
    return [
        {"organisation": blank(f"name{n}"), "given": given, "links": one_click(n)}
        for n, given in enumerate(answers)
    ]


def one_click(number):
    address = links.address(blank(f"token{number}"))
    return [
        (words, f"{address}?answer={answer}") for answer, words in FIRST_PERSON.items()
    ]


def own(delegates, meeting):
    """What fills the blanks of one letter: the links and for whom they answer."""
    names = [delegate.invitation.organisation.acronym for delegate in delegates]
    values = {f"name{n}": name for n, name in enumerate(names)}
    values |= {f"token{n}": links.token(d, meeting) for n, d in enumerate(delegates)}
    return values | {"organisations": ", ".join(names)}


def papers(meeting):
    """The papers, at addresses that need no account while the link lives."""
    return once(meeting, "papers", lambda: list_papers(meeting))


def list_papers(meeting):
    """Title and address of each, the address of the first delegate's."""
    return [
        (
            paper.title,
            settings.PORTAL_URL
            + reverse("meetings:answer_paper", args=[blank("token0"), paper.pk]),
        )
        for paper in meeting.papers.filter(withdrawn_at=None)
    ]


def agenda(meeting):
    """The published agenda, line by line."""
    return once(meeting, "agenda", lambda: agendas.lines(meeting))


def is_pending(delegate):
    return delegate.answer == Answer.PENDING
