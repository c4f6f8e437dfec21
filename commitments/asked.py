"""The rows that the pages of promises read, each asked with a prepared query."""

from django.db.models import (
    Case,
    Exists,
    OuterRef,
    Value,
    When,
)

from accounts.likeness import prepared_for
from accounts.models import Organisation
from audit.models import Entry
from audit.prepared import day, number, prepared, word
from commitments import reading
from commitments.models import (
    NOT_CLOSED,
    Commitment,
    Counterpart,
    Evidence,
    Plan,
    Step,
)

DAY, LAST, KEY = day("day"), day("last"), word("key")
REFERENCE, COMMITMENT = word("reference"), number("commitment")
# Filters that ask for one value: what it is of, and the gap for it.
EQUAL = {
    "factor": ("factor", number("factor")),
    "owner": ("owner__acronym", word("owner")),
    "year": ("first_due_on__year", number("year")),
    "plan": ("objective__plan", number("plan")),
}
CLOSED_LAST = Case(When(state__in=NOT_CLOSED, then=Value(0)), default=Value(1))
SORTS = {
    "": (CLOSED_LAST, "due_on", "reference"),
    "latest": ("-due_on", "reference"),
    "new": ("-promised_on", "-pk"),
    "changed": ("-changed_at", "-pk"),
    "owner": ("owner__acronym", "due_on", "reference"),
}


@prepared_for
def owners_and_years(reader):
    """Who owes something that the reader sees, with the years of the first dates."""
    seen = Commitment.objects.visible_to(reader).order_by()
    return seen.values_list("owner__acronym", "first_due_on__year").distinct()


@prepared_for
def counterparts(reader):
    """To whom something is owed that the reader sees."""
    seen = Commitment.objects.visible_to(reader)
    owed = Counterpart.objects.filter(
        organisation=OuterRef("pk"), commitment__in=seen.values("pk")
    )
    return Organisation.objects.filter(Exists(owed)).values_list("acronym", flat=True)


def seen(reader, of):
    """Everything that the reader sees, as far as the filters named leave it."""
    return Commitment.objects.visible_to(reader).filter(
        **dict(EQUAL[one] for one in of)
    )


@prepared_for
def first_page(reader, of, sort, size):
    return reading.rows(seen(reader, of)).order_by(*SORTS[sort])[:size]


@prepared_for
def figures(reader, of):
    """The indicators of them together."""
    return seen(reader, of).measured(DAY, LAST)


@prepared_for
def figures_by(reader, of, key):
    """The indicators of each factor, owner or year."""
    return seen(reader, of).figures_by(key, DAY, LAST)


@prepared_for
def of_plan(reader):
    return reading.rows(seen(reader, ["plan"]))


@prepared_for
def plans(reader):
    """What is published for a day."""
    return Plan.objects.visible_to(reader).current(DAY)


@prepared_for
def of_ones_own(reader, name):
    """What one's organisations owe, are owed, or have to answer.

    Whoever speaks for a party sees its promises, so that nothing more is asked.
    """
    own, rows = reader.organisations(), Commitment.objects.select_related("owner")
    return {
        "to_confirm": rows.filter(reading.answer_awaited(own)),
        "to_agree": rows.filter(reading.consent_awaited(own)),
        "owed": rows.owned_by(own).open(),
        "awaited": rows.owed_to(own).open(),
    }[name]


@prepared_for
def own_figures(reader):
    """The indicators of what one's organisations owe."""
    own = Commitment.objects.owned_by(reader.organisations())
    return own.measured(DAY, LAST)


@prepared_for
def promise(reader):
    """A promise by its reference, and whether the plan that it is part of is shown."""
    plan = Plan.objects.visible_to(reader).filter(pk=OuterRef("objective__plan"))
    return (
        Commitment.objects.visible_to(reader)
        .filter(reference=REFERENCE)
        .select_related("owner", "objective__plan", "office__unit")
        .annotate(shows_objective=Exists(plan))
    )


@prepared_for
def evidence(reader):
    return Evidence.objects.open_to(reader).filter(commitment=COMMITMENT)


@prepared
def counterpart_rows():
    rows = Counterpart.objects.filter(commitment=COMMITMENT)
    return rows.select_related("organisation")


@prepared
def steps():
    rows = Step.objects.filter(commitment=COMMITMENT).order_by("at", "pk")
    return rows.select_related("organisation", "evidence")


@prepared
def corrections():
    """The entries of the trail on what surrounds a promise, the newest first."""
    entries = Entry.objects.of(Commitment._meta.label_lower, KEY)
    return entries.filter(verb="commitment.corrected").order_by("-pk")
