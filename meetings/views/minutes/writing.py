"""The writing screen: saved as one types, or by one button where no script runs."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.refusal import Refused
from meetings.actions.minutes import writing
from meetings.actions.minutes.keeping import begin, why_not_begun, why_not_written
from meetings.forms.minutes import LONG, PromiseForm
from meetings.minutes_text import items_of
from meetings.models import Minutes, MinutesItem, Passage, Promise
from meetings.views.doors import attempt, managed, may_manage
from meetings.views.meeting import step_form

CONFLICT, GONE, TOO_LARGE = 409, 410, 413


def write_minutes(request, year, pk):
    meeting = managed(request.user, year, pk)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        return begin_page(request, meeting)
    minutes.meeting = meeting
    if request.method == "POST":
        return save(request, minutes)
    if minutes.state != Minutes.State.DRAFT:
        return redirect(minutes)
    return screen(request, minutes, {})


def begin_page(request, meeting):
    if request.method == "POST":
        try:
            begin(meeting=meeting, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(address_of(meeting))
    context = {"meeting": meeting, "obstacle": why_not_begun(meeting)}
    return render(request, "meetings/minutes_begin.html", context)


def address_of(meeting, anchor=""):
    address = reverse(
        "meetings:write_minutes", args=[meeting.programme.year, meeting.pk]
    )
    return f"{address}#{anchor}" if anchor else address


def screen(request, minutes, conflicts):
    """Every item with its texts; where two wrote at once, both texts."""
    items = list(items_of(minutes))
    for item in items:
        item.shown = [shown(p, conflicts.get(p.pk)) for p in item.passages.all()]
        item.is_blank = not (
            item.agenda_item_id
            or item.promises.all()
            or any(p.text or p.other for p in item.shown)
        )
        item.has_positions = any(
            p.kind == Passage.Kind.POSITION and (p.text or p.other) for p in item.shown
        )
        item.topic = item.agenda_item.topic if item.agenda_item else None
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "items": items,
        "conflicts": len(conflicts),
    }
    return render(request, "meetings/minutes_write.html", context)


def shown(passage, typed):
    """A text as it is stored; or as it was typed here, beside what stands there."""
    passage.other = None
    if typed is not None and typed != passage.text:
        passage.other, passage.text = passage.text, typed
        passage.writer = passage.written_by
    return passage


def save(request, minutes):
    """All texts of the form, then what the button asks for beside."""
    if sentence := why_not_written(minutes):
        return too_late(request, minutes, sentence)
    conflicts = {}
    passages = Passage.objects.filter(item__minutes=minutes).select_related(
        "item__minutes"
    )
    for passage in passages:
        text = request.POST.get(f"passage-{passage.pk}")
        version = request.POST.get(f"version-{passage.pk}", "")
        if text is None or not version.isdecimal():
            continue
        try:
            writing.write(
                passage=passage,
                text=text[:LONG],
                version=int(version),
                by=request.user,
            )
        except writing.Overtaken:
            conflicts[passage.pk] = writing.clean(text)
        except Refused as refusal:
            return too_late(request, minutes, str(refusal))
    if conflicts:
        return screen(request, minutes, conflicts)
    return then(request, minutes, *[*request.POST.get("then", "").split(), "", ""][:2])


def too_late(request, minutes, sentence):
    """The minutes went on meanwhile: what was typed is shown beside, to be copied."""
    messages.error(request, sentence)
    typed = {
        passage.pk: writing.clean(request.POST[f"passage-{passage.pk}"])
        for passage in Passage.objects.filter(item__minutes=minutes)
        if f"passage-{passage.pk}" in request.POST
    }
    stored = Passage.objects.filter(pk__in=typed).values_list("pk", "text")
    if any(typed[pk] != text for pk, text in stored):
        return screen(request, minutes, typed)
    return redirect(minutes)


def then(request, minutes, step, key):
    """After saving: another item, a commitment, or back to the same page."""
    meeting = minutes.meeting
    if step == "promise":
        item = item_of(minutes, key)
        return redirect("meetings:promise_add", *minutes.address, item.pk)
    if step == "edit":
        return redirect("meetings:promise_edit", *minutes.address, number(key))
    if step == "remove":
        item = item_of(minutes, key)
        attempt(
            request,
            None,
            lambda: writing.remove_item(item=item, by=request.user),
            _("The item was removed."),
        )
        return redirect(address_of(meeting))
    title = request.POST.get("title", "").strip()[:200]
    if step == "item" and title:
        try:
            item = writing.add_item(minutes=minutes, title=title, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(minutes)
        return redirect(address_of(meeting, f"item-{item.position}"))
    messages.success(request, _("The minutes are saved."))
    return redirect(address_of(meeting))


def item_of(minutes, key):
    return get_object_or_404(MinutesItem, minutes=minutes, pk=number(key))


def number(text):
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@require_POST
def passage(request, pk):
    """One text as it is typed: {text, version} in, {version} or the other's text out."""
    readable = Minutes.objects.visible_to(request.user)
    passages = Passage.objects.filter(item__minutes__in=readable)
    found = get_object_or_404(passages.select_related("item__minutes__meeting"), pk=pk)
    if not may_manage(request.user, found.item.minutes.meeting):
        raise PermissionDenied
    try:
        typed = json.loads(request.body)
        text, version = str(typed["text"]), int(typed["version"])
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"sentence": _("This cannot be saved.")}, status=400)
    if len(text) > LONG:
        sentence = _("A text has at most %(count)s characters.") % {"count": LONG}
        return JsonResponse({"sentence": sentence}, status=TOO_LARGE)
    try:
        saved = writing.write(
            passage=found, text=text, version=version, by=request.user
        )
    except writing.Overtaken as overtaken:
        return JsonResponse(theirs(overtaken), status=CONFLICT)
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=GONE)
    return JsonResponse({"version": saved.version})


