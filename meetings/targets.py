"""What a topic may be proposed for: a meeting to come, a committee, a year."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from audit.prepared import NOW
from meetings.asked import YEAR
from meetings.models import Committee, Invitation, Meeting, Programme, TopicCall
from meetings.models.call import ASKING
from meetings.when import day_in_words

MEETINGS = 60


def meetings_for(user, now=None):
    """The meetings to come to which one is invited, or that one keeps."""
    meetings = Meeting.objects.visible_to(user).filter(
        state__in=ASKING, starts_at__gt=now or timezone.now()
    )
    if not user.has_perm("meetings.change_meeting"):
        invited = Invitation.objects.filter(
            meeting=OuterRef("pk"), organisation__in=user.organisations()
        )
        kept = Meeting.objects.manageable_by(user).values("pk")
        meetings = meetings.filter(Q(Exists(invited)) | Q(pk__in=kept))
    return meetings.select_related("programme", "committee").order_by("starts_at", "pk")


def open_to_topics(meetings, now):
    """Those without a call, or whose call is open."""
    calls = TopicCall.objects.filter(withdrawn_at=None)
    closed = calls.exclude(pk__in=TopicCall.objects.open(now).values("pk"))
    return meetings.exclude(pk__in=closed.exclude(meeting=None).values("meeting"))


@prepared_for
def meetings_offered(reader):
    offered = open_to_topics(meetings_for(reader, NOW), NOW)
    names = "programme__year", "committee__name", "committee__name_en"
    return offered.only("title", "title_en", "starts_at", *names)[:MEETINGS]


def committees_for(user):
    """The committees on which one sits, or that one keeps."""
    committees = Committee.objects.filter(is_active=True)
    if user.has_perm("meetings.change_topic"):
        return committees
    mine = Committee.objects.of_members(user.organisations()).values("pk")
    kept = Committee.objects.of_secretary(user).values("pk")
    return committees.filter(Q(pk__in=mine) | Q(pk__in=kept))


@prepared_for
def committees_offered(reader):
    return committees_for(reader)


def years_for(user):
    """This year, and the years to come whose programme is shown."""
    year = timezone.localdate().year
    return sorted({year, *years_shown(user, year=year)})


@prepared_for
def years_shown(reader):
    shown = Programme.objects.visible_to(reader).filter(year__gte=YEAR)
    return shown.order_by().values_list("year", flat=True)


def named(meeting):
    return f"{day_in_words(meeting.starts_at)}, {meeting.own_title}"


def choices(user):
    """The groups of one select; a year comes first, it is always there."""
    years = [
        (f"year-{y}", _("The year %(year)s") % {"year": y}) for y in years_for(user)
    ]
    committees = [(f"committee-{c.pk}", c.own_name) for c in committees_offered(user)]
    meetings = [
        (f"meeting-{m.pk}", named(m))
        for m in meetings_offered(user, now=timezone.now())
    ]
    groups = [
        (_("A year"), years),
        (_("A committee"), committees),
        (_("A meeting"), meetings),
    ]
    return [(label, options) for label, options in groups if options]


def resolve(key, user):
    """What a key of the select names, as values of a topic; nothing where it may not."""
    kind, _dash, number = key.partition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        return None
    if kind == "year":
        return {"year": int(number)} if int(number) in years_for(user) else None
    sources = {"meeting": meetings_for, "committee": committees_for}
    if kind not in sources:
        return None
    found = sources[kind](user).filter(pk=number).first()
    return {kind: found} if found else None


def key_of(topic):
    """The key of what a topic is for."""
    if topic.meeting_id:
        return f"meeting-{topic.meeting_id}"
    if topic.committee_id:
        return f"committee-{topic.committee_id}"
    return f"year-{topic.year}"
