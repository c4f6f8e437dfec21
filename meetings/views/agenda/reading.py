"""The published agenda of a meeting: a page that prints, its editions, a PDF."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.reading import note_file
from audit.shelf import shelved
from commitments.models import Commitment
from commitments.reading import show
from meetings import agendas, documents
from meetings.models import Paper, Topic
from meetings.views.doors import may_manage, minutes_of, shown


def published(meeting, number=None):
    """The editions, and the one that is asked for; 404 where nothing is published."""
    editions = list(meeting.editions.order_by("number"))
    found = [e for e in editions if number in (None, e.number)]
    if not found:
        raise Http404
    return editions, found[-1]


def context_of(request, meeting, edition):
    """The rows in the reader's words, with the topics, papers and promises they see."""
    rows = list(agendas.timed(meeting, edition.items))
    seen = Topic.objects.visible_to(request.user).filter(
        reference__in=[row["topic"] for row in rows]
    )
    topics = {topic.reference: topic for topic in seen}
    recorded = in_minutes(request.user, meeting)
    papers = Paper.objects.visible_to(request.user).filter(meeting=meeting)
    for row in rows:
        row["topic"] = topics.get(row["topic"])
        row["papers"] = [paper for paper in papers if paper.item_id == row["item"]]
        row["recorded"] = recorded.get(row["item"])
    return {
        "meeting": meeting,
        "edition": edition,
        "rows": rows,
        "promises": promises(request.user, meeting),
        "minutes": sum(row["minutes"] for row in rows),
    }


def in_minutes(user, meeting):
    """The address of what the minutes say of each item, where the reader may see it."""
    minutes = minutes_of(meeting, user)
    if minutes is None:
        return {}
    page = minutes.get_absolute_url()
    return {
        item: f"{page}#item-{position}"
        for item, position in minutes.items.values_list("agenda_item", "position")
    }


def promises(user, meeting):
    """The open promises of the parties, the nearest date first.

    Before a meeting those of today; from its beginning on those of its day, each with
    what has become of it.
    """
    parties = list(meeting.organisations.all())
    found = Commitment.objects.visible_to(user).of(parties)
    if meeting.has_begun():
        found = found.open_on(timezone.localdate(meeting.starts_at))
    else:
        found = found.open()
    return show(list(found.select_related("owner").order_by("due_on", "pk")))


@login_not_required
@shelved
def agenda(request, year, pk):
    meeting = shown(request.user, year, pk)
    manages = may_manage(request.user, meeting)
    if manages and not meeting.editions.exists():
        return redirect("meetings:agenda_build", year, pk)
    editions, edition = published(meeting)
    return page(request, meeting, editions, edition, manages)


@login_not_required
@shelved
def agenda_edition(request, year, pk, number):
    meeting = shown(request.user, year, pk)
    editions, edition = published(meeting, number)
    return page(request, meeting, editions, edition, may_manage(request.user, meeting))


def page(request, meeting, editions, edition, manages):
    position = editions.index(edition)
    before = editions[position - 1] if position else None
    context = context_of(request, meeting, edition) | {
        "editions": editions,
        "is_last": edition == editions[-1],
        "changes": agendas.changes(before, edition) if before else [],
        "manages": manages,
        "has_pdf": documents.is_possible(),
    }
    return render(request, "meetings/agenda/agenda.html", context)


@login_not_required
@shelved
def agenda_pdf(request, year, pk):
    meeting = shown(request.user, year, pk)
    _editions, edition = published(meeting)
    context = context_of(request, meeting, edition)
    context["address"] = request.build_absolute_uri(meeting.get_absolute_url())
    name = f"{_('agenda')}-{year}-{pk}-{edition.number}"
    response = documents.pdf_response(
        request, "meetings/agenda/document.html", context, name
    )
    note_file(meeting, by=request.user, reason=name)
    return response
