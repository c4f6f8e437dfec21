from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notices import unsubscribe
from notices.forms import PreferencesForm
from notices.kinds import KINDS


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Each person's choice for each kind of letter, and the hours for reading."""
    form = PreferencesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, gettext("Your choices are saved."))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form})


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request, token):
    """RFC 8058: a bare POST stops the letters; GET shows a button that posts."""
    try:
        code, user_id, email = unsubscribe.read(token)
    except signing.BadSignature as error:
        raise Http404 from error
    if code not in KINDS:
        raise Http404
    if request.method == "POST":
        unsubscribe.stop(code, user_id, email)
    return render(
        request,
        "notices/unsubscribe.html",
        {"kind": KINDS[code], "email": email, "is_done": request.method == "POST"},
    )
