"""What waits in the committees: answers to write, and bodies that no longer meet."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Committee, Escalation, Meeting
from portal.waiting.thing import Waiting
from workdays.words import date_format

RULE = "name", "name_en", "is_active", "cadence_days", "created_at"
PLACES = "topic", "from_committee", "to_committee"
FIELDS = (
    *("due_on", "topic__reference", "topic__title", "topic__title_en"),
    *(f"{place}__{name}" for place in PLACES[1:] for name in ("name", "name_en")),
)


def to_answer(user, moment):
    """Topics that a committee below handed up, for who answers above."""
    found = Escalation.objects.answerable_by(user)
    for step in found.order_by().select_related(*PLACES).only(*FIELDS):
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


def to_wake(user, moment):
    """Committees of this officer that are to meet by their rule and plan nothing."""
    found = Committee.objects.quiet()
    if not user.has_perm("meetings.change_committee"):
        if not user.has_perm("meetings.change_local_meeting"):
            return
        found = found.of_secretary(user)
    coming = Meeting.objects.coming().filter(committee=OuterRef("pk"))
    for committee in found.exclude(Exists(coming)).order_by().only(*RULE):
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
