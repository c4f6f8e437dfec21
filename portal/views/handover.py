"""What an officer leaving hands over, and to whom."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts import groups
from accounts.models import Mandate
from accounts.succession import of_the_function, predecessor, successor
from portal.desk import desk
from portal.waiting import waiting


def handover(request):
    """The reader's own mandates, each with its desk."""
    mandates = request.user.mandates_today()
    desks = [laid_out(mandate, of_the_function(mandate)) for mandate in mandates]
    context = {"desks": desks, "waiting": waiting(request.user), "is_own": True}
    return render(request, "portal/handover.html", context)


def handover_of(request, pk):
    """One mandate, for its holder, for who follows, and for who keeps mandates."""
    places = "user", "organisation", "office"
    mandate = get_object_or_404(Mandate.objects.select_related(*places), pk=pk)
    keeps = request.user.has_perm("accounts.view_mandate")
    others = of_the_function(mandate)
    heir = successor(mandate, others)
    is_own = mandate.user_id == request.user.pk
    follows = heir is not None and heir.user_id == request.user.pk
    if not (keeps or is_own or follows):
        raise Http404
    context = {
        "desks": [laid_out(mandate, others)],
        "waiting": waiting(mandate.user) if mandate.runs() else [],
        "mandate": mandate,
        "is_own": is_own,
    }
    return render(request, "portal/handover.html", context)


def laid_out(mandate, others):
    """A mandate with its papers, who comes next, and what the next one lacks."""
    heir = successor(mandate, others)
    return {
        "mandate": mandate,
        "is_over": bool(mandate.ends_on and mandate.ends_on < timezone.localdate()),
        "sections": desk(mandate),
        "heir": heir,
        "before": predecessor(mandate, others),
        "lacking": lacking(mandate.user, heir.user) if heir else [],
    }


def lacking(user, heir):
    """The groups in which the next holder does not stand yet."""
    missing = user.groups.exclude(pk__in=heir.groups.values("pk"))
    return [groups.label(group) for group in missing]
