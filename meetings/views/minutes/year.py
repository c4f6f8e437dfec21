"""The minutes of a year: where each stands, and how many came in time."""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import pgettext_lazy

from audit.shelf import shelved
from meetings.minutes_figures import published_in_time, women_among_delegates
from meetings.models import Approval, Meeting, Minutes

A_PAGE = 25
SORTS = {
    "": ("-meeting__starts_at", "-pk"),
    "old": ("meeting__starts_at", "pk"),
    "subject": ("meeting__title", "pk"),
    "state": ("state", "-meeting__starts_at"),
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
    of_year = Minutes.objects.visible_to(request.user).filter(
        meeting__programme__year=year
    )
    state = request.GET.get("state", "")
    rows = of_year.filter(state=state) if state in Minutes.State.values else of_year
    rows = rows.select_related("meeting__programme", "meeting__committee")
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else ""
    # The whole text of each is not for a list.
    paginator = Paginator(rows.defer("text").order_by(*SORTS[sort]), A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    count_approvals(page.object_list)
    meetings = Meeting.objects.filter(programme__year=year)
    context = {
        "year": year,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "states": Minutes.State.choices,
        "state": state,
        "orders": ORDERS,
        "sort": sort,
        "in_time": published_in_time(meetings),
        "women": women_among_delegates(meetings),
    }
    return render(request, "meetings/minutes_of_year.html", context)


def count_approvals(found):
    """Of each of these minutes, how many were asked to approve and how many did."""
    asked, given = Counter(), Counter()
    approvals = Approval.objects.filter(minutes__in=list(found))
    for key, how in approvals.values_list("minutes", "how"):
        asked[key] += 1
        given[key] += how != Approval.How.PENDING
    for minutes in found:
        minutes.asked, minutes.given = asked[minutes.pk], given[minutes.pk]
