from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render

from accounts.actions import access
from accounts.forms.access import AskAccessForm
from audit import connection
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
                access.ask(
                    access_request=form.instance, origin=connection.seal(request)
                )
                return redirect("accounts:access_asked")
            except Refused as refusal:
                messages.error(request, str(refusal))
                status = 429
    return render(request, "accounts/ask_access.html", {"form": form}, status=status)


@login_not_required
def access_asked(request):
    return render(request, "accounts/access_asked.html")
