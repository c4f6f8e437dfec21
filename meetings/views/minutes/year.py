"""The minutes of a year: where each stands, and how many came in time."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
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
    given = Q(approvals__isnull=False) & ~Q(approvals__how=Approval.How.PENDING)
    rows = rows.select_related("meeting__programme", "meeting__committee").annotate(
        asked=Count("approvals", distinct=True),
        given=Count("approvals", filter=given, distinct=True),
    )
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else ""
    paginator = Paginator(rows.order_by(*SORTS[sort]), A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
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
