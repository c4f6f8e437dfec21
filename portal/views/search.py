from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language

from audit.shelf import shelved
from instructions.search.suggest import suggestion
from portal.search import kept
from portal.search.groups import Asked, groups
from portal.search.index import refresh

LONGEST = 200
FIRST, PER_PAGE = 5, 20


@login_not_required
@shelved
def search(request):
    """Whatever the reader may see of what was asked, kind after kind, or one kind."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    asked = Asked(words, request.user, get_language())
    kind = kept.BY_NAME.get(request.GET.get("kind"))
    context = {"words": words}
    if words:
        refresh()
        context |= of_one(request, asked, kind) if kind else of_all(asked)
    return render(request, "portal/search/search.html", context)


def of_all(asked):
    found = groups(asked, FIRST)
    better = "" if found else suggestion(asked.words, asked.language)
    total = sum(group.total for group in found)
    return {"groups": found, "total": total, "better": better}


def of_one(request, asked, kind):
    paginator = Paginator(kind.found(asked.user, asked.wanted), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return {
        "kind": kind,
        "template": f"portal/search/_{kind.name}.html",
        "rows": list(kind.show(page.object_list, asked.user)),
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "total": paginator.count,
        "all_url": asked.address("search"),
    }
