"""The letters about minutes, written as they stand when the letter leaves."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import deadlines
from meetings.letters import enclosed_text, facts
from meetings.models import Minutes
from notices.kinds import Letter
from notices.sharing import once
from workdays.words import date_format


def day(moment):
    return date_format(moment, "l j F Y")


def letter(
    meeting, subject, first, *, page, link, paragraphs=(), rows=(), enclosed=None
):
    """Both bodies out of the same parts; `rows` are titles with lines below."""
    context = {
        "first": first,
        "title": facts.full_title(meeting),
        "when": facts.short(meeting.starts_at),
        "paragraphs": [text for text in paragraphs if text],
        "rows": rows,
        "link": link,
        "address": settings.PORTAL_URL + page if page else "",
    }
    return Letter(
        subject=facts.subject(subject, meeting),
        text=render_to_string("meetings/emails/minutes.txt", context).strip() + "\n",
        html=render_to_string("meetings/emails/minutes.html", context),
        thread=f"minutes-{meeting.pk}",
        attachments=[enclosed] if enclosed else [],
        reply_to=meeting.officer.email if enclosed and meeting.officer else "",
    )


def about(notice, minutes, subject, first, *, paragraphs=(), **parts):
    """A letter about minutes; who cannot open their page gets their text."""
    enclosed, page = None, minutes.get_absolute_url()
    if notice.user is None and not enclosed_text.is_public(minutes):
        enclosed, page = enclosed_text.enclosure(minutes), ""
        paragraphs = [*paragraphs, enclosed_text.without_account(minutes)]
    return letter(
        minutes.meeting,
        subject,
        first,
        page=page,
        link=_("Read the minutes"),
        paragraphs=paragraphs,
        enclosed=enclosed,
        **parts,
    )


def rule(minutes):
    """What silence means, said before anybody is silent."""
    if minutes.silence_counts:
        return _(
            "Silence until that day counts as approval: so say the committee’s rules."
        )
    return _(
        "Silence does not count as approval: please approve, with a reservation if need be."
    )


def asking(notice, subject, first, *paragraphs):
    minutes = notice.about
    until = {"day": day(minutes.corrections_until)}
    return about(
        notice,
        minutes,
        subject,
        first % until,
        paragraphs=[*paragraphs, rule(minutes)],
        rows=promises(minutes),
    )


def prepare(notices):
    """Fetch for a whole batch the meeting that its letters name."""
    about = "about" if isinstance(notices[0].about, Minutes) else "about__minutes"
    for path in ("programme", "committee", "invitations__organisation"):
        prefetch_related_objects(notices, f"{about}__meeting__{path}")


def promises(minutes):
    """The commitments in the minutes: what, by whom, until when."""
    return once(minutes, "promises", lambda: promise_rows(minutes))


def promise_rows(minutes):
    items = minutes.items.prefetch_related("promises__owner", "promises__commitment")
    return [
        (
            promise.commitment.reference
            if promise.commitment
            else promise.owner.acronym,
            [
                promise.what,
                _("%(owner)s, due on %(day)s")
                % {
                    "owner": promise.owner,
                    "day": date_format(promise.due_on, "j F Y"),
                },
            ],
        )
        for item in items
        for promise in item.promises.all()
    ]


def to_correct(notice):
    return asking(
        notice,
        _("Minutes to correct: %(title)s, %(when)s"),
        _("Please read the draft minutes, and correct or approve them by %(day)s."),
    )


def reminder(notice):
    return asking(
        notice,
        _("Reminder, minutes to correct: %(title)s, %(when)s"),
        _("The minutes wait for your corrections or your approval until %(day)s."),
    )


def deadline_moved(notice):
    return asking(
        notice,
        _("New deadline for the minutes: %(title)s, %(when)s"),
        _("You may correct and approve the minutes until %(day)s."),
        _("The holidays of these days have changed, and the deadline moved with them."),
    )


def changed(notice):
    minutes = notice.about
    until = deadlines.silence_until(minutes)
    first = _("A correction was taken: please read the minutes again and approve them.")
    paragraphs = [
        _("An approval given before was of the old words and counts no more.")
    ]
    if minutes.silence_counts:
        paragraphs.append(
            _("Silence until %(day)s counts as approval.") % {"day": day(until)}
        )
    return about(
        notice,
        minutes,
        _("Minutes corrected: %(title)s, %(when)s"),
        first,
        paragraphs=paragraphs,
        rows=[
            row
            for correction in minutes.corrections.exclude(state="refused").exclude(
                state="proposed"
            )
            for row in words_of(correction)
        ],
    )


def words_of(correction):
    """What was read, what is proposed, and what was answered."""
    label = _("%(number)s. %(title)s, %(part)s") % {
        "number": correction.item.position,
        "title": correction.item.own_title,
        "part": correction.label,
    }
    yield label, [_("Proposed by %(party)s") % {"party": correction.organisation}]
    if correction.was:
        yield _("Text so far"), [correction.was]
    yield _("Proposed wording"), [correction.wording]
    if correction.why:
        yield _("Why"), [correction.why]
    if correction.state != correction.State.PROPOSED:
        answer = [correction.get_state_display(), correction.reason]
        yield _("Answer"), [line for line in answer if line]


def proposed(notice):
    correction = notice.about
    meeting = correction.minutes.meeting
    return letter(
        meeting,
        _("Correction proposed: %(title)s, %(when)s"),
        _("%(party)s wants to read something else in the minutes: please answer.")
        % {"party": correction.organisation},
        page=reverse(
            "meetings:correction", args=[*correction.minutes.address, correction.pk]
        ),
        link=_("Answer the correction"),
        rows=list(words_of(correction)),
    )


def answered(notice):
    correction = notice.about
    return about(
        notice,
        correction.minutes,
        _("Your correction: %(title)s, %(when)s"),
        ANSWERS[correction.state](),
        rows=list(words_of(correction)),
    )


ANSWERS = {
    "taken": lambda: _("Your correction is taken."),
    "partly": lambda: _("Your correction is taken in part: read how, and why."),
    "refused": lambda: _("Your correction is not taken: read why."),
}


def approved(notice):
    minutes = notice.about
    made = promises(minutes)
    return about(
        notice,
        minutes,
        _("Minutes approved: %(title)s, %(when)s"),
        _("All parties have approved the minutes: nothing of them changes any more."),
        paragraphs=[
            ngettext(
                "%(count)s commitment stands from today.",
                "%(count)s commitments stand from today.",
                len(made),
            )
            % {"count": len(made)}
            if made
            else "",
            _("Fingerprint of the text (SHA-256): %(sha256)s")
            % {"sha256": minutes.sha256},
        ],
        rows=made,
    )


def published(notice):
    return about(
        notice,
        notice.about,
        _("Minutes published: %(title)s, %(when)s"),
        _("The minutes of this meeting are published."),
        rows=promises(notice.about),
    )


def added(notice):
    number = notice.occurrence.rpartition(" ")[2]
    addendum = notice.about.addenda.get(number=number)
    return about(
        notice,
        notice.about,
        _("Addendum to the minutes: %(title)s, %(when)s"),
        _("%(party)s adds to the approved minutes, which stay as they are.")
        % {"party": addendum.organisation},
        rows=[
            (
                _("Addendum No. %(number)s") % {"number": addendum.number},
                [addendum.text],
            )
        ],
    )


def recorded(notice):
    """The party reads what was recorded in its name, and can object."""
    approval = notice.about
    return about(
        notice,
        approval.minutes,
        _("Your approval recorded: %(title)s, %(when)s"),
        _("The approval of %(party)s, given in writing, is recorded.")
        % {"party": approval.organisation},
        paragraphs=[
            _("Your letter is kept with the minutes; SHA-256: %(sha256)s")
            % {"sha256": approval.proof.sha256},
            _("If you did not approve, answer the officer in charge at once."),
        ],
    )


def due(notice):
    meeting = notice.about
    return letter(
        meeting,
        _("Minutes due: %(title)s, %(when)s"),
        _("The draft minutes are to reach the parties by %(day)s.")
        % {"day": day(deadlines.draft_due(meeting))},
        page=reverse(
            "meetings:write_minutes", args=[meeting.programme.year, meeting.pk]
        ),
        link=_("Write the minutes"),
    )
