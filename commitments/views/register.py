"""The register: every promise the reader may see, and the share kept on time."""

from itertools import chain
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone

from audit.prepared import first
from audit.shelf import shelved
from commitments import asked, reading
from commitments.forms.register import RegisterForm
from commitments.found import PER_PAGE, Found, days, figures
from commitments.views.doors import may_promise

LISTS = ("to_confirm", "to_agree", "owed", "awaited")


@login_not_required
@shelved
def register(request):
    form = RegisterForm(request.GET, request.user)
    found = Found(request.user, form.asked)
    paginator = Paginator(found, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rows": reading.show(list(page.object_list)),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "total": paginator.count,
        "figures": found.figures,
        "query": query(request),
        "plan": first(asked.plans(request.user, day=timezone.localdate())),
        "may_promise": may_promise(request.user),
    }
    return render(request, "commitments/register.html", context)


def query(request):
    """The filters of the address, for the exports beside the list."""
    kept = {k: v for k, v in request.GET.items() if v and k != "page"}
    return urlencode(kept)


def mine(request):
    """What one's organisations owe, what is owed to them, and what waits for them."""
    user = request.user
    organisations = user.organisations()
    lists = {name: asked.of_ones_own(user, name) for name in LISTS}
    commitments = reading.show(list(chain(*lists.values())))
    prefetch_related_objects(commitments, "counterparts")
    context = lists | {
        "organisations": organisations,
        "figures": organisations and figures(asked.own_figures(user, **days())),
        "may_promise": may_promise(user),
    }
    return render(request, "commitments/mine.html", context)
