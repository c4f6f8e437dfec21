"""The agenda is published; a paper for one of its items is still missing."""

from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from meetings import agendas, recipients
from meetings.letters import codes, facts, schedule, truth
from meetings.letters.audience import keepers, of_organisations
from meetings.letters.kinds import about_guests
from meetings.letters.notes import note
from meetings.letters.writing import letter
from meetings.models import AgendaItem, Paper
from meetings.models.call import ASKING
from meetings.when import span_in_words
from notices.kinds import Kind, Owed, nothing, register
from notices.models import Notice
from workdays.words import date_format

DUE_BEFORE = timedelta(days=7)
REMINDED_BEFORE = 2  # working days
MORNING = time(8)
REACH = timedelta(days=30)

PRESENTER = gettext_lazy(
    "You receive this letter because your organisation presents an item of the agenda, "
    "or because you are in charge of the meeting."
)


def of_edition(notice):
    """It must be the newest edition, of a meeting to which the recipient comes."""
    meeting = notice.about
    newest = agendas.last_edition(meeting)
    if newest is None or str(newest.number) != notice.occurrence:
        return _("A newer edition of the agenda was published.")
    return truth.of_guest(notice, str(meeting.moves))


def published(notice):
    meeting = notice.about
    is_first = notice.occurrence == "1"
    subject = (
        _("Agenda: %(title)s, %(when)s")
        if is_first
        else _("Agenda changed: %(title)s, %(when)s")
    )
    return letter(
        notice,
        subject,
        _("The agenda of the meeting is published.")
        if is_first
        else _("The agenda of the meeting was changed: here is edition %(number)s.")
        % {"number": notice.occurrence},
        agenda=facts.agenda(meeting),
        papers=facts.papers(meeting),
        delegates=facts.delegates_of(notice),
    )


def paper_day(meeting):
    return timezone.localdate(meeting.starts_at - DUE_BEFORE)


def papers_due(now):
    """To who presents, from two working days before papers are due until the day."""
    calendar = schedule.calendar_around(now)
    today = timezone.localdate(now)
    for item in without_paper(now):
        due_on = paper_day(item.meeting)
        day = calendar.subtract_workdays(due_on, REMINDED_BEFORE)
        due_at = timezone.make_aware(datetime.combine(day, MORNING))
        if due_at <= now and today <= due_on:
            for who in presenters(item):
                yield Owed(item, who, str(item.meeting.moves), due_at)


def without_paper(now):
    """The items that expect a paper, of meetings that come, and were not asked for it."""
    shown = Paper.objects.filter(item=OuterRef("pk"), withdrawn_at=None)
    asked = Notice.objects.filter(
        kind=codes.PAPER_DUE,
        about_type=ContentType.objects.get_for_model(AgendaItem),
        about_id=OuterRef("pk"),
        occurrence=Cast(OuterRef("meeting__moves"), CharField()),
    )
    return AgendaItem.objects.filter(
        ~Exists(shown),
        ~Exists(asked),
        expects_paper=True,
        meeting__state__in=ASKING,
        meeting__starts_at__range=(now, now + REACH),
    ).select_related("meeting__officer", "presenter_organisation")


def presenters(item):
    """The presenter's organisation; for Customs itself, who keeps the meeting."""
    organisation = item.presenter_organisation
    if organisation and organisation.kind != Organisation.Kind.CUSTOMS:
        return of_organisations([organisation])
    return [recipients.of_person(user) for user in keepers(item.meeting)]


def of_paper(notice):
    item = notice.about
    if not item.expects_paper or item.papers.filter(withdrawn_at=None).exists():
        return _("The paper is there, or no longer expected.")
    if item.meeting.state not in ASKING or item.meeting.has_begun():
        return _("The meeting has begun or does not take place.")
    if str(item.meeting.moves) != notice.occurrence:
        return _("The meeting was moved.")
    if notice.email not in {who.email.lower() for who in presenters(item)}:
        return _("Somebody else presents this item.")
    return ""


def paper_due(notice):
    item, meeting = notice.about, notice.about.meeting
    day = date_format(paper_day(meeting), "l j F Y")
    return note(
        subject=_("Paper due on %(day)s: %(title)s")
        % {"day": day, "title": item.own_title},
        first=_("Please hand in the paper for this item by %(day)s.") % {"day": day},
        name=item.own_title,
        path=reverse("meetings:item_paper", args=[item.pk]),
        action=_("Hand in the paper"),
        parts=[
            (_("Meeting"), facts.full_title(meeting)),
            (_("When"), span_in_words(meeting.starts_at, meeting.ends_at)),
            (_("Why"), _("The guests read it seven days before the meeting.")),
        ],
        thread=f"paper-{item.pk}",
    )


def register_all():
    register(
        about_guests(
            codes.AGENDA,
            gettext_lazy("Agenda of a meeting"),
            nothing,
            of_edition,
            published,
            may_be_off=True,
            every_change=True,
        )
    )
    register(
        Kind(
            code=codes.PAPER_DUE,
            name=gettext_lazy("Paper due for an agenda item"),
            reason=PRESENTER,
            owed=papers_due,
            still_true=of_paper,
            letter=paper_due,
            may_be_off=True,
            concerns=lambda user: user.is_partner(),
        )
    )
