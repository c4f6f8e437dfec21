"""The register: every promise the reader may see, and the share kept on time."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render

from audit.shelf import shelved
from commitments import indicators, reading
from commitments.forms.register import RegisterForm
from commitments.models import Commitment, Plan
from commitments.views.doors import may_promise

PER_PAGE = 20


@login_not_required
@shelved
def register(request):
    form = RegisterForm(request.GET, request.user)
    found = form.narrowed()
    figures = indicators.together(found)
    paginator = Paginator(reading.rows(found), PER_PAGE)
    paginator.count = figures.total
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rows": reading.show(list(page.object_list)),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "total": figures.total,
        "figures": figures,
        "query": query(request),
        "plan": Plan.objects.visible_to(request.user).current().first(),
        "may_promise": may_promise(request.user),
    }
    return render(request, "commitments/register.html", context)


def query(request):
    """The filters of the address, for the exports beside the list."""
    kept = {k: v for k, v in request.GET.items() if v and k != "page"}
    return urlencode(kept)


def mine(request):
    """What one's organisations owe, what is owed to them, and what waits for them.

    Whoever speaks for a party sees its promises, so that nothing more is asked.
    """
    organisations = list(request.user.organisations())
    own = Commitment.objects.of(organisations)
    lists = {
        "to_confirm": reading.awaiting_answer_of(organisations, own),
        "to_agree": reading.awaiting_consent_of(organisations, own),
        "owed": own.owned_by(organisations).open(),
        "awaited": own.owed_to(organisations).open(),
    }
    context = reading.lists(lists) | {
        "organisations": organisations,
        "figures": indicators.together(own.owned_by(organisations)),
        "may_promise": may_promise(request.user),
    }
    return render(request, "commitments/mine.html", context)
