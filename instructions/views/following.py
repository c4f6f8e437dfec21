"""Acknowledgements and subscriptions."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Office, outside_customs
from accounts.tables import harmless
from audit.reading import note_list
from audit.refusal import Refused
from instructions import actions
from instructions.models import CHOICES, Acknowledgement, Label, Subscription
from instructions.models.standing import BODIES
from instructions.views.fictitious import headed
from instructions.views.find import text_or_404, version_or_404

PER_PAGE = 50


def own_organisation_or_404(request):
    """The organisation that the form names, if the reader holds a mandate in it."""
    wanted = request.POST.get("organisation")
    for organisation in request.user.organisations():
        if str(organisation.pk) == wanted:
            return organisation
    raise Http404


@require_POST
def acknowledge(request, slug, number):
    version = version_or_404(
        request.user, slug, number, request.POST.get("language", "")
    )
    organisation = own_organisation_or_404(request)
    try:
        actions.acknowledge(version=version, organisation=organisation, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            _("It is recorded that %(organisation)s has read this version.")
            % {"organisation": organisation},
        )
    return redirect(version)


def readings(request):
    if not (
        request.user.has_perm("instructions.view_acknowledgement")
        or request.user.is_partner()
    ):
        raise PermissionDenied
    return (
        Acknowledgement.objects.visible_to(request.user)
        .select_related("version__instruction__issuer", "organisation", "by")
        .defer(*(f"version__{name}" for name in BODIES))
    )


def acknowledgements(request):
    page = Paginator(readings(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "instructions/acknowledgements.html",
        {
            "page": page,
            "pages": list(page.paginator.get_elided_page_range(page.number)),
            "total": page.paginator.count,
            "owed": owed(request.user),
        },
    )


def owed(user):
    """New texts that nobody has read for one's organisations outside Customs."""
    organisations = outside_customs(user.organisations())
    if not organisations:
        return ()
    found = Acknowledgement.objects.owed_by(organisations, timezone.localdate())
    return found.select_related("instruction__issuer")


def acknowledgements_csv(request):
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="acknowledgements.csv"'},
    )
    answer.write("\ufeff")
    lines = csv.writer(answer)
    headers = [
        *(_("text"), _("version"), _("organisation"), _("person"), _("at")),
        *(_("SHA-256 of the text"), _("place in the chain"), _("line of the chain")),
        *(_("link before"), _("link of the chain")),
    ]
    lines.writerow(headed(headers))
    note_list(readings(request), by=request.user)
    for row in readings(request).with_former_link().iterator():
        lines.writerow([harmless(value) for value in cells(row)])
    return answer


def cells(row):
    yield row.version.instruction.reference
    yield row.version.number
    yield row.organisation.acronym
    yield row.by.name
    yield f"{row.at:%Y-%m-%dT%H:%M:%SZ}"
    yield row.sha256
    yield row.place or ""
    yield row.row if row.place else ""
    yield row.former or ""
    yield row.link


def subscriptions(request):
    """What one hears of, and what more one might; ticks, and one button."""
    rows = list(
        request.user.text_subscriptions.select_related("office", "instruction__issuer")
    )
    if request.method == "POST":
        save_subscriptions(request, rows)
        messages.success(request, _("Your subscriptions were saved."))
        return redirect(request.path)
    taken = {key_of(row) for row in rows}
    groups = [
        (title, [(key, words, key in taken) for key, words in choices])
        for title, choices in subscribable()
    ]
    return render(
        request,
        "instructions/subscriptions.html",
        {"groups": groups, "texts": [row for row in rows if row.instruction_id]},
    )


def subscribable():
    yield _("Everything"), [("all:", _("every text"))]
    yield (
        _("Steps of clearance"),
        [(f"step:{code}", words) for code, words in CHOICES[Label.Scheme.STEP]],
    )
    yield (
        _("Regimes"),
        [(f"regime:{code}", words) for code, words in CHOICES[Label.Scheme.REGIME]],
    )
    offices = Office.objects.filter(is_active=True)
    yield _("Customs offices"), [(f"office:{o.pk}", o.name) for o in offices]


def key_of(row):
    if row.office_id:
        return f"office:{row.office_id}"
    if row.instruction_id:
        return f"text:{row.instruction_id}"
    return f"{row.scheme}:{row.code}"


def save_subscriptions(request, rows):
    wanted = set(request.POST.getlist("about"))
    known = {key for _title, choices in subscribable() for key, _words in choices}
    for row in rows:
        if key_of(row) not in wanted:
            actions.unsubscribe(subscription=row, by=request.user)
    for key in wanted & known - {key_of(row) for row in rows}:
        scheme, _colon, code = key.partition(":")
        if scheme == "office":
            actions.subscribe(by=request.user, office=Office.objects.get(pk=code))
        else:
            actions.subscribe(by=request.user, scheme=scheme, code=code)


@require_POST
def follow(request, slug):
    """Follow one text, or stop."""
    instruction = text_or_404(request.user, slug)
    row = Subscription.objects.filter(
        user=request.user, instruction=instruction
    ).first()
    if row:
        actions.unsubscribe(subscription=row, by=request.user)
        messages.success(request, _("You will hear no more of this text."))
    else:
        actions.subscribe(by=request.user, instruction=instruction)
        messages.success(request, _("You will hear of every change of this text."))
    return redirect(instruction)
