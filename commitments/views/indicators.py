"""The indicators by factor, owner and year, and the page of one factor."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from audit.shelf import shelved
from commitments import loop, reading
from commitments.factors import Factor
from commitments.forms.register import RegisterForm
from commitments.found import PER_PAGE, Found
from commitments.models import Objective
from commitments.views.register import query


@login_not_required
@shelved
def figures(request):
    form = RegisterForm(request.GET, request.user)
    found = Found(request.user, form.asked)
    context = {
        "form": form,
        "figures": found.figures,
        "groups": [
            (_("Key factor"), found.by("factor")),
            (_("Owner"), found.by("owner")),
            (_("Year of the first due date"), found.by("year")),
        ],
        "query": query(request),
    }
    return render(request, "commitments/indicators.html", context)


@login_not_required
@shelved
def factor(request, number):
    """What was promised on a factor, what was done, and what stands beside it."""
    if number not in Factor.values:
        raise Http404
    user = request.user
    found = Found(user, {"factor": number, "sort": "latest"})
    paginator = Paginator(found, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "factor": Factor(number),
        "rows": reading.show(list(page.object_list)),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "total": paginator.count,
        "figures": found.figures,
        "objectives": Objective.objects.visible_to(user)
        .filter(factor=number)
        .select_related("plan"),
        "links": loop.beside(Factor(number), user),
        "factors": list(Factor),
    }
    return render(request, "commitments/factor.html", context)
