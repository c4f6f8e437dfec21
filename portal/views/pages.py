from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.shelf import shelved
from portal import open_data as data


@login_not_required
@shelved
def accessibility(request):
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return render(request, "portal/accessibility.html", {"contact": contact})


@login_not_required
@shelved
def open_data(request):
    context = {
        "sets": data.sets(),
        "licence": data.LICENCE,
        "licence_url": data.LICENCE_URL,
        "sitemap_url": reverse("sitemap"),
    }
    return render(request, "portal/open_data.html", context)


@login_not_required
def admin_login(request):
    """The door of the Django admin is ours; who is inside already is not let in."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied
    asked = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse('accounts:login')}{'?' if asked else ''}{asked}")
