from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.tables import XLSX, csv_bytes, download, xlsx_bytes
from audit.refusal import Refused
from meetings import exports
from meetings.actions import importing as actions
from meetings.columns import COLUMNS, header
from meetings.conflicts import Kind
from meetings.forms.programme import ImportForm
from meetings.importing.sample import sample_rows
from meetings.models import ImportDraft, Programme
from meetings.views import obstacles
from meetings.views.keeping import programme_of, require

KEEPS = ("change_programme", "add_meeting", "change_meeting")


def import_file(request, year):
    """Upload a file; it is read and checked, and nothing is saved yet."""
    require(request.user, *KEEPS)
    programme = programme_of(request, year)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            draft = actions.keep(
                programme=programme,
                file_name=upload.name,
                data=upload.read(actions.MOST_READ),
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("meetings:import_check", year, draft.key)
    context = {"programme": programme, "year": year, "form": form}
    context["columns"] = [header(name) for name in COLUMNS]
    return render(request, "meetings/import.html", context)


def draft_of(request, year, key):
    drafts = ImportDraft.objects.of(request.user).filter(programme__year=year)
    return get_object_or_404(drafts.select_related("programme__directorate"), key=key)


def import_check(request, year, key):
    """What the file would do: every error, every warning, every conflict."""
    require(request.user, *KEEPS)
    draft = draft_of(request, year, key)
    if request.method == "POST":
        return carry_out(request, draft)
    found = actions.dry_run(draft)
    context = {
        "draft": draft,
        "programme": draft.programme,
        "year": year,
        "found": found,
        "by_kind": by_kind(found.conflicts),
        "conflicts": obstacles.shown(found.conflicts, request.user),
        "changed": [
            {
                "number": wanted.row,
                "title": wanted.fields["title"],
                "columns": ", ".join(header(name) for name in columns),
            }
            for wanted, _meeting, columns in found.changed
        ],
        "can_import": not found.errors and (found.new or found.changed),
    }
    return render(request, "meetings/import_check.html", context)


def by_kind(conflicts):
    """How many conflicts of each kind, in the order of the kinds."""
    counts = [(kind.label, sum(c.kind == kind for c in conflicts)) for kind in Kind]
    return [(label, count) for label, count in counts if count]


def carry_out(request, draft):
    year = draft.programme.year
    try:
        found = actions.carry_out(draft=draft, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:import_check", year, draft.key)
    messages.success(request, outcome(found))
    return redirect("meetings:planner", year)


def outcome(found):
    """How many meetings were added, changed, left alone, in one sentence."""
    parts = [
        ngettext("%(n)s added", "%(n)s added", len(found.new)) % {"n": len(found.new)},
        ngettext("%(n)s changed", "%(n)s changed", len(found.changed))
        % {"n": len(found.changed)},
        ngettext("%(n)s unchanged", "%(n)s unchanged", len(found.unchanged))
        % {"n": len(found.unchanged)},
    ]
    return _("Meetings imported: %(counts)s.") % {"counts": ", ".join(parts)}


def import_errors(request, year, key):
    """The remarks of a dry run as a table, to work through beside the file."""
    require(request.user, *KEEPS)
    found = actions.dry_run(draft_of(request, year, key))
    rows = [[_("Severity"), _("Row"), _("Column"), _("Value"), _("Rule")]]
    for severity, remarks in (
        (_("error"), found.errors),
        (_("warning"), found.warnings),
    ):
        rows += [[severity, r.row, r.header(), r.value, r.rule] for r in remarks]
    for conflict in found.conflicts:
        for slot in conflict.slots():
            if isinstance(slot.key, str):
                row = int(slot.key.removeprefix("row "))
                rows.append([_("warning"), row, "", conflict.what, conflict.sentence()])
    data = csv_bytes(rows)
    return download(data, "text/csv; charset=utf-8", f"import-{year}.csv")


def import_template(request, year):
    """A workbook with the headers and one example that can be imported."""
    require(request.user, *KEEPS)
    if not Programme.objects.visible_to(request.user).filter(year=year).exists():
        raise Http404
    headers = [header(name) for name in COLUMNS]
    title = _("Programme %s") % year
    data = xlsx_bytes([headers, *sample_rows(year)], title, exports.WIDTHS)
    return download(data, XLSX, exports.filename(year, "xlsx"))


@require_POST
def import_discard(request, year, key):
    require(request.user, *KEEPS)
    draft_of(request, year, key).delete()
    return redirect("meetings:import", year)