def theirs(overtaken):
    """What the other wrote, and which version mine may now be put upon."""
    row = overtaken.row
    return {
        "sentence": str(overtaken),
        "text": row.text,
        "version": row.version,
        "who": str(row.written_by or ""),
    }


def promise_add(request, year, pk, item):
    minutes, item = own_item(request, year, pk, item)
    topic = item.agenda_item.topic if item.agenda_item else None
    initial = {"factor": topic.factor} if topic else {}
    form = PromiseForm(
        request.POST or None, parties=parties_of(minutes), initial=initial
    )
    return promise_form(request, minutes, item, form, _("Add a commitment"))


def promise_edit(request, year, pk, promise):
    found = get_object_or_404(Promise, pk=promise, item__minutes__meeting=pk)
    minutes, item = own_item(request, year, pk, found.item_id)
    form = PromiseForm(
        request.POST or None, parties=parties_of(minutes), instance=found
    )
    return promise_form(request, minutes, item, form, _("Change the commitment"), found)


def own_item(request, year, pk, item):
    meeting = managed(request.user, year, pk)
    found = get_object_or_404(
        MinutesItem.objects.select_related("minutes", "agenda_item__topic"),
        minutes__meeting=meeting,
        pk=item,
    )
    found.minutes.meeting = meeting
    return found.minutes, found


def parties_of(minutes):
    return [minutes.customs(), *minutes.meeting.organisations.all()]


def promise_form(request, minutes, item, form, title, promise=None):
    return step_form(
        request,
        minutes.meeting,
        form,
        lambda data: writing.write_promise(
            item=item,
            values=form.values(),
            promise=promise,
            version=data["version"],
            by=request.user,
        ),
        title=title,
        intro=_("It stands once all parties have approved the minutes."),
        button=_("Keep the commitment"),
        done=_("The commitment is in the minutes."),
        back=address_of(minutes.meeting, f"item-{item.position}"),
    )


@require_POST
def promise_remove(request, year, pk, promise):
    found = get_object_or_404(Promise, pk=promise, item__minutes__meeting=pk)
    minutes, item = own_item(request, year, pk, found.item_id)
    attempt(
        request,
        None,
        lambda: writing.remove_promise(promise=found, by=request.user),
        _("The commitment was taken out of the minutes."),
    )
    return redirect(address_of(minutes.meeting, f"item-{item.position}"))
