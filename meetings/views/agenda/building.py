"""An officer builds the agenda: topics put on it, time given, an order chosen."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from audit.refusal import Refused
from audit.sure import asks_first
from meetings import agendas
from meetings.actions import agenda as actions
from meetings.actions import publishing
from meetings.forms.agenda import ItemForm, MinutesForm
from meetings.models import AgendaItem, Paper, Topic
from meetings.views.doors import attempt, managed
from meetings.views.topics.names import with_names

WAITING = [Topic.State.PROPOSED, Topic.State.ACCEPTED, Topic.State.ANSWERED]


def agenda_build(request, year, pk):
    meeting = managed(request.user, year, pk)
    return render(request, "meetings/agenda/build.html", context_of(request, meeting))


def context_of(request, meeting):
    shown = Prefetch("papers", Paper.objects.filter(withdrawn_at=None), "shown_papers")
    items = list(agendas.items_of(meeting).prefetch_related(shown))
    if not items:
        items = [actions.follow_up(meeting)]
    given, length = sum(item.minutes for item in items), agendas.length(meeting)
    last = agendas.last_edition(meeting)
    return {
        "meeting": meeting,
        "items": items,
        "order": "-".join(str(i.pk) for i in items if not i.is_follow_up),
        "topics": waiting(request.user, meeting, items),
        "given": given,
        "length": length,
        "left": length - given,
        "over": given - length,
        "edition": last,
        "is_changed": bool(last) and last.items != agendas.picture_of(meeting),
        "obstacle": publishing.why_not_published(meeting),
        "may_change": meeting.state not in actions.FINAL,
    }


def waiting(user, meeting, items):
    """The topics that may be put on this agenda, those of the meeting itself first."""
    here = [item.topic_id for item in items if item.topic_id]
    topics = Topic.objects.manageable_by(user).for_meeting(meeting)
    escalated = topics.filter(
        state=Topic.State.ESCALATED, escalated_to=meeting.committee_id
    )
    found = topics.filter(state__in=WAITING) | escalated
    rows = found.exclude(pk__in=here).select_related("proposer").distinct()
    rows = with_names(rows, user)
    return sorted(rows, key=lambda topic: (topic.meeting_id is None, topic.number))


def back(meeting):
    return redirect("meetings:agenda_build", meeting.programme.year, meeting.pk)


def item_add(request, year, pk):
    meeting = managed(request.user, year, pk)
    form = ItemForm(request.POST or None, instance=AgendaItem(meeting=meeting))
    return item_page(
        request,
        meeting,
        form,
        lambda: actions.add_item(item=form.save(commit=False), by=request.user),
        title=_("Add an item"),
        button=_("Add the item"),
        done=_("The item was added."),
    )


def kept_item(user, pk):
    """An item of a meeting that the reader keeps."""
    items = AgendaItem.objects.select_related("meeting__programme", "topic")
    item = get_object_or_404(items, pk=pk)
    item.meeting = managed(user, item.meeting.programme.year, item.meeting_id)
    return item


def item_edit(request, pk):
    item = kept_item(request.user, pk)
    form = ItemForm(request.POST or None, instance=item)
    return item_page(
        request,
        item.meeting,
        form,
        lambda: actions.change_item(
            item=item, values=form.cleaned_data, by=request.user
        ),
        title=_("Edit the item"),
        button=_("Save"),
        done=_("The item was saved."),
    )


def item_page(request, meeting, form, action, **words):
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, action, words["done"])
    ):
        return back(meeting)
    context = {"meeting": meeting, "form": form, **words}
    return render(request, "meetings/agenda/item.html", context)


@require_POST
@asks_first(
    gettext_lazy("Take this item off the agenda?"),
    gettext_lazy(
        "Its presenter, its minutes and its text go with it; a topic waits again for a place."
    ),
    gettext_lazy("Take it off"),
)
def item_remove(request, pk):
    item = kept_item(request.user, pk)
    attempt(
        request,
        None,
        lambda: actions.remove_item(item=item, by=request.user),
        _("The item is off the agenda."),
    )
    return back(item.meeting)


@require_POST
def item_move(request, pk):
    """One place up or down, or to the place that is typed."""
    item = kept_item(request.user, pk)
    wanted = request.POST.get("to", "")
    to = {"up": item.position - 1, "down": item.position + 1}.get(wanted)
    if to is None and wanted.isascii() and wanted.isdecimal():
        to = min(int(wanted[:6]) - 1, 999)
    attempt(
        request,
        None,
        lambda: actions.move_item(item=item, to=to or item.position, by=request.user),
        _("The order was changed."),
    )
    return back(item.meeting)


@require_POST
def item_minutes(request, pk):
    """Another time for one item, from the builder itself."""
    item = kept_item(request.user, pk)
    form = MinutesForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            None,
            lambda: actions.change_item(
                item=item, values=form.cleaned_data, by=request.user
            ),
            _("The time was changed."),
        )
    else:
        messages.error(request, form.errors["minutes"][0])
    return back(item.meeting)


@require_POST
def topic_add(request, year, pk):
    """Put one of the topics that wait on the agenda."""
    meeting = managed(request.user, year, pk)
    topics = Topic.objects.manageable_by(request.user)
    topic = get_object_or_404(topics, reference=request.POST.get("topic", ""))
    attempt(
        request,
        None,
        lambda: actions.place(topic=topic, meeting=meeting, by=request.user),
        _("The topic is on the agenda, at its end."),
    )
    return back(meeting)


def numbers(text):
    """The keys of a dashed list; nothing where it is not one."""
    parts = text.split("-") if text else []
    return [int(part) for part in parts if part.isascii() and part.isdecimal()]


@require_POST
def reorder(request, year, pk):
    """The whole order at once, from whoever dragged; refused where it changed meanwhile."""
    meeting = managed(request.user, year, pk)
    try:
        actions.reorder(
            meeting=meeting,
            seen=numbers(request.POST.get("seen", "")),
            wanted=numbers(request.POST.get("wanted", "")),
            by=request.user,
        )
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    return JsonResponse({"order": request.POST.get("wanted", "")})


@require_POST
def publish(request, year, pk):
    meeting = managed(request.user, year, pk)
    done = attempt(
        request,
        None,
        lambda: publishing.publish(meeting=meeting, by=request.user),
        _("The agenda is published; the letters are on their way."),
    )
    return redirect("meetings:agenda", year, pk) if done else back(meeting)
