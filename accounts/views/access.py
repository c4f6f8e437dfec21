from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from accounts.actions import access
from accounts.forms.access import AskAccessForm
from audit.refusal import Refused


@login_not_required
def ask_access(request):
    """Asks for an account; the answer is the same for an address that is known."""
    form = AskAccessForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_from_a_robot():
            return redirect("accounts:access_asked")
        if form.is_valid():
            try:
                access.ask(access_request=form.instance, origin=origin(request))
                return redirect("accounts:access_asked")
            except Refused as refusal:
                messages.error(request, str(refusal))
                status = 429
    return render(request, "accounts/ask_access.html", {"form": form}, status=status)


@login_not_required
def access_asked(request):
    return render(request, "accounts/access_asked.html")


def origin(request):
    """A seal of the address that asks, the last one that our own proxy has seen."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rsplit(",", 1)[-1].strip() or address
    return salted_hmac("accounts.origin", address).hexdigest()
