from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from accounts.models import Office
from audit.shelf import shelved
from meetings.models import Topic
from meetings.register import of_office, with_age

PAGE = 25
OPEN, SETTLED = "open", "settled"


@login_not_required
@shelved
def office_register(request, pk):
    """The issues of one office, with their state and their age."""
    offices = Office.objects.visible_to(request.user).select_related("unit")
    office = get_object_or_404(offices, pk=pk)
    issues = of_office(request.user, office)
    state = request.GET.get("state")
    if state == OPEN:
        issues = issues.filter(pk__in=Topic.objects.to_settle().values("pk"))
    elif state == SETTLED:
        issues = issues.exclude(pk__in=Topic.objects.to_settle().values("pk"))
    page = Paginator(issues, PAGE).get_page(request.GET.get("page"))
    page.object_list = with_age(page.object_list)
    context = {
        "office": office,
        "committees": office.committees.visible_to(request.user),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "state": state,
    }
    return render(request, "meetings/office_register.html", context)
