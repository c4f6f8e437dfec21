from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from instructions.forms.library import LibraryForm
from instructions.models import CHOICES, Label, Type
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
def library(request):
    form = LibraryForm(request.GET)
    selection = form.selection()
    paginator = Paginator(selection.versions(request.user), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    better = ""
    if selection.q and not paginator.count:
        better = suggestion(selection.q, selection.language)
    return render(
        request,
        "instructions/library.html",
        {
            "form": form,
            "selection": selection,
            "hits": hits(
                page.object_list, selection.q, request.user, selection.when.query
            ),
            "page": page,
            "pages": list(paginator.get_elided_page_range(page.number)),
            "total": paginator.count,
            "facets": facets(request, selection),
            "better": better and {"text": better, "query": changed(request, q=better)},
            "query": changed(request),
            "can_write": request.user.has_perm("instructions.add_version"),
        },
    )


def changed(request, **values):
    """The address's query with some values changed, without the page."""
    kept = {k: v for k, v in request.GET.items() if k != "page" and v}
    return urlencode({k: v for k, v in (kept | values).items() if v})


def facets(request, selection):
    """Lists of (words, number, query) that narrow what was found."""
    counts = selection.facets(request.user)
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
