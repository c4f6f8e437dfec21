"""Letters about a programme as a whole: opinion asked, opinion awaited, published."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Mandate, Organisation
from audit.models import Entry
from meetings.letters import audience
from meetings.models import Opinion, Programme
from notices.kinds import Kind, Letter, Owed, Recipient, nothing, register
from notices.outbox import post_all
from workdays.arithmetic import subtract_workdays
from workdays.words import date_format

State = Programme.State
REMINDED_BEFORE = 2  # working days
ASKED, AWAITED, PUBLISHED = (
    "meetings.opinion_asked",
    "meetings.opinion_awaited",
    "meetings.programme_published",
)


def focal_points(*, without=()):
    """The people through whom associations and public partners are reached."""
    mandates = (
        Mandate.objects.current()
        .filter(is_focal_point=True, organisation__is_active=True)
        .exclude(organisation__kind=Organisation.Kind.CUSTOMS)
        .exclude(organisation__in=without)
        .select_related("user")
    )
    people = {mandate.user.pk: mandate.user for mandate in mandates}
    return [people[pk] for pk in sorted(people)]


def recipient(user):
    return Recipient(user.email, user.name, user.language, user)


def tell_focal_points(kind, programme, occurrence, *, by):
    """Owe a letter to every focal point but the person who did the thing."""
    people = [recipient(user) for user in focal_points() if user != by]
    post_all(kind, programme, people, occurrence)


def openings(programme):
    return Entry.objects.about(programme).filter(verb="programme.opened")


def round_of(programme):
    """Which asking for opinion it is; a draft may be taken back and shown again."""
    return f"{programme.opinions_until.isoformat()} {openings(programme).count()}"


def reminders(now):
    """Who has not given an opinion two working days before the end."""
    today = timezone.localdate(now)
    for programme in Programme.objects.filter(state=State.OPEN):
        until = programme.opinions_until
        remind_on = subtract_workdays(until, REMINDED_BEFORE)
        opened = openings(programme).values_list("at", flat=True).first()
        is_news = opened and timezone.localdate(opened) >= remind_on
        if remind_on <= today <= until and not is_news:
            given = programme.opinions.values("organisation")
            for user in focal_points(without=given):
                yield Owed(programme, recipient(user), round_of(programme), now)


def opinion_is_over(notice):
    programme = notice.about
    if programme.state != State.OPEN:
        return _("The programme is no longer open for opinion.")
    if round_of(programme) != notice.occurrence:
        return _("Opinions were asked again since.")
    if programme.opinions_until < timezone.localdate():
        return _("The time for opinions is over.")
    return ""


def opinion_is_given_or_over(notice):
    if over := opinion_is_over(notice):
        return over
    mine = notice.user.organisations() if notice.user else []
    if Opinion.objects.filter(programme=notice.about, organisation__in=mine).exists():
        return _("The organisation has given its opinion.")
    return ""


def is_not_published(notice):
    if notice.about.state != State.PUBLISHED:
        return _("The programme is not published.")
    return ""


def written(template, notice, subject, page):
    programme = notice.about
    until = programme.opinions_until
    context = {
        "programme": programme,
        "year": programme.year,
        "count": programme.meetings.not_cancelled().count(),
        "until": until and date_format(until, "l j F Y"),
        "address": settings.PORTAL_URL + page,
        "year_address": settings.PORTAL_URL + programme.get_absolute_url(),
        "feed": settings.PORTAL_URL
        + reverse("meetings:year_ics", args=[programme.year]),
        "name": notice.name,
    }
    return Letter(
        subject=subject % context,
        text=render_to_string(f"meetings/emails/{template}.txt", context),
        html=render_to_string(f"meetings/emails/{template}.html", context),
        thread=f"programme-{programme.pk}",
    )


def opinion_page(programme):
    return reverse("meetings:programme", args=[programme.year, programme.pk])


def opinion_asked(notice):
    return written(
        "opinion_asked",
        notice,
        _("Meetings %(year)s: your opinion by %(until)s"),
        opinion_page(notice.about),
    )


def opinion_awaited(notice):
    return written(
        "opinion_awaited",
        notice,
        _("Reminder: your opinion on the meetings of %(year)s by %(until)s"),
        opinion_page(notice.about),
    )


def programme_published(notice):
    return written(
        "programme_published",
        notice,
        _("The meetings of %(year)s are published"),
        notice.about.get_absolute_url(),
    )


FOCAL_POINT = gettext_lazy(
    "You receive this letter because you are a focal point of your organisation."
)


def register_all():
    for kind in (
        Kind(
            code=ASKED,
            name=gettext_lazy("opinion asked on a programme"),
            reason=FOCAL_POINT,
            concerns=audience.is_focal_point,
            owed=nothing,
            still_true=opinion_is_over,
            letter=opinion_asked,
        ),
        Kind(
            code=AWAITED,
            name=gettext_lazy("reminder to give an opinion"),
            reason=FOCAL_POINT,
            concerns=audience.is_focal_point,
            owed=reminders,
            still_true=opinion_is_given_or_over,
            letter=opinion_awaited,
            may_be_off=True,
        ),
        Kind(
            code=PUBLISHED,
            name=gettext_lazy("programme published"),
            reason=FOCAL_POINT,
            concerns=audience.is_focal_point,
            owed=nothing,
            still_true=is_not_published,
            letter=programme_published,
            may_be_off=True,
        ),
    ):
        register(kind)
