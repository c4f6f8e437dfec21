from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.privacy import HOLDINGS, export
from audit import trail
from audit.shelf import shelved


@login_not_required
@shelved
def data_protection(request):
    """What is held about people, what for, and how long."""
    return render(request, "accounts/data_protection.html", {"holdings": HOLDINGS})


@never_cache
def my_data(request):
    """Everything that the portal holds about who asks, as a file."""
    trail.read(request.user, by=request.user)
    name = f"portal-{timezone.localdate().isoformat()}.json"
    return JsonResponse(
        export(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
