from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from audit.shelf import shelved
from instructions.forms.library import LibraryForm
from instructions.models import CHOICES, Label, Type
from instructions.search.found import Found
from instructions.search.fuse import TooHeavy
from instructions.search.hits import hits
from instructions.search.suggest import suggestion

PER_PAGE = 10
FACETS = {
    "type": Type.choices,
    "step": CHOICES[Label.Scheme.STEP],
    "regime": CHOICES[Label.Scheme.REGIME],
    "factor": CHOICES[Label.Scheme.FACTOR],
}


@login_not_required
@shelved
def library(request):
    form = LibraryForm(request.GET)
    selection = form.selection()
    context = {"form": form, "selection": selection, "query": changed(request)}
    try:
        context |= results(request, selection)
    except TooHeavy:
        return render(request, "instructions/too_heavy.html", context, status=503)
    return render(request, "instructions/library.html", context)


def results(request, selection):
    """One page of what was found, with its counts, and what may have been meant."""
    number = request.GET.get("page", "")
    start = int(number) if number.isdecimal() and len(number) < 7 else 1
    found = Found(selection, request.user, PER_PAGE, start)
    paginator = Paginator(found, PER_PAGE)
    page = paginator.get_page(number)
    better = ""
    if selection.q and not paginator.count:
        better = suggestion(selection.q, selection.language)
    return {
        "hits": hits(page.object_list, selection.q, request.user, selection.when.query),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "total": paginator.count,
        "facets": facets(request, selection, found.facets),
        "better": better and {"text": better, "query": changed(request, q=better)},
        "can_write": request.user.has_perm("instructions.add_version"),
    }


def changed(request, **values):
    """The address's query with some values changed, without the page."""
    kept = {k: v for k, v in request.GET.items() if k != "page" and v}
    return urlencode({k: v for k, v in (kept | values).items() if v})


def facets(request, selection, counts):
    """Lists of (words, number, query) that narrow what was found."""
    titles = {
        "type": _("Type"),
        "step": _("Step"),
        "regime": _("Regime"),
        "factor": _("Factor"),
    }
    lists = []
    for name, choices in FACETS.items():
        chosen = getattr(selection, name)
        rows = [
            {
                "words": words,
                "number": counts[name][code],
                "query": changed(request, **{name: "" if code == chosen else code}),
                "is_chosen": code == chosen,
            }
            for code, words in choices
            if counts.get(name, {}).get(code)
        ]
        if rows:
            lists.append({"title": titles[name], "rows": rows})
    return lists
