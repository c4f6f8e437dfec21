from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render


@login_not_required
def home(request):
    return render(request, "portal/home.html")


def dashboard(request):
    return render(request, "portal/dashboard.html")


@login_not_required
def healthz(request):
    """Alive: the process answers."""
    return HttpResponse("ok", content_type="text/plain")
