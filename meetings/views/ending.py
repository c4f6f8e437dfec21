"""A committee ends, or meets again: a page with a reason each."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from meetings.actions import committees as actions
from meetings.forms.committee import ReasonForm
from meetings.views.committees import seen
from meetings.views.doors import attempt

may_change = permission_required("meetings.change_committee", raise_exception=True)


@may_change
def committee_end(request, pk):
    return step(
        request,
        seen(request.user, pk),
        actions.end,
        title=_("End this committee"),
        intro=_(
            "It disappears from the public list; its meetings, minutes and topics "
            "stay. Its members and its secretary are written to."
        ),
        is_danger=True,
        done=_("The committee has ended; its members are being written to."),
    )


@may_change
def committee_resume(request, pk):
    return step(
        request,
        seen(request.user, pk),
        actions.resume,
        title=_("Let this committee meet again"),
        intro=_("It stands in the public list again, with its members and rules."),
        done=_("The committee meets again."),
    )


def step(request, committee, action, **words):
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request,
            form,
            lambda: action(committee=committee, by=request.user, **form.cleaned_data),
            words["done"],
        )
    ):
        return redirect(committee)
    context = {"committee": committee, "form": form, **words}
    return render(request, "meetings/committee_step.html", context)
