"""The audit trail as its readers see it: read-only, by object or whole, and as a file."""

import json

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.tables import csv_lines
from audit.admin import NeverDeleted
from audit.models import Entry
from audit.reading import note_list

# Headers that programs know, too.
HEADERS = [
    *("id", "at", "verb", "by", "name", "about_type", "about_id", "label"),
    *("before", "after", "reason", "origin", "digest", "batch"),
]


@admin.register(Entry)
class EntryAdmin(NeverDeleted, admin.ModelAdmin):
    change_list_template = "admin/audit/entry/change_list.html"
    list_display = ["at", "verb", "about_label", "about_type", "by", "reason"]
    list_filter = ["about_type", "at"]
    search_fields = ["verb", "detail__label", "by__name", "by__email", "detail__reason"]
    search_help_text = _("What was done, to which object, by whom, or why.")
    date_hierarchy = "at"
    show_full_result_count = False
    fields = [
        "at",
        "verb",
        "by",
        "about_type",
        "about_id",
        "about_label",
        "was",
        "became",
        "reason",
        "origin",
        "digest",
        "batch",
    ]
    readonly_fields = ["about_label", "was", "became", "reason", "origin", "batch"]

    def get_urls(self):
        export = self.admin_site.admin_view(self.export)
        return [path("export/", export, name="audit_entry_export"), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")

    def export(self, request):
        """What the list shows as it is filtered, whole; that it was taken is written."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            shown = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect("admin:audit_entry_changelist")
        last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
        entries = shown.filter(pk__lte=last)  # its own entry comes after
        note_list(entries, by=request.user, reason=request.GET.urlencode())
        name = f"trail-{timezone.localdate().isoformat()}.csv"
        return StreamingHttpResponse(
            csv_lines(lines_of(entries)),
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    @admin.display(description=_("object"), ordering="detail__label")
    def about_label(self, entry):
        return entry.about_label

    @admin.display(description=_("reason"))
    def reason(self, entry):
        return entry.reason

    @admin.display(description=_("from where"))
    def origin(self, entry):
        return entry.origin

    @admin.display(description=_("before"))
    def was(self, entry):
        return self.pretty(entry.before)

    @admin.display(description=_("after"))
    def became(self, entry):
        return self.pretty(entry.after)

    def pretty(self, values):
        text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
        return format_html("<pre>{}</pre>", text)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def lines_of(entries):
    """Headers, then one line an entry, the newest first."""
    yield HEADERS
    for entry in entries.iterator(chunk_size=2000):
        yield [
            entry.pk,
            entry.at.isoformat(),
            entry.verb,
            entry.by_id or "",
            entry.by.name if entry.by else "",
            entry.about_type,
            entry.about_id,
            entry.about_label,
            json.dumps(entry.before, ensure_ascii=False, sort_keys=True),
            json.dumps(entry.after, ensure_ascii=False, sort_keys=True),
            entry.reason,
            entry.origin,
            entry.digest,
            entry.batch_id or "",
        ]
