"""Calls for topics: announced for a meeting or a year, changed, withdrawn."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings.actions import calls as actions
from meetings.forms.calls import CallForm, ChangeForm, WithdrawForm
from meetings.models import Programme, TopicCall
from meetings.views.doors import attempt, managed
from meetings.views.keeping import require


def call_for_meeting(request, year, pk):
    meeting = managed(request.user, year, pk)
    call = TopicCall(meeting=meeting)
    return announced(request, call, meeting.own_title, meeting.get_absolute_url())


def call_for_year(request, year):
    require(request.user, "change_topic")
    programmes = Programme.objects.visible_to(request.user).filter(year=year)
    programme = get_object_or_404(programmes.order_by("pk")[:1])
    call = TopicCall(programme=programme)
    return announced(request, call, str(programme), programme.get_absolute_url())


def announced(request, call, about, back):
    form = CallForm(request.POST or None, instance=call)
    return step(
        request,
        form,
        lambda: actions.announce(call=form.save(commit=False), by=request.user),
        title=_("Call for topics"),
        about=about,
        intro=_(
            "The call opens and closes by itself. Every organisation that is asked "
            "gets a letter, and another one shortly before the end if it proposed "
            "nothing."
        ),
        button=_("Announce the call"),
        done=_("The call is announced; the letters leave when it opens."),
        back=back,
    )


def kept_call(user, pk):
    call = get_object_or_404(
        TopicCall.objects.visible_to(user).select_related(
            "meeting__programme", "meeting__committee", "programme__directorate"
        ),
        pk=pk,
    )
    if not TopicCall.objects.manageable_by(user).filter(pk=pk).exists():
        raise PermissionDenied
    return call


def subject(call):
    return call.meeting.own_title if call.meeting else str(call.programme)


def address(call):
    return (call.meeting or call.programme).get_absolute_url()


def call_change(request, pk):
    call = kept_call(request.user, pk)
    form = ChangeForm(request.POST or None, call=call)
    return step(
        request,
        form,
        lambda: actions.change(
            call=call, closes_at=form.cleaned_data["closes_at"], by=request.user
        ),
        title=_("Change the end of the call"),
        about=subject(call),
        button=_("Save"),
        done=_("The call has its new end."),
        back=address(call),
    )


def call_withdraw(request, pk):
    call = kept_call(request.user, pk)
    form = WithdrawForm(request.POST or None)
    return step(
        request,
        form,
        lambda: actions.withdraw(
            call=call, reason=form.cleaned_data["reason"], by=request.user
        ),
        title=_("Withdraw the call"),
        about=subject(call),
        intro=_("No more topics are asked for; what was proposed stays."),
        button=_("Withdraw the call"),
        is_danger=True,
        done=_("The call is withdrawn."),
        back=address(call),
    )


def step(request, form, action, **words):
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, form, action, words["done"])
    ):
        return redirect(words["back"])
    return render(request, "meetings/topics/call.html", {"form": form, **words})
