"""The letters of a day open to registration: from the first question to the certificate."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from meetings import day_links
from meetings.calendars import calendar, event
from meetings.letters import codes
from meetings.models import Meeting, Registration
from meetings.when import day_in_words, span_in_words, zone_in_words
from notices.kinds import Kind, Letter, Owed, Recipient, nothing, register
from workdays.arithmetic import subtract_workdays

State = Registration.State
HELD = [Meeting.State.HELD, Meeting.State.CLOSED]
MORNING = time(8)
REMINDED_BEFORE = 2  # working days
NEWS_FOR, CERTIFICATES_FOR = timedelta(days=2), timedelta(days=30)
REACH = timedelta(days=14)
REASON = gettext_lazy(
    "You receive this letter because this address registered for the day."
)


def prepare(notices):
    prefetch_related_objects(
        [notice.about for notice in notices],
        "organisation",
        "sessions__reception__meeting",
        "reception__meeting__programme",
        "reception__meeting__room",
        "reception__meeting__lead",
        "reception__meeting__committee",
        "reception__meeting__invitations__organisation",
    )


def recipient(registration):
    return Recipient(registration.email, registration.name, registration.language)


def changed(now):
    """To everybody on the list, once the day was moved or cancelled."""
    news = Q(reception__meeting__moved_at__gt=now - NEWS_FOR) | Q(
        reception__meeting__cancelled_at__gt=now - NEWS_FOR
    )
    found = Registration.objects.filter(
        news, state__in=[State.CONFIRMED, State.WAITING]
    )
    for row in found.select_related("reception__meeting"):
        meeting = row.reception.meeting
        at = max(filter(None, (meeting.moved_at, meeting.cancelled_at)))
        if row.confirmed_at < at:
            yield Owed(row, recipient(row), f"{meeting.sequence}", at)


def reminder(now):
    """To who has a place, two working days before."""
    found = Registration.objects.confirmed().filter(
        reception__meeting__starts_at__range=(now, now + REACH),
    )
    days = {}
    for row in found.select_related("reception__meeting"):
        day = timezone.localdate(row.reception.meeting.starts_at)
        if day not in days:
            on = subtract_workdays(day, REMINDED_BEFORE)
            days[day] = timezone.make_aware(datetime.combine(on, MORNING))
        if row.confirmed_at < days[day] <= now:
            yield Owed(row, recipient(row), f"{row.reception.meeting.moves}", days[day])


def certificate(now):
    """To who was there, once the day is recorded as held."""
    found = Registration.objects.arrived().filter(
        reception__meeting__state__in=HELD,
        reception__meeting__ends_at__gt=now - CERTIFICATES_FOR,
    )
    for row in found.select_related("reception__meeting"):
        yield Owed(row, recipient(row), "1", row.reception.meeting.ends_at)


def in_state(*states):
    """The registration must still be as the letter says, before the day begins."""

    def still_true(notice):
        registration, meeting = notice.about, notice.about.reception.meeting
        if registration.state not in states:
            return _("The registration has changed.")
        if meeting.state == Meeting.State.CANCELLED:
            return _("The meeting is cancelled.")
        return _("The meeting has begun.") if meeting.has_begun() else ""

    return still_true


def still_changed(notice):
    registration = notice.about
    if registration.state not in {State.CONFIRMED, State.WAITING}:
        return _("The registration has changed.")
    if str(registration.reception.meeting.sequence) != notice.occurrence:
        return _("The meeting was moved again.")
    return ""


def still_there(notice):
    return "" if notice.about.arrived_at else _("The registration has changed.")


def letter(notice, subject, first, action, parts=(), calendar=""):
    registration = notice.about
    meeting = registration.reception.meeting
    words = {
        "day": meeting.own_title,
        "when": day_in_words(meeting.starts_at, with_year=False),
    }
    context = {
        "first": first % words,
        "title": meeting.own_title,
        "facts": [
            (_("When"), span_in_words(meeting.starts_at, meeting.ends_at)),
            ("", zone_in_words(meeting.starts_at)),
            (_("Where"), meeting.where),
            *parts,
        ],
        "sessions": registration.sessions.all(),
        "address": day_links.address(registration),
        "action": action,
    }
    return Letter(
        subject=subject % words,
        text=render_to_string("meetings/emails/day.txt", context).strip() + "\n",
        html=render_to_string("meetings/emails/day.html", context),
        thread=f"day-{registration.reception_id}",
        calendar=calendar,
        method="PUBLISH" if calendar else "",
    )


def appointment(reception, language=None):
    """The day for a calendar, with the address of its own page."""
    language = language or get_language()
    item = event(reception.meeting, language=language, dtstamp=timezone.now())
    item.pop("url")
    with override(language):
        item.add("url", settings.PORTAL_URL + reception.get_absolute_url())
    return calendar([item], method="PUBLISH").decode()


def ask_to_confirm(notice):
    return letter(
        notice,
        _("Confirm your registration: %(day)s"),
        _("One click confirms your registration. Without it, nothing is kept."),
        _("Confirm my registration"),
    )


def has_place(notice):
    return letter(
        notice,
        _("You have a place: %(day)s, %(when)s"),
        _("You have a place. Show this code at the door."),
        _("See or cancel my registration"),
        [(_("Code at the door"), notice.about.code)],
        calendar=appointment(notice.about.reception),
    )


def waits(notice):
    return letter(
        notice,
        _("Waiting list: %(day)s, %(when)s"),
        _(
            "All places are taken. You are on the waiting list: a letter will tell you as "
            "soon as one becomes free."
        ),
        _("See or cancel my registration"),
    )


def cancelled(notice):
    return letter(
        notice,
        _("Registration cancelled: %(day)s"),
        _("The organisers have cancelled your registration."),
        _("See my registration"),
    )


def was_changed(notice):
    meeting = notice.about.reception.meeting
    if meeting.state == Meeting.State.CANCELLED:
        subject, first = (
            _("Cancelled: %(day)s, %(when)s"),
            _("This day will not take place: please strike it from your calendar."),
        )
    else:
        subject, first = (
            _("New date: %(day)s, %(when)s"),
            _(
                "The date has changed. Your place stays; give it back if you cannot come."
            ),
        )
    return letter(
        notice,
        subject,
        first,
        _("See or cancel my registration"),
        [(_("Reason"), meeting.reason)],
        calendar=appointment(notice.about.reception),
    )


def comes_soon(notice):
    return letter(
        notice,
        _("Reminder: %(day)s, %(when)s"),
        _("You are expected on %(when)s. You cannot come? Give your place to another."),
        _("See or cancel my registration"),
        [(_("Code at the door"), notice.about.code)],
    )


def attended(notice):
    number = notice.about.certificate_number
    page = settings.PORTAL_URL + reverse("meetings:certificate")
    return letter(
        notice,
        _("Your certificate: %(day)s"),
        _("Thank you for coming. Your certificate of attendance is ready."),
        _("Open my certificate"),
        [(_("Number"), number), (_("Anybody may check it here"), page)],
    )


KINDS = (
    (
        codes.DAY_CONFIRM,
        gettext_lazy("Confirm a registration for a day"),
        nothing,
        in_state(State.ASKED),
        ask_to_confirm,
    ),
    (
        codes.DAY_CONFIRMED,
        gettext_lazy("A place at a day"),
        nothing,
        in_state(State.CONFIRMED),
        has_place,
    ),
    (
        codes.DAY_WAITING,
        gettext_lazy("Waiting list of a day"),
        nothing,
        in_state(State.WAITING),
        waits,
    ),
    (
        codes.DAY_CANCELLED,
        gettext_lazy("A registration for a day is cancelled"),
        nothing,
        in_state(State.CANCELLED),
        cancelled,
    ),
    (
        codes.DAY_CHANGED,
        gettext_lazy("A day is moved or cancelled"),
        changed,
        still_changed,
        was_changed,
    ),
    (
        codes.DAY_REMINDER,
        gettext_lazy("Reminder of a day"),
        reminder,
        in_state(State.CONFIRMED),
        comes_soon,
    ),
    (
        codes.DAY_CERTIFICATE,
        gettext_lazy("Certificate of attendance"),
        certificate,
        still_there,
        attended,
    ),
)


def nobody(user):
    """They go to addresses that registered, with or without an account."""
    return False


def register_all():
    for code, name, owed, still_true, write in KINDS:
        register(
            Kind(
                *(code, name, REASON, owed, still_true, write),
                prepare=prepare,
                goes_alone=True,
                every_change=True,
                concerns=nobody,
                is_urgent=code == codes.DAY_CONFIRM,
            )
        )
