"""The steps of a promise: a form each, with the action's refusal in it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from commitments import actions, sides
from commitments.forms import steps as forms
from commitments.views.doors import answered, form_page, owned


def step(request, commitment, form, action, *, title, button, done, **context):
    return form_page(
        request,
        form,
        action,
        done=done,
        back=commitment,
        template="commitments/step_form.html",
        commitment=commitment,
        title=title,
        button=button,
        **context,
    )


def start(request, reference):
    commitment = owned(request.user, reference)
    form = forms.StartForm(request.POST or None)
    return step(
        request,
        commitment,
        form,
        lambda: actions.start(
            commitment=commitment, words=form.cleaned_data["words"], by=request.user
        ),
        title=_("Start the work"),
        button=_("Start"),
        done=_("The commitment is in progress."),
    )


def claim(request, reference):
    commitment = owned(request.user, reference)
    form = forms.ClaimForm(request.POST or None, request.FILES or None)
    return step(
        request,
        commitment,
        form,
        lambda: claim_with_evidence(commitment, form.cleaned_data, request.user),
        title=_("Claim it done"),
        button=_("Claim it done"),
        done=_("The counterparts are asked to confirm."),
        intro=_(
            "The counterparts have twenty working days to confirm or contest. Without "
            "an answer it shows as unconfirmed, never as kept."
        ),
    )


@transaction.atomic
def claim_with_evidence(commitment, data, by):
    if data["file"]:
        actions.prove(
            commitment=commitment,
            title=data["title"] or data["file"].name[:150],
            upload=data["file"],
            is_confidential=data["is_confidential"],
            by=by,
        )
    return actions.claim(commitment=commitment, words=data["words"], by=by)


def prove(request, reference):
    commitment = owned(request.user, reference)
    form = forms.ProveForm(request.POST or None, request.FILES or None)
    return step(
        request,
        commitment,
        form,
        lambda: (
            actions.prove(
                commitment=commitment,
                title=form.cleaned_data["title"],
                upload=form.cleaned_data["file"],
                is_confidential=form.cleaned_data["is_confidential"],
                by=request.user,
            ).commitment
        ),
        title=_("Add evidence"),
        button=_("Add the evidence"),
        done=_("The evidence was added."),
    )


def postpone(request, reference):
    commitment = owned(request.user, reference)
    form = forms.PostponeForm(request.POST or None)
    return step(
        request,
        commitment,
        form,
        lambda: actions.postpone(
            commitment=commitment, by=request.user, **form.cleaned_data
        ),
        title=_("Postpone"),
        button=_("Postpone"),
        done=_("The commitment was postponed; its first date stays in sight."),
        intro=_(
            "Everybody who reads the commitment sees the first date and the reason. "
            "What is kept after the first date is kept late."
        ),
    )


def abandon(request, reference):
    commitment = owned(request.user, reference)
    form = forms.AbandonForm(request.POST or None)
    return step(
        request,
        commitment,
        form,
        lambda: actions.abandon(
            commitment=commitment, by=request.user, **form.cleaned_data
        ),
        title=_("Abandon"),
        button=_("Abandon the commitment"),
        done=_("The commitment is abandoned; a counterpart is asked to agree."),
        intro=_(
            "Without the consent of a counterpart it reads “abandoned by one side” "
            "and counts as not kept."
        ),
        is_danger=True,
    )


def answer(request, reference, form_class, action, **words):
    """A step of a counterpart, chosen where the reader speaks for several."""
    commitment = answered(request.user, reference)
    rows = sides.answering(commitment, request.user)
    organisations = Organisation.objects.filter(
        pk__in=[row.organisation_id for row in rows]
    )
    form = form_class(request.POST or None, organisations=organisations)
    return step(
        request,
        commitment,
        form,
        lambda: action(commitment=commitment, by=request.user, **form.cleaned_data),
        **words,
    )


def confirm(request, reference):
    return answer(
        request,
        reference,
        forms.ConfirmForm,
        actions.confirm,
        title=_("Confirm that it was kept"),
        button=_("Confirm"),
        done=_("You confirmed that the commitment was kept."),
    )


def contest(request, reference):
    return answer(
        request,
        reference,
        forms.ContestForm,
        actions.contest,
        title=_("Contest"),
        button=_("Contest"),
        done=_("You contested; the commitment is in progress again."),
        intro=_(
            "One contest outweighs confirmations: the work goes on, and everybody who "
            "reads the commitment sees your reason."
        ),
        is_danger=True,
    )


def consent(request, reference):
    return answer(
        request,
        reference,
        forms.ConsentForm,
        actions.consent,
        title=_("Agree that it is abandoned"),
        button=_("Agree"),
        done=_("You agreed that the commitment is abandoned."),
    )
