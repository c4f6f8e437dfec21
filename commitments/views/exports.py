"""The register for spreadsheets, feed readers and programs, as it is filtered."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.tables import XLSX, csv_bytes, download, xlsx_bytes
from audit.reading import note_list
from audit.shelf import revalidated, shelved
from commitments import reading
from commitments.factors import Factor
from commitments.forms.register import RegisterForm
from commitments.found import Found, narrowed
from commitments.models import Level

FEED = 50
WIDTHS = (14, 60, 16, 28, 28, 34, 12, 12, 12, 12, 20, 10, 12, 14)


def asked_for(request):
    form = RegisterForm(request.GET, request.user)
    return reading.rows(narrowed(request.user, form.asked))


def headers():
    return [
        _("Reference"),
        _("What is promised"),
        _("Owner"),
        _("Function in charge"),
        _("Counterparts"),
        _("Key factor"),
        _("First due date"),
        _("Due date"),
        _("Claimed on"),
        _("Closed on"),
        _("State"),
        _("Overdue"),
        _("Kept on time"),
        pgettext("commitment", "Shown to"),
    ]


def cells(commitment):
    yes, no = _("yes"), _("no")
    return [
        commitment.reference,
        commitment.own_what,
        commitment.owner.acronym,
        commitment.owner_function,
        ", ".join(row.acronym for row in commitment.counterparts.all()),
        f"{commitment.factor}. {Factor(commitment.factor).label}",
        commitment.first_due_on,
        commitment.due_on,
        commitment.claimed_on or "",
        commitment.closed_on or "",
        str(commitment.status_shown.label),
        yes if commitment.overdue_shown else no,
        yes if commitment.is_kept_on_time else no,
        str(Level(commitment.level).label),
    ]


def table(request):
    """Headers, then one row a promise; a demonstration says so on a first row."""
    found = asked_for(request)
    note_list(found, by=request.user)
    rows = [cells(row) for row in reading.show(list(found))]
    notice = [[_("fictitious data")]] if settings.DEMO else []
    return [*notice, headers(), *rows]


@login_not_required
@shelved
@require_safe
@revalidated
def register_csv(request):
    data = csv_bytes(table(request))
    return download(data, "text/csv; charset=utf-8", f"{_('commitments')}.csv")


@login_not_required
@shelved
@require_safe
@revalidated
def register_xlsx(request):
    data = xlsx_bytes(table(request), capfirst(_("commitments")), WIDTHS)
    return download(data, XLSX, f"{_('commitments')}.xlsx")


@login_not_required
@shelved
@require_safe
@revalidated
def register_json(request):
    day = timezone.localdate()
    rows = asked_for(request).select_related("office")
    note_list(rows, by=request.user)
    found = {
        "day": day.isoformat(),
        "commitments": [reading.summary(row, day) for row in rows],
    }
    return JsonResponse(reading.marked(found))


@login_not_required
@shelved
@require_safe
@revalidated
def register_atom(request):
    """What changed last, of the promises asked for."""
    rows = asked_for(request).order_by("-changed_at", "-pk")[:FEED]
    title = f"{capfirst(_('commitments'))} – {settings.PORTAL_NAME}"
    if settings.DEMO:
        title += f" – {_('fictitious data')}"
    feed = Atom1Feed(
        title=title,
        link=settings.PORTAL_URL + reverse("commitments:register"),
        description="",
        language=get_language(),
        feed_url=settings.PORTAL_URL + request.get_full_path(),
    )
    for row in reading.show(list(rows)):
        address = settings.PORTAL_URL + row.get_absolute_url()
        feed.add_item(
            title=f"{row.reference} – {capfirst(row.status_shown.label)}",
            link=address,
            unique_id=address,
            description=row.own_what,
            updateddate=row.changed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@login_not_required
@shelved
@require_safe
@revalidated
def indicators_csv(request):
    """The figures of the page of indicators, group after group."""
    form = RegisterForm(request.GET, request.user)
    found = Found(request.user, form.asked)
    lines = [("", found.figures)]
    for name, title in (
        ("factor", _("Key factor")),
        ("owner", _("Owner")),
        ("year", _("Year")),
    ):
        lines += [(title, line) for line in found.by(name)]
    notice = [[_("fictitious data")]] if settings.DEMO else []
    data = csv_bytes([*notice, indicator_headers(), *map(indicator_cells, lines)])
    return download(data, "text/csv; charset=utf-8", f"{_('indicators')}.csv")


def indicator_headers():
    return [
        _("By"),
        _("Group"),
        _("Promised"),
        _("Settled"),
        _("Kept on time"),
        _("Share kept on time (%)"),
        _("Settled by the current date"),
        _("Kept by the current date"),
        _("Share by the current date (%)"),
        _("Kept"),
        _("Not closed"),
        _("Overdue"),
        _("Mean age of what is not closed (days)"),
        _("Postponed"),
        _("Claimed or kept"),
        _("With evidence"),
    ]


def indicator_cells(titled):
    title, line = titled
    figures = [
        line.total,
        line.counted,
        line.on_time,
        line.share,
        line.counted_now,
        line.on_time_now,
        line.share_now,
        line.kept,
        line.open,
        line.overdue,
        line.days_open,
        line.postponed,
        line.claimed,
        line.proved,
    ]
    return [title, line.label, *("" if n is None else n for n in figures)]
