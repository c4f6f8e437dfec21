"""A mandate ends: its holder hears what is handed over, the next one what is received."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Mandate
from accounts.succession import leaving, predecessor, successor
from meetings import recipients
from meetings.letters import audience, codes
from meetings.letters.notes import note
from notices.kinds import Kind, Owed, register
from workdays.words import date_format

MORNING = time(9)
A_DAY = timedelta(days=1)
TOLD_BEFORE = timedelta(days=14)
TOLD_AFTER = timedelta(days=30)
LEAVES = gettext_lazy("You receive this letter because your mandate comes to its end.")
TAKES_OVER = gettext_lazy(
    "You receive this letter because you now hold a function that somebody else held."
)


def morning_of(day):
    return timezone.make_aware(datetime.combine(day, MORNING))


def left(now):
    """To who leaves, two weeks before the last day."""
    today = timezone.localdate(now)
    for mandate in leaving(today, today + TOLD_BEFORE):
        due_at = morning_of(mandate.ends_on - TOLD_BEFORE)
        if due_at <= now and mandate.user.is_active:
            who = recipients.of_person(mandate.user)
            yield Owed(mandate, who, mandate.ends_on.isoformat(), due_at)


def received(now):
    """To the next holder, on the first morning on which the desk is theirs."""
    today = timezone.localdate(now)
    for old in leaving(today - TOLD_AFTER, today - A_DAY):
        heir = successor(old)
        if heir is None or heir.starts_on > today:
            continue
        due_at = morning_of(max(old.ends_on + A_DAY, heir.starts_on))
        if due_at <= now:
            yield Owed(heir, recipients.of_person(heir.user), f"{old.pk}", due_at)


def still_leaving(notice):
    mandate = notice.about
    if str(mandate.ends_on) != notice.occurrence:
        return _("The mandate ends on another day.")
    if mandate.ends_on < timezone.localdate():
        return _("The mandate is over.")
    return ""


def still_received(notice):
    runs = Mandate.objects.current().filter(pk=notice.about.pk).exists()
    return "" if runs else _("The mandate is over.")


def place(mandate):
    """The function with its organisation, and its office where it has one."""
    where = [mandate.organisation.acronym, mandate.office and mandate.office.name]
    return ", ".join([mandate.function, *filter(None, where)])


def letter_left(notice):
    mandate = notice.about
    heir = successor(mandate)
    following = (
        _("%(name)s, from %(day)s")
        % {"name": heir.user.name, "day": date_format(heir.starts_on)}
        if heir
        else _("Nobody yet: the managers of users see it on their desk.")
    )
    return note(
        subject=_("Your desk from %(day)s: what you hand over")
        % {"day": date_format(mandate.ends_on + A_DAY)},
        first=_(
            "Your mandate ends on %(day)s. Read what you hand over, and finish what "
            "you can."
        )
        % {"day": date_format(mandate.ends_on, "l j F Y")},
        name=place(mandate),
        path=reverse("handover_of", args=[mandate.pk]),
        action=_("See what I hand over"),
        parts=[(_("Next holder"), following)],
        thread=f"mandate-{mandate.pk}",
    )


def letter_received(notice):
    mandate = notice.about
    old = predecessor(mandate)
    return note(
        subject=_("You take over: %(place)s") % {"place": place(mandate)},
        first=_("The whole desk of this function is yours: read what waits there."),
        name=place(mandate),
        path=reverse("handover_of", args=[mandate.pk]),
        action=_("See my desk"),
        parts=[(_("Before you"), old.user.name if old else "")],
        thread=f"mandate-{mandate.pk}",
    )


def register_all():
    register(
        Kind(
            code=codes.DESK_LEFT,
            name=gettext_lazy("My mandate ends: what I hand over"),
            reason=LEAVES,
            owed=left,
            still_true=still_leaving,
            letter=letter_left,
            concerns=audience.has_mandate,
        )
    )
    register(
        Kind(
            code=codes.DESK_RECEIVED,
            name=gettext_lazy("I take over a function"),
            reason=TAKES_OVER,
            owed=received,
            still_true=still_received,
            letter=letter_received,
            concerns=audience.has_mandate,
        )
    )
