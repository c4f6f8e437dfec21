"""What was changed of a plan or of a promise that others read, as the trail holds it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Office
from audit.models import Entry
from commitments import asked
from commitments.factors import Factor
from commitments.models import Commitment, Level, Objective, Plan
from workdays.words import date_format

OF_PLAN = ("title", "title_en", "starts_on", "ends_on", "summary", "summary_en")
OF_OBJECTIVE = ("number", "title", "title_en", "factor")
OF_PROMISE = (
    *("factor", "objective_id", "office_id", "level"),
    *("owner_function", "what_en"),
)
VERBS = ("plan.changed", "objective.changed", "objective.created")


@dataclass(frozen=True)
class Change:
    """When, what, and each value before and after; who made it stays inside."""

    at: datetime
    what: str
    values: list


def since_publication(plan):
    """Each change of a plan that everybody reads, the newest first."""
    if plan.published_at is None:
        return []
    numbers = {str(pk): n for pk, n in plan.objectives.values_list("pk", "number")}
    own = Q(about_type=Plan._meta.label_lower, about_id=str(plan.pk))
    parts = Q(about_type=Objective._meta.label_lower, about_id__in=numbers)
    entries = Entry.objects.filter(
        own | parts, verb__in=VERBS, at__gt=plan.published_at
    ).order_by("-pk")
    found = [of_plan(entry, numbers) for entry in entries]
    return [row for row in found if row.values]


def of_plan(entry, numbers):
    if entry.verb == "plan.changed":
        return Change(entry.at, _("The plan"), values(entry, Plan, OF_PLAN))
    number = {"number": numbers[entry.about_id]}
    words = _("Objective %(number)s") % number
    if entry.verb == "objective.created":
        words = _("Objective %(number)s, added") % number
    return Change(entry.at, words, values(entry, Objective, OF_OBJECTIVE))


def of_promise(commitment):
    """Each correction of what surrounds a promise, the newest first."""
    found = [
        Change(entry.at, _("Corrected"), values(entry, Commitment, OF_PROMISE))
        for entry in asked.corrections(key=str(commitment.pk))
    ]
    return [row for row in found if row.values]


def values(entry, model, names):
    """The name of each field that changed, with its value before and after."""
    return [
        (
            capfirst(model._meta.get_field(name.removesuffix("_id")).verbose_name),
            shown(name, entry.before.get(name)),
            shown(name, entry.after[name]),
        )
        for name in names
        if name in entry.after
    ]


def shown(name, value):
    """A value of the trail in the reader's words."""
    if value in (None, "", "None"):
        return "–"
    if name == "factor":
        return Factor(int(value)).label
    if name == "level":
        return Level(value).label
    if name in ("starts_on", "ends_on"):
        return date_format(date.fromisoformat(value))
    if name == "office_id":
        return str(Office.objects.filter(pk=value).first() or "–")
    if name == "objective_id":
        known = Objective.objects.exclude(plan__state=Plan.State.DRAFT)
        return str(known.filter(pk=value).first() or "–")
    return str(value)
