from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.forms.profile import ProfileForm
from accounts.groups import label


def profile(request):
    """What the portal knows of me: what I may change, and my mandates."""
    form = ProfileForm(request.POST or None, instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        user = form.save(by=request.user)
        with override(user.language):
            messages.success(request, gettext("Your profile was saved."))
            return redirect(reverse("accounts:profile"))
    mandates = request.user.mandates.select_related("organisation", "office")
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "email": request.user.email,
            "mandates": mandates.order_by("-starts_on"),
            "today": timezone.localdate(),
            "groups": [label(group) for group in request.user.groups.all()],
        },
    )
