"""The list of consultations, as a page and for a spreadsheet."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.tables import csv_bytes, download
from audit.shelf import revalidated, shelved
from instructions.forms.consultation import ConsultationFilter
from instructions.models import Consultation
from instructions.models.standing import BODIES
from instructions.views.fictitious import headed

PER_PAGE = 20
MOST = 5000


def asked_for(request):
    """The filter, and the consultations that it leaves."""
    form = ConsultationFilter(request.GET)
    rows = (
        Consultation.objects.visible_to(request.user)
        .with_comments(request.user)
        .in_turn()
        .defer("text", *(f"version__{name}" for name in BODIES))
        .select_related("version__instruction__issuer")
    )
    return form, form.narrowed(rows)


@login_not_required
@shelved
def consultations(request):
    form, rows = asked_for(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "instructions/consultations.html",
        {
            "form": form,
            "query": request.GET.urlencode(),
            "page": page,
            "pages": list(page.paginator.get_elided_page_range(page.number)),
            "total": page.paginator.count,
        },
    )


@login_not_required
@shelved
@revalidated
def consultations_csv(request):
    _form, rows = asked_for(request)
    headers = [
        *(_("Text"), _("Title"), _("Version"), _("State"), _("Opened on")),
        *(_("Closes at the end of"), _("Comments"), _("Replies"), _("Answered on")),
        *(_("Who decides"), _("Address")),
    ]
    lines = [cells(row) for row in rows[:MOST]]
    content = csv_bytes([headed(headers), *lines])
    return download(content, "text/csv; charset=utf-8", "consultations.csv")


def cells(row):
    text = row.version.instruction
    return [
        text.reference,
        text.name,
        row.version.number,
        state_of(row),
        timezone.localdate(row.opens_at),
        timezone.localdate(row.closes_at),
        row.comments_seen,
        row.replies_seen,
        row.summary_at and timezone.localdate(row.summary_at),
        row.decides,
        settings.PORTAL_URL + row.get_absolute_url(),
    ]


def state_of(row):
    if row.is_open:
        return pgettext("consultation", "open")
    if row.is_abandoned:
        return pgettext("consultation", "draft abandoned")
    if row.summary_at:
        return pgettext("consultation", "answered")
    return pgettext("consultation", "closed")
