"""The list of topics, its filters in the address, and the same as a file."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from accounts.tables import csv_bytes
from audit.prepared import NOW
from audit.reading import note_list
from audit.shelf import revalidated, shelved
from meetings.asked import YEAR
from meetings.forms.topics import TopicFilter, listed
from meetings.models import Invitation, Programme, Topic, TopicCall
from meetings.views.doors import focal_organisations
from meetings.views.exports import download
from meetings.views.topics.names import with_names
from meetings.views.topics.propose import is_keeper
from meetings.views.year import query

PAGE = 25


@prepared_for
def newest(reader):
    return listed(Topic.objects.visible_to(reader))[:PAGE]


class AllTopics:
    """The list as it is without a filter, to be cut into pages."""

    def __init__(self, asked):
        self.asked = asked

    def count(self):
        return self.asked.seen

    def __getitem__(self, part):
        return self.asked.narrowed()[part] if part.start else newest(self.asked.user)


@login_not_required
@shelved
def topics(request):
    asked = TopicFilter(request.GET, request.user)
    found = AllTopics(asked) if asked.asks_for_all() else asked.narrowed()
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    proposes = may_propose(request.user)
    context = {
        "filter": asked,
        "query": query(request, "page"),
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "total": paginator.count,
        "rows": list(with_names(page.object_list, request.user)),
        "has_own": request.user.is_authenticated and request.user.is_partner(),
        "may_propose": proposes,
        "calls": open_calls(request.user) if proposes else [],
        "call_years": years_to_call(request.user),
    }
    return render(request, "meetings/topics/topics.html", context)


def may_propose(user):
    return user.is_authenticated and (
        is_keeper(user) or bool(focal_organisations(user))
    )


def open_calls(user):
    """The calls that the reader may answer now, the nearest end first."""
    calls = answerable(user, now=timezone.now())
    return sorted(calls, key=lambda call: (call.closing, call.pk))


@prepared_for
def answerable(reader):
    found = TopicCall.objects.visible_to(reader).open(NOW)
    if not is_keeper(reader):
        invited = Invitation.objects.filter(
            meeting=OuterRef("meeting"),
            organisation__in=focal_organisations(reader),
        )
        found = found.filter(Q(meeting=None) | Q(Exists(invited)))
    return found.select_related("meeting__committee", "programme__directorate")


def years_to_call(user):
    """The years for which an officer may ask for topics now."""
    if not user.has_perm("meetings.change_topic"):
        return []
    now = timezone.now()
    return without_call(user, now=now, year=timezone.localdate(now).year)


@prepared_for
def without_call(reader):
    shown = [Programme.State.OPEN, Programme.State.PUBLISHED]
    programmes = Programme.objects.visible_to(reader).filter(
        state__in=shown, year__gte=YEAR
    )
    called = TopicCall.objects.open(NOW).filter(programme=OuterRef("pk"))
    years = programmes.filter(~Exists(called)).order_by("year")
    return years.values_list("year", flat=True).distinct()


@login_not_required
@shelved
@revalidated
def topics_csv(request):
    headers = [
        _("Reference"),
        _("Topic"),
        _("State"),
        _("Proposed by"),
        _("Proposed at"),
        _("For"),
        _("Factor"),
        _("Followers"),
    ]
    topics = TopicFilter(request.GET, request.user).narrowed()
    note_list(topics, by=request.user)
    rows = [cells(topic) for topic in with_names(topics, request.user)]
    name = f"{_('topics')}-{timezone.localdate():%Y}.csv"
    return download(csv_bytes([headers, *rows]), "text/csv; charset=utf-8", name)


def cells(topic):
    target = topic.meeting or topic.committee
    return [
        topic.reference,
        topic.own_title,
        topic.get_state_display(),
        str(topic.shown_proposer or ""),
        timezone.localdate(topic.proposed_at),
        (target.own_title if topic.meeting else target.own_name)
        if target
        else topic.year,
        topic.get_factor_display() or "",
        topic.follower_count,
    ]
