"""The letters about a meeting, written as it is when they leave."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry
from meetings import calendars
from meetings.letters import facts, itip, promised
from meetings.letters.truth import PERHAPS_COMING
from meetings.models.invitation import Answer
from meetings.when import span_in_words
from meetings.words import clock
from notices.kinds import Letter
from notices.sharing import Form, HtmlForm, blank, once
from workdays.arithmetic import add_workdays
from workdays.words import date_format

MINUTES_DUE = 5  # working days after the meeting


def letter(notice, subject, first, *, calendar="", method="", delegates=(), **parts):
    """Both bodies; whoever reads the same but for the links gets one form filled in."""
    meeting = notice.about
    parts |= {"first": first, "answers": parts.get("answers", ())}
    text, html = once(meeting, repr(parts), lambda: forms(meeting, **parts))
    own = facts.own(delegates, meeting)
    return Letter(
        subject=once(
            meeting, f"subject {subject}", lambda: facts.subject(subject, meeting)
        ),
        text=text.filled(own),
        html=html.filled(own),
        calendar=calendar,
        method=method,
        thread=calendars.uid(meeting).partition("@")[0],
    )


def forms(meeting, *, answers, paragraphs=(), only_date=False, **parts):
    """The two bodies, with blanks for the links of each reader."""
    rows = facts.facts(meeting)[:1] if only_date else facts.facts(meeting)
    context = {
        "title": facts.full_title(meeting),
        "page": "" if only_date else facts.page(meeting),
        "facts": rows,
        "paragraphs": [text for text in paragraphs if text],
        "answers": facts.questions(answers),
        **parts,
    }
    text = render_to_string("meetings/emails/letter.txt", context).strip() + "\n"
    html = render_to_string("meetings/emails/letter.html", context)
    return Form(text), HtmlForm(html)


def asking(notice, subject, first, *, paragraphs=(), **parts):
    """A letter with the one-click answers and the calendar's own question."""
    meeting, delegates = notice.about, facts.delegates_of(notice)
    return letter(
        notice,
        subject,
        first,
        paragraphs=[*paragraphs, link_words(meeting)],
        answers=facts.answers(delegates),
        delegates=delegates,
        calendar=itip.request(meeting, delegates),
        method="REQUEST",
        **parts,
    )


def link_words(meeting):
    words = _(
        "The links are yours alone and answer without an account, until "
        "%(when)s. You may change your answer until then."
    )
    return once(
        meeting, "links", lambda: words % {"when": facts.short(meeting.starts_at)}
    )


def convocation(notice):
    return asking(
        notice,
        _("Convocation: %(title)s, %(when)s"),
        _("Please say whether you will come: choose an answer, then send it."),
        paragraphs=[
            _("Customs invites %(organisations)s to this meeting.")
            % {"organisations": blank("organisations")},
            notice.about.description,
        ],
        agenda=facts.agenda(notice.about),
    )


def moved(notice):
    meeting = notice.about
    return asking(
        notice,
        _("New date: %(title)s, %(when)s"),
        _("The date has changed: please answer again for the new one."),
        paragraphs=[old_date(meeting), reason(meeting)],
    )


def old_date(meeting):
    entry = Entry.objects.about(meeting).filter(verb="meeting.moved").first()
    if entry is None:
        return ""
    before = {**entry.after, **entry.before}
    starts, ends = (
        datetime.fromisoformat(before.get(name) or getattr(meeting, name).isoformat())
        for name in ("starts_at", "ends_at")
    )
    return _("Old date: %(when)s.") % {"when": span_in_words(starts, ends)}


def reason(meeting):
    if not meeting.reason:
        return ""
    return _("Reason: %(reason)s") % {"reason": meeting.reason}


def place_changed(notice):
    return asking(
        notice,
        _("New place: %(title)s, %(when)s"),
        _("The place has changed; the date and your answer stay."),
    )


def cancelled(notice):
    meeting = notice.about
    delegates = facts.delegates_of(notice)
    calendar = itip.cancellation(meeting, delegates[0]) if delegates else ""
    return letter(
        notice,
        _("Cancelled: %(title)s, %(when)s"),
        _("This meeting will not take place: please strike it from your calendar."),
        paragraphs=[reason(meeting)],
        calendar=calendar,
        method="CANCEL" if calendar else "",
    )


