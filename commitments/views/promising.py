"""A promise is written down, and corrected where that changes nothing promised."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commitments import actions
from commitments.forms.promise import CorrectForm, PromiseForm
from commitments.views.doors import form_page, may_promise, shown


def promise(request):
    if not may_promise(request.user):
        raise PermissionDenied
    form = PromiseForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda: actions.promise(by=request.user, **form.cleaned_data),
        done=_("The commitment was recorded; its parties are told."),
        back="commitments:register",
        template="commitments/promise_form.html",
    )


@permission_required("commitments.change_commitment", raise_exception=True)
def correct(request, reference):
    commitment = shown(request.user, reference)
    form = CorrectForm(request.POST or None, instance=commitment)
    if request.method == "POST" and form.is_valid():
        actions.correct(commitment=commitment, by=request.user, **form.cleaned_data)
        return redirect(commitment)
    context = {"form": form, "commitment": commitment}
    return render(request, "commitments/correct_form.html", context)
