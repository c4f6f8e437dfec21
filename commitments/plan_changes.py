"""What was changed of a plan since everybody reads it, as the trail holds it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import Entry
from commitments.factors import Factor
from commitments.models import Objective, Plan
from workdays.words import date_format

SHOWN = ("number", "title", "title_en", "factor", "starts_on", "ends_on")
TEXTS = ("summary", "summary_en")
VERBS = ("plan.changed", "objective.changed", "objective.created")


@dataclass(frozen=True)
class Change:
    """When, what of the plan, and each value before and after."""

    at: datetime
    what: str
    values: list


def since_publication(plan):
    """Each change, the newest first; who made it stays inside."""
    if plan.published_at is None:
        return []
    numbers = {str(pk): n for pk, n in plan.objectives.values_list("pk", "number")}
    own = Q(about_type=Plan._meta.label_lower, about_id=str(plan.pk))
    parts = Q(about_type=Objective._meta.label_lower, about_id__in=numbers)
    entries = Entry.objects.filter(
        own | parts, verb__in=VERBS, at__gt=plan.published_at
    ).order_by("-pk")
    found = [change(entry, numbers) for entry in entries]
    return [row for row in found if row.values]


def change(entry, numbers):
    model = Plan if entry.verb == "plan.changed" else Objective
    values = [
        (capfirst(model._meta.get_field(name).verbose_name), *both(entry, name))
        for name in (*SHOWN, *TEXTS)
        if name in entry.after
    ]
    return Change(entry.at, words(entry, numbers), values)


def words(entry, numbers):
    if entry.verb == "plan.changed":
        return _("The plan")
    number = {"number": numbers[entry.about_id]}
    if entry.verb == "objective.created":
        return _("Objective %(number)s, added") % number
    return _("Objective %(number)s") % number


def both(entry, name):
    """A value before and after, in the reader's words."""
    return [shown(name, row.get(name)) for row in (entry.before, entry.after)]


def shown(name, value):
    if not value:
        return "–"
    if name == "factor":
        return Factor(int(value)).label
    if name in ("starts_on", "ends_on"):
        return date_format(date.fromisoformat(value))
    return value
