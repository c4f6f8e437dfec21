"""The minutes as they stand: page, canonical text, PDF; and those of a year."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.reading import note_file
from audit.shelf import shelved
from commitments.reading import show
from meetings import asked, deadlines, documents, parties
from meetings.actions.minutes.approving import why_not_sealed
from meetings.actions.minutes.circulating import why_not_circulated
from meetings.models import Approval, Minutes
from meetings.views.doors import may_manage
from meetings.views.minutes.doors import shown


@login_not_required
@shelved
@require_safe
def minutes(request, year, pk):
    found = shown(request.user, year, pk)
    read = contents(found, request.user)
    own = [approval for approval in read["approvals"] if approval.is_own]
    context = {
        **read,
        **steps(found, request.user, own),
        "may_print": documents.is_possible(),
    }
    return render(request, "meetings/minutes.html", context)


def contents(minutes, user):
    """What every reader of the minutes reads."""
    approvals = parties.approvals_seen_by(user, minutes)
    recorded = [row for row in approvals if row.how == Approval.How.RECORDED]
    prefetch_related_objects(recorded, "proofs")
    own = set()
    if minutes.is_open_to_corrections():
        own = {row.organisation_id for row in approvals if row.is_own}
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "items": items_shown(minutes, user, own),
        "approvals": approvals,
        "addenda": asked.addenda(minutes=minutes.pk),
        **attendance(minutes.meeting),
        "shows_names": shows_names(minutes, user),
        **meeting_page(minutes, user),
        **before_the_seal(minutes),
    }


def items_shown(minutes, user, own):
    """Each item with its topic, its texts, what became of its promises, corrections."""
    items, corrections, passages = (
        ask(minutes=minutes.pk)
        for ask in (asked.minutes_items, asked.corrections, asked.passages)
    )
    promises = promises_shown(minutes, user)
    topics = topics_seen(minutes, items, user)
    for item in items:
        topic = item.agenda_item.topic if item.agenda_item else None
        item.topic = topic if topic and topic.pk in topics else None
        item.corrected = [c for c in corrections if c.item == item]
        item.texts = [p for p in passages if p.item_id == item.pk]
        item.shown = [p for p in item.texts if p.text or may_be_filled(p, own)]
        item.promised = [p for p in promises if p.item_id == item.pk]
    return items


def meeting_page(minutes, user):
    """Whether the reader may open the page of the meeting, and an agenda there."""
    found = asked.agendas_seen(user, meeting=minutes.meeting_id)
    return {"shows_meeting": bool(found), "has_agenda": any(found)}


def before_the_seal(minutes):
    """What circulated minutes still wait for, and the last day of silence."""
    if minutes.state != Minutes.State.CIRCULATED:
        return {}
    return {
        "obstacle": why_not_sealed(minutes),
        "silence_until": deadlines.silence_until(minutes),
    }


def topics_seen(minutes, items, user):
    """The keys of the topics that the reader may see."""
    if not any(item.agenda_item and item.agenda_item.topic_id for item in items):
        return ()
    return asked.topics_recorded(user, minutes=minutes.pk)


def may_be_filled(passage, own):
    """An empty text that a party may ask to fill: its own position, or what all share."""
    return own and (passage.organisation_id is None or passage.organisation_id in own)


def attendance(meeting):
    """Who was there, and which organisations were expected in vain."""
    people = asked.attendances(meeting=meeting.pk)
    there = {person.of_whom for person in people if person.is_present}
    return {
        "people": people,
        "quorum": parties.quorum(meeting),
        "absent": sorted({person.of_whom for person in people} - there),
    }


def promises_shown(minutes, user):
    """Each promise with the state of its commitment, where the reader may see it."""
    promises = asked.promises(minutes=minutes.pk)
    prefetch_related_objects(promises, "counterparts")
    seen = ()
    if any(promise.commitment_id for promise in promises):
        seen = asked.commitments_recorded(user, minutes=minutes.pk)
    for promise in promises:
        promise.seen = promise.commitment if promise.commitment_id in seen else None
    show([promise.seen for promise in promises if promise.seen])
    return promises


def shows_names(minutes, user):
    """Names are for the parties and the officers; others read functions."""
    if user.is_anonymous:
        return False
    if user.has_perm("meetings.view_meeting") or may_manage(user, minutes.meeting):
        return True
    guests = asked.guests(meeting=minutes.meeting_id)
    return any(user.is_in(guest.organisation_id) for guest in guests)


def steps(minutes, user, own):
    """What this reader may do now, speaking for the parties of these approvals."""
    manages = may_manage(user, minutes.meeting)
    is_circulated = minutes.state == Minutes.State.CIRCULATED
    return {
        "manages": manages,
        "lacks": why_not_circulated(minutes)
        if manages and minutes.state == Minutes.State.DRAFT
        else "",
        "own": own,
        "may_record": is_circulated
        and manages
        and parties.recordable_by(user, minutes).exists(),
        "may_correct": own and minutes.is_open_to_corrections(),
        "may_approve": is_circulated and any(not row.is_given for row in own),
        "may_add": own and minutes.is_sealed,
    }


@login_not_required
@shelved
@require_safe
def minutes_text(request, year, pk):
    """The sealed text, byte for byte: `sha256sum` gives the fingerprint."""
    minutes = shown(request.user, year, pk)
    if not minutes.is_sealed:
        raise Http404
    response = HttpResponse(minutes.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name_of(minutes)}.txt"'
    response["ETag"] = f'"{minutes.sha256}"'
    note_file(minutes, by=request.user)
    return response


def name_of(minutes):
    return f"compte-rendu-{minutes.meeting.programme.year}-{minutes.meeting_id}"


@login_not_required
@shelved
@require_safe
def minutes_pdf(request, year, pk):
    minutes = shown(request.user, year, pk)
    context = contents(minutes, request.user)
    response = documents.pdf_response(
        request, "meetings/minutes_pdf.html", context, name_of(minutes)
    )
    note_file(minutes, by=request.user)
    return response
