"""The trail in the admin: read-only; and the base that records every admin save."""

import json

from django.contrib import admin
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from audit.forms import FieldErrors
from audit.models import Entry
from audit.trail import picture, record


def verb(instance, word):
    return f"{instance._meta.model_name}.{word}"


class AuditedAdmin(admin.ModelAdmin):
    """Writes what was saved, with its inlines and lists, in the audit trail."""

    form = FieldErrors
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def many(self):
        return [field.name for field in self.model._meta.many_to_many]

    def save_model(self, request, obj, form, change):
        stored = self.model._base_manager.get(pk=obj.pk) if change else None
        form.before = picture(stored, self.many()) if stored else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        after = picture(form.instance, self.many())
        if after != form.before:
            record(
                verb(form.instance, "changed" if change else "created"),
                form.instance,
                by=request.user,
                before=form.before,
                many=self.many(),
            )

    def save_formset(self, request, form, formset, change):
        keys = [row.instance.pk for row in formset.initial_forms if row.has_changed()]
        stored = formset.model._base_manager.in_bulk(keys)
        before = {key: picture(row) for key, row in stored.items()}
        super().save_formset(request, form, formset, change)
        for row in formset.new_objects:
            record(verb(row, "created"), row, by=request.user)
        for row, _fields in formset.changed_objects:
            record(verb(row, "changed"), row, by=request.user, before=before[row.pk])
        for row in formset.deleted_objects:
            record(verb(row, "deleted"), row, by=request.user)

    def delete_model(self, request, obj):
        record(verb(obj, "deleted"), obj, by=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            record(verb(obj, "deleted"), obj, by=request.user)
        super().delete_queryset(request, queryset)


class NeverDeleted:
    """Rows that others rely upon: they are ended or deactivated, not removed."""

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Entry)
class EntryAdmin(NeverDeleted, admin.ModelAdmin):
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

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")

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
