"""Steps that change the state of a version, one button each."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from audit.refusal import Refused
from instructions import actions
from instructions.forms.writing import MoveForm
from instructions.views.find import version_or_404

STEPS = {
    "sign": ("sign_version", actions.sign, _("The text is signed.")),
    "publish": ("publish_version", actions.publish, _("The text is published.")),
    "take_back": ("sign_version", actions.take_back, _("The text is taken back.")),
    "abandon": ("add_version", actions.abandon, _("The draft is abandoned.")),
}
WITH_REASON = {"take_back", "abandon"}


@require_POST
def decide(request, slug, number):
    """Sign, publish, take back or abandon, by whom may."""
    version = version_or_404(
        request.user, slug, number, request.POST.get("language", "")
    )
    step = request.POST.get("step")
    if step not in STEPS:
        raise Http404
    permission, action, done = STEPS[step]
    if not request.user.has_perm(f"instructions.{permission}"):
        raise PermissionDenied
    given = {"reason": request.POST.get("reason", "")} if step in WITH_REASON else {}
    try:
        action(version=version, by=request.user, **given)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(version)


@permission_required("instructions.add_version", raise_exception=True)
def move(request, slug, number):
    """Draft the same text with another date; it takes effect once signed and published."""
    version = version_or_404(request.user, slug, number, "fr")
    form = MoveForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.move_date(
                version=version,
                in_force_on=form.cleaned_data["in_force_on"],
                office_dates=form.office_dates(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                gettext("Another person signs the new date; then it is published."),
            )
            return redirect(draft)
    return render(
        request,
        "instructions/step_form.html",
        {
            "form": form,
            "instruction": version.instruction,
            "version": version,
            "title": gettext("Move the entry into force"),
            "button": gettext("Draft the new date"),
        },
    )
