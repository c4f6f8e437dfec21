"""A committee that has not met for 90 days: its officers hear of it once."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import recipients, seats
from meetings.letters import audience, codes
from meetings.letters.notes import note
from meetings.models import Committee
from meetings.models.committee import DORMANT_AFTER
from notices.kinds import Kind, Owed, register
from workdays.words import date_format

MORNING = time(9)
REACH = timedelta(days=30)
REASON = gettext_lazy(
    "You receive this letter because you are secretary of this committee or keep the "
    "programme."
)


def since(committee):
    """The day since when a committee is quiet, as letters keep it."""
    return timezone.localdate(committee.quiet_since())


def owed(now):
    """To its officers, on the morning of the day on which a committee falls dormant."""
    found = Committee.objects.dormant(now).filter(
        quiet_from__gt=now - DORMANT_AFTER - REACH
    )
    for committee in found:
        day = timezone.localdate(committee.quiet_from + DORMANT_AFTER)
        due_at = timezone.make_aware(datetime.combine(day, MORNING))
        if due_at <= now:
            for user in seats.officers_of([committee.pk]):
                who = recipients.of_person(user)
                yield Owed(committee, who, since(committee).isoformat(), due_at)


def still_true(notice):
    committee = notice.about
    if not committee.is_active:
        return _("The committee no longer exists.")
    if since(committee).isoformat() != notice.occurrence:
        return _("The committee has met since.")
    return ""


def letter(notice):
    committee = notice.about
    planned = committee.meetings.coming().order_by("starts_at").first()
    following = (
        _("The next meeting stands on %(day)s.")
        % {"day": date_format(timezone.localtime(planned.starts_at), "l j F Y")}
        if planned
        else _("No meeting is planned: plan one, or say that the committee ends.")
    )
    return note(
        subject=_("Dormant: %(committee)s") % {"committee": committee.own_name},
        first=_("This committee has not met for 90 days, and its page says so."),
        name=committee.own_name,
        path=committee.get_absolute_url(),
        action=_("See the committee"),
        parts=[
            (
                _("Last meeting held"),
                date_format(since(committee), "l j F Y"),
            ),
            (_("Next meeting"), following),
        ],
        thread=f"committee-{committee.pk}",
    )


def register_all():
    register(
        Kind(
            code=codes.COMMITTEE_DORMANT,
            name=gettext_lazy("A committee is dormant"),
            reason=REASON,
            owed=owed,
            still_true=still_true,
            letter=letter,
            may_be_off=True,
            concerns=audience.may_keep_meetings,
        )
    )
