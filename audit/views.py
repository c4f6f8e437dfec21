from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render

from audit.chain import heads
from audit.shelf import shelved

SHOWN = 60


@login_not_required
@shelved
def seals(request):
    """The last seal of each day, for whoever wants to keep them elsewhere."""
    return render(request, "audit/seals.html", {"heads": heads()[:SHOWN]})


@login_not_required
@shelved
def seals_txt(request):
    lines = "".join(f"{head.day.isoformat()} {head.seal}\n" for head in heads())
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
