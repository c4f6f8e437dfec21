"""A party proposes other words; the officer takes them or says why not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings import parties
from meetings.actions.minutes.approving import seal_if_complete
from meetings.actions.minutes.circulating import tell
from meetings.actions.minutes.keeping import State, locked, settle
from meetings.actions.minutes.writing import clean
from meetings.letters import minutes_codes as codes
from meetings.models import Approval, Correction, Passage, Promise
from meetings.recipients import of_person
from notices import outbox
from workdays.words import date_format

Verdict = Correction.State


@transaction.atomic
def propose(*, minutes, organisation, wording, why, by, passage=None, promise=None):
    """What a party wants to read instead of a text or of a promise."""
    minutes = locked(minutes, State.CIRCULATED)
    refuse_late(minutes)
    refuse_strangers(by, minutes, organisation)
    target = fresh(passage, promise)
    was = target.text if passage else target.what
    wording = clean(wording)
    if not wording:
        raise Refused(_("Write what should be read instead."))
    if wording == was:
        raise Refused(_("This is what the minutes say already."))
    correction = Correction.objects.create(
        minutes=minutes,
        passage=passage,
        promise=promise,
        organisation=organisation,
        was=was,
        wording=wording,
        why=why,
        by=by,
    )
    record("correction.proposed", correction, by=by)
    people = [of_person(user) for user in parties.keepers(minutes) if user != by]
    outbox.post_all(codes.PROPOSED, correction, people, "proposed")
    return correction


def fresh(passage, promise):
    if passage:
        return Passage.objects.select_for_update().get(pk=passage.pk)
    return Promise.objects.select_for_update().get(pk=promise.pk)


def refuse_late(minutes):
    if not minutes.is_open_to_corrections():
        day = date_format(minutes.corrections_until, "j F Y")
        raise Refused(_("Corrections were asked until %(day)s.") % {"day": day})


def refuse_strangers(by, minutes, organisation):
    own = parties.approvals_of(by, minutes).filter(organisation=organisation)
    if not own.exists():
        raise Refused(_("You do not speak for a party to these minutes."))


@transaction.atomic
def decide(*, correction, verdict, by, wording="", version=None, reason=""):
    """Take the correction, word for word or in part, or say why it is not taken."""
    minutes = locked(correction.minutes, State.CIRCULATED)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state != Verdict.PROPOSED:
        raise Refused(_("This correction is answered already."))
    if verdict not in {Verdict.TAKEN, Verdict.REFUSED}:
        raise Refused(_("Say whether the correction is taken."))
    if verdict == Verdict.TAKEN:
        wording = clean(wording) or correction.wording
        if wording != correction.wording:
            verdict = Verdict.PARTLY
    if verdict != Verdict.TAKEN and not reason.strip():
        raise Refused(_("Say why it is not taken as it was proposed."))
    if verdict != Verdict.REFUSED:
        replace(correction, wording, version, by)
    before = picture(correction)
    correction.state, correction.reason = verdict, reason
    correction.decided_by, correction.decided_at = by, timezone.now()
    correction.save()
    record("correction.decided", correction, by=by, before=before, reason=reason)
    answer(correction, but=by)
    if verdict != Verdict.REFUSED:
        ask_again(minutes, correction, by=by)
    else:
        seal_if_complete(minutes, by=by)
    return correction


def replace(correction, wording, version, by):
    """The new words, unless the text changed since the officer read it."""
    target = fresh(correction.passage, correction.promise)
    if target.version != version:
        raise Refused(
            _("The text changed meanwhile: read it again, and write what holds now.")
        )
    before = picture(target)
    if correction.passage:
        target.text = wording
        target.written_by, target.written_at = by, timezone.now()
    else:
        target.what = wording
    target.version += 1
    target.save()
    record("minutes.corrected", target, by=by, before=before)


def answer(correction, *, but):
    """Whoever proposed it hears what became of it."""
    if correction.by != but:
        outbox.post(codes.ANSWERED, correction, of_person(correction.by), "answered")


def ask_again(minutes, correction, *, by):
    """An approval was of the words before: every party reads the new ones."""
    today = timezone.localdate()
    settle(minutes, "minutes.changed", by=by, changed_on=today)
    given = minutes.approvals.exclude(how=Approval.How.PENDING)
    for approval in given.select_for_update():
        before = picture(approval)
        approval.how, approval.at, approval.by = Approval.How.PENDING, None, None
        approval.function = ""
        approval.save()
        record("approval.asked_again", approval, by=by, before=before)
    tell(codes.CHANGED, minutes, f"correction {correction.pk}", but=by)
