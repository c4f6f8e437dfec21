"""A call for topics opens, closes soon, is closed: derived from its dates."""

from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import recipients, seats
from meetings.letters import audience, codes, facts
from meetings.letters.audience import is_of, keepers, of_organisations
from meetings.letters.notes import note
from meetings.models import TopicCall
from meetings.when import span_in_words
from notices.kinds import Kind, Owed, register
from notices.models import Notice
from workdays.arithmetic import subtract_workdays

CLOSING_SOON = 2  # working days
MORNING = time(8)
TOLD_WITHIN = timedelta(days=3)
OPENED = "open"

INVITED = gettext_lazy(
    "You receive this letter because your organisation may propose topics."
)
KEEPER = gettext_lazy(
    "You receive this letter because you decide which topics are discussed."
)


def not_told(kind, call, occurrence, people):
    """Those who were not written to already; the outbox would not write twice."""
    told = Notice.objects.filter(
        kind=kind,
        about_type=ContentType.objects.get_for_model(TopicCall),
        about_id=call.pk,
        occurrence=occurrence,
    )
    addresses = set(told.values_list("email", flat=True))
    return [who for who in people if who.email.lower() not in addresses]


def open_calls(now):
    return TopicCall.objects.open(now).select_related("meeting", "programme")


def opened(now):
    for call in open_calls(now):
        people = of_organisations(call.organisations(), but=call.created_by)
        for who in not_told(codes.CALL_OPEN, call, OPENED, people):
            yield Owed(call, who, OPENED, call.opens_at)


def silent(call):
    """Who is asked and has proposed nothing."""
    return call.organisations().exclude(pk__in=call.topics.values("proposer"))


def last_day(call):
    return timezone.localdate(call.closing)


def reminded_at(call):
    day = subtract_workdays(last_day(call), CLOSING_SOON)
    return timezone.make_aware(datetime.combine(day, MORNING))


def closing(now):
    for call in open_calls(now):
        due_at, occurrence = reminded_at(call), last_day(call).isoformat()
        if call.opens_at < due_at <= now:
            people = of_organisations(silent(call))
            for who in not_told(codes.CALL_CLOSING, call, occurrence, people):
                yield Owed(call, who, occurrence, due_at)


def closing_today(now):
    """To everybody who is asked, on the morning of the last day."""
    today = timezone.localdate(now)
    due_at = timezone.make_aware(datetime.combine(today, MORNING))
    for call in open_calls(now):
        if last_day(call) == today and call.opens_at < due_at <= now:
            people = of_organisations(call.organisations())
            occurrence = today.isoformat()
            for who in not_told(codes.CALL_LAST_DAY, call, occurrence, people):
                yield Owed(call, who, occurrence, due_at)


def closed(now):
    """To those who decide, once, within three days."""
    for call in TopicCall.objects.just_closed(now, TOLD_WITHIN):
        occurrence = last_day(call).isoformat()
        people = [recipients.of_person(user) for user in deciders(call)]
        for who in not_told(codes.CALL_CLOSED, call, occurrence, people):
            yield Owed(call, who, occurrence, call.closing)


def deciders(call):
    return keepers(call.meeting) if call.meeting else list(seats.programme_officers())


def of_opening(notice):
    call = notice.about
    if not call.is_open():
        return _("The call is closed.")
    if not is_of(notice, list(call.organisations())):
        return _("The organisation is not asked any more.")
    return ""


def of_closing(notice):
    call = notice.about
    if not call.is_open():
        return _("The call is closed.")
    if last_day(call).isoformat() != notice.occurrence:
        return _("The call closes on another day.")
    if not is_of(notice, list(silent(call))):
        return _("The organisation has proposed a topic, or is not asked any more.")
    return ""


def of_last_day(notice):
    call = notice.about
    if not call.is_open():
        return _("The call is closed.")
    if last_day(call).isoformat() != notice.occurrence:
        return _("The call closes on another day.")
    if not is_of(notice, list(call.organisations())):
        return _("The organisation is not asked any more.")
    return ""


def of_close(notice):
    call = notice.about
    if call.withdrawn_at:
        return _("The call was withdrawn.")
    if last_day(call).isoformat() != notice.occurrence or call.is_open():
        return _("The call closes on another day.")
    return ""


def about(notice, subject, first, *parts, page, action):
    call = notice.about
    what = facts.full_title(call.meeting) if call.meeting else str(call.programme)
    named = {"what": what, "until": span_in_words(call.closing)}
    when = ()
    if call.meeting:
        span = span_in_words(call.meeting.starts_at, call.meeting.ends_at)
        when = ((_("Meeting"), span),)
    return note(
        subject=subject % named,
        first=first % named,
        name=what,
        path=page,
        action=action,
        parts=[*when, *parts],
        thread=f"call-{call.pk}",
    )


def proposing(call):
    target = f"meeting-{call.meeting_id}" if call.meeting_id else ""
    target = target or f"year-{call.programme.year}"
    return f"{reverse('meetings:propose_topic')}?for={target}"


def opening(notice):
    return about(
        notice,
        _("Your topics for: %(what)s"),
        _("What should be discussed? Propose your topics until %(until)s."),
        (_("What we ask for"), notice.about.text),
        (_("What follows"), _("After this the call closes by itself.")),
        page=proposing(notice.about),
        action=_("Propose a topic"),
    )


def closing_soon(notice):
    return about(
        notice,
        _("Topics close soon: %(what)s"),
        _(
            "Your organisation has proposed nothing yet; topics are taken until %(until)s."
        ),
        page=proposing(notice.about),
        action=_("Propose a topic"),
    )


def last_chance(notice):
    return about(
        notice,
        _("Topics close today: %(what)s"),
        _(
            "Propose today what should still be discussed: topics are taken until %(until)s."
        ),
        page=proposing(notice.about),
        action=_("Propose a topic"),
    )


def close(notice):
    call = notice.about
    total = call.topics.count()
    words = ngettext(
        "%(total)s topic was proposed.", "%(total)s topics were proposed.", total
    )
    return about(
        notice,
        _("Topics closed: %(what)s"),
        _("The call for topics is closed. Decide what is discussed."),
        (_("Topics"), words % {"total": total}),
        page=f"{reverse('meetings:topics')}?call={call.pk}",
        action=_("See the topics"),
    )


def register_all():
    for code, name, reason, owed, still_true, letter in (
        (
            codes.CALL_OPEN,
            gettext_lazy("Call for topics"),
            INVITED,
            opened,
            of_opening,
            opening,
        ),
        (
            codes.CALL_CLOSING,
            gettext_lazy("Topics close soon"),
            INVITED,
            closing,
            of_closing,
            closing_soon,
        ),
        (
            codes.CALL_LAST_DAY,
            gettext_lazy("Topics close today"),
            INVITED,
            closing_today,
            of_last_day,
            last_chance,
        ),
        (
            codes.CALL_CLOSED,
            gettext_lazy("Call for topics closed"),
            KEEPER,
            closed,
            of_close,
            close,
        ),
    ):
        register(
            Kind(
                *(code, name, reason, owed, still_true, letter),
                may_be_off=True,
                goes_alone=code == codes.CALL_LAST_DAY,
                concerns=audience.may_keep_meetings
                if reason is KEEPER
                else audience.is_focal_point,
            )
        )
