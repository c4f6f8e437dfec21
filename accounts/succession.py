"""Who follows whom: the same function at the same place, in other hands."""

from django.utils import timezone

from accounts.models import Mandate
from accounts.words import folded


def of_the_function(mandate):
    """The mandates of other people in the same function, at the same place."""
    found = (
        Mandate.objects.filter(
            organisation=mandate.organisation_id,
            office=mandate.office_id,
            user__is_active=True,
        )
        .exclude(user=mandate.user_id)
        .select_related("user", "organisation", "office")
        .order_by("starts_on", "pk")
    )
    return [row for row in found if folded(row.function) == folded(mandate.function)]


def successor(mandate, others=None):
    """The mandate that takes over: it runs today or later, beyond the end of this one.

    `others` are the rows of its function, where they were read already.
    """
    rows = of_the_function(mandate) if others is None else others
    heirs = (row for row in rows if follows(row, mandate))
    return next(heirs, None)


def predecessor(mandate, others=None):
    """Whose desk the holder of a mandate took over, if the function was held before."""
    rows = of_the_function(mandate) if others is None else others
    earlier = [row for row in rows if row.ends_on and row.starts_on < mandate.starts_on]
    return max(earlier, key=lambda row: row.ends_on, default=None)


def last_mandate(user, **where):
    """The mandate that somebody gave up last, where nothing runs today."""
    mandates = user.mandates.filter(ends_on__lt=timezone.localdate(), **where)
    return mandates.order_by("-ends_on", "-pk").first()


def leaving(first_day, last_day):
    """Mandates that end between two days, and that their holders do not go on with.

    Another function in the same house is another desk: the first one is left.
    """
    ending = Mandate.objects.filter(ends_on__range=(first_day, last_day))
    ending = list(ending.select_related("user", "organisation", "office"))
    own = Mandate.objects.filter(user__in={mandate.user_id for mandate in ending})
    kept = {}
    for row in own:
        kept.setdefault((row.user_id, *place_of(row)), []).append(row)
    return [
        mandate
        for mandate in ending
        if not any(
            row.ends_on is None or row.ends_on > mandate.ends_on
            for row in kept[(mandate.user_id, *place_of(mandate))]
        )
    ]


def without_heir(mandates):
    """Those of these mandates that nobody follows, in one more query."""
    mandates = list(mandates)
    others = Mandate.objects.filter(
        organisation__in={mandate.organisation_id for mandate in mandates},
        user__is_active=True,
    )
    running = {}
    for row in others:
        running.setdefault(place_of(row), []).append(row)
    return [
        mandate
        for mandate in mandates
        if not any(follows(row, mandate) for row in running.get(place_of(mandate), []))
    ]


def place_of(mandate):
    return mandate.organisation_id, mandate.office_id, folded(mandate.function)


def follows(row, mandate):
    """Whether one mandate runs beyond the end of another, in other hands."""
    today = timezone.localdate()
    end = max(mandate.ends_on or today, today)
    lasts = row.ends_on is None or row.ends_on > end
    return row.user_id != mandate.user_id and lasts