def farewell(notice):
    """To somebody who need not come any more; the meeting itself takes place."""
    pk = notice.occurrence.partition("-")[0]
    entry = Entry.objects.filter(
        about_type="meetings.delegate", about_id=pk, verb="delegate.removed"
    ).first()
    why = entry.reason if entry else ""
    return letter(
        notice,
        _("You are no longer expected: %(title)s, %(when)s"),
        _("You need not come to this meeting: your name was taken off the list."),
        paragraphs=[why and _("Reason: %(reason)s") % {"reason": why}],
        calendar=itip.cancellation(notice.about, itip.gone_delegate(notice)),
        method="CANCEL",
        only_date=True,
    )


def please_answer(notice):
    delegates = [d for d in facts.delegates_of(notice) if facts.is_pending(d)]
    return letter(
        notice,
        _("Please answer: %(title)s, %(when)s"),
        _("Your answer is still missing: will you come? One click is enough."),
        paragraphs=[link_words(notice.about)],
        answers=facts.answers(delegates),
        delegates=delegates,
    )


def papers(notice):
    found = facts.papers(notice.about)
    subject = _("Papers: %(title)s, %(when)s")
    first = ngettext(
        "Please read the paper before the meeting.",
        "Please read the %(total)s papers before the meeting.",
        len(found),
    )
    if not found:
        subject = _("Agenda: %(title)s, %(when)s")
        first = _("Please read the agenda before the meeting.")
    return letter(
        notice,
        subject,
        first % {"total": len(found)},
        papers=found,
        delegates=facts.delegates_of(notice),
        agenda=facts.agenda(notice.about),
    )


def reminder(notice):
    """Two working days before: who comes is expected, who may come is asked."""
    meeting, delegates = notice.about, facts.delegates_of(notice)
    expected = [d for d in delegates if d.answer in PERHAPS_COMING]
    if any(d.answer == Answer.TENTATIVE for d in expected):
        first = _("You said that you may come: please say now whether you will.")
    else:
        first = _("You are expected at %(hour)s. Something came up? Say so below.") % {
            "hour": clock(timezone.localtime(meeting.starts_at))
        }
    return letter(
        notice,
        _("Reminder: %(title)s, %(when)s"),
        first,
        paragraphs=[in_your_place(expected), link_words(meeting)],
        answers=facts.answers(expected),
        papers=facts.papers(meeting),
        delegates=expected,
        agenda=facts.agenda(meeting),
        promised=promised.since_last_time(meeting, expected),
    )


def in_your_place(delegates):
    names = [d.represented_by for d in delegates if d.represented_by]
    if not names:
        return ""
    return _("In your place comes: %(names)s. Please pass this letter on.") % {
        "names": ", ".join(names)
    }


def tomorrow(notice):
    meeting = notice.about
    starts = timezone.localtime(meeting.starts_at)
    is_today = starts.date() == timezone.localdate()
    first = (
        _("You are expected today at %(hour)s.")
        if is_today
        else _("You are expected tomorrow at %(hour)s.")
    )
    return letter(
        notice,
        _("Today: %(title)s, %(when)s")
        if is_today
        else _("Tomorrow: %(title)s, %(when)s"),
        first % {"hour": clock(starts)},
        paragraphs=[in_your_place(facts.delegates_of(notice))],
    )


def who_comes(notice):
    meeting = notice.about
    guests = [
        {
            "organisation": invitation.organisation.acronym,
            "answer": invitation.answer_label,
            "people": people(invitation),
        }
        for invitation in meeting.invitations.all()
    ]
    coming = sum(i.answer in PERHAPS_COMING for i in meeting.invitations.all())
    silent = sum(i.answer == Answer.PENDING for i in meeting.invitations.all())
    return letter(
        notice,
        _("Who comes: %(title)s, %(when)s"),
        _(
            "Organisations that come or may come: %(coming)s of %(total)s; "
            "without an answer: %(silent)s."
        )
        % {"coming": coming, "total": len(guests), "silent": silent},
        guests=guests,
    )


def people(invitation):
    """Each delegate with the answer, and who comes instead."""
    return [
        f"{delegate.represented_by or delegate.name} ({delegate.get_answer_display()})"
        for delegate in invitation.delegates.all()
        if delegate.is_active
    ]


def afterwards(notice):
    meeting = notice.about
    day = timezone.localdate(meeting.ends_at)
    until = add_workdays(day, MINUTES_DUE)
    return letter(
        notice,
        _("After the meeting: %(title)s, %(when)s"),
        _("Please record the attendance, and write the draft minutes by %(day)s.")
        % {"day": date_format(until, "l j F Y")},
        paragraphs=[
            meeting.state == meeting.State.CONVENED
            and _("The meeting is not recorded as held yet: its page has the button.")
        ],
    )
