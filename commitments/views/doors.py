"""How a page of a promise is reached: hidden is 404, forbidden is 403."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Organisation
from audit.prepared import first_or_404
from audit.refusal import Refused
from commitments import asked, sides
from commitments.models import Evidence, Plan


def shown(user, reference):
    return first_or_404(asked.promise(user, reference=reference.upper()))


def owned(user, reference):
    """A promise whose owner the reader speaks for."""
    commitment = shown(user, reference)
    if not sides.owns(commitment, user):
        raise PermissionDenied
    return commitment


def answered(user, reference):
    """A promise whose counterpart the reader speaks for."""
    commitment = shown(user, reference)
    if not sides.answering(commitment, user):
        raise PermissionDenied
    return commitment


def shown_evidence(user, pk):
    return get_object_or_404(Evidence.objects.visible_to(user), pk=pk)


def shown_plan(user, pk):
    return get_object_or_404(Plan.objects.visible_to(user), pk=pk)


def may_promise(user):
    """Officers for everybody, a secretary for the own unit, a partner for oneself."""
    if user.is_anonymous:
        return False
    if user.has_perm("commitments.add_commitment"):
        return True
    is_local = user.has_perm("commitments.add_local_commitment")
    return any(
        is_local or own.kind != Organisation.Kind.CUSTOMS
        for own in user.organisations()
    )


def attempt(request, form, action, done):
    """Do it, or put the refusal into the form, where what was typed is kept."""
    try:
        result = action()
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
        return None
    messages.success(request, done)
    return result


def form_page(request, form, action, *, done, back, template, **context):
    """Ask, act, and lead back; the form comes again with what was typed."""
    if request.method == "POST" and form.is_valid():
        result = attempt(request, form, action, done)
        if result is not None:
            return redirect(result if hasattr(result, "get_absolute_url") else back)
    return render(request, template, context | {"form": form, "back": back})
