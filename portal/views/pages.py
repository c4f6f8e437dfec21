from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def accessibility(request):
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return render(request, "portal/accessibility.html", {"contact": contact})
