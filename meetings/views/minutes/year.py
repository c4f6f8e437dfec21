"""The minutes of a year: where each stands, and how many came in time."""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import pgettext_lazy

from accounts.likeness import prepared_for
from audit.shelf import shelved
from meetings.asked import YEAR
from meetings.minutes_figures import (
    counts,
    ends,
    published_in_time,
    women_among_delegates,
)
from meetings.models import Approval, Minutes

A_PAGE = 25
SORTS = {
    "": ("-meeting__starts_at", "-pk"),
    "old": ("meeting__starts_at", "pk"),
    "subject": ("meeting__title", "pk"),
    "state": ("state", "-meeting__starts_at", "-pk"),
}
ORDERS = [
    ("", pgettext_lazy("order", "newest first")),
    ("old", pgettext_lazy("order", "oldest first")),
    ("subject", pgettext_lazy("order", "by subject")),
    ("state", pgettext_lazy("order", "by state")),
]


@login_not_required
@shelved
def minutes_of_year(request, year):
    state, sort = request.GET.get("state", ""), request.GET.get("sort", "")
    state = state if state in Minutes.State.values else ""
    sort = sort if sort in SORTS else ""
    paginator = Paginator(keys(request.user, state, sort, year=year), A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "year": year,
        "page": page,
        "rows": shown(page.object_list),
        "pages": paginator.get_elided_page_range(page.number),
        "states": Minutes.State.choices,
        "state": state,
        "orders": ORDERS,
        "sort": sort,
        "in_time": published_in_time(ends(year=year)),
        "women": women_among_delegates(counts(year=year)),
    }
    return render(request, "meetings/minutes_of_year.html", context)


@prepared_for
def keys(reader, state, sort):
    """The minutes of a year by their keys, in the order that is asked for."""
    seen = Minutes.objects.visible_to(reader).filter(meeting__programme__year=YEAR)
    seen = seen.filter(state=state) if state else seen
    return seen.order_by(*SORTS[sort]).values_list("pk", flat=True)


def shown(keys):
    """These minutes, in their order; the whole text of each is not for a list."""
    found = Minutes.objects.select_related("meeting__programme", "meeting__committee")
    rows = found.defer("text").in_bulk(keys)
    count_approvals(rows.values())
    return [rows[key] for key in keys]


def count_approvals(found):
    """Of each of these minutes, how many were asked to approve and how many did."""
    asked, given = Counter(), Counter()
    approvals = Approval.objects.filter(minutes__in=list(found))
    for key, how in approvals.values_list("minutes", "how"):
        asked[key] += 1
        given[key] += how != Approval.How.PENDING
    for minutes in found:
        minutes.asked, minutes.given = asked[minutes.pk], given[minutes.pk]
