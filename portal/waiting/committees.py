"""What waits in the committees: answers to write, and bodies that no longer meet."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from audit.prepared import NOW
from meetings.models import Committee, Escalation, Meeting
from portal.waiting.thing import Waiting
from workdays.words import date_format

RULE = "name", "name_en", "is_active", "cadence_days", "created_at"
PLACES = "topic", "from_committee", "to_committee"
FIELDS = (
    *("due_on", "topic__reference", "topic__title", "topic__title_en"),
    *(f"{place}__{name}" for place in PLACES[1:] for name in ("name", "name_en")),
)


@prepared_for
def unanswered(reader):
    found = Escalation.objects.answerable_by(reader)
    return found.order_by().select_related(*PLACES).only(*FIELDS)


def to_answer(user, moment):
    """Topics that a committee below handed up, for who answers above."""
    for step in unanswered(user):
        yield Waiting(
            title=step.topic.own_title,
            detail=_("%(below)s asks %(above)s (%(reference)s).")
            % {
                "below": step.from_committee.own_name,
                "above": step.to_committee.own_name,
                "reference": step.topic.reference,
            },
            action=_("Answer the topic"),
            url=step.topic.get_absolute_url(),
            due_on=step.due_on,
        )


@prepared_for
def without_plans(reader):
    found = Committee.objects.quiet()
    if not reader.has_perm("meetings.change_committee"):
        found = found.of_secretary(reader)
    coming = Meeting.objects.coming(NOW).filter(committee=OuterRef("pk"))
    return found.exclude(Exists(coming)).order_by().only(*RULE)


def to_wake(user, moment):
    """Committees of this officer that are to meet by their rule and plan nothing."""
    keeps = "meetings.change_committee", "meetings.change_local_meeting"
    if not any(map(user.has_perm, keeps)):
        return
    for committee in without_plans(user, now=moment.now):
        if not committee.is_behind():
            continue
        yield Waiting(
            title=committee.own_name,
            detail=_("It has not met since %(day)s.")
            % {"day": date_format(timezone.localtime(committee.quiet_from))},
            action=_("Plan a meeting"),
            url=committee.get_absolute_url(),
            due_on=committee.meets_by(),
        )


OFFICERS = [to_answer, to_wake]
