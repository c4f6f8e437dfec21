"""The base that records every save in the admin."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse

from audit.forms import FieldErrors
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

    def history_view(self, request, object_id, extra_context=None):
        """The history of an object is its trail, for whoever may read that."""
        obj = self.get_object(request, object_id)
        if obj is None or not request.user.has_perm("audit.view_entry"):
            return super().history_view(request, object_id, extra_context)
        return HttpResponseRedirect(address_of_trail(obj))

    def delete_model(self, request, obj):
        record(verb(obj, "deleted"), obj, by=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            record(verb(obj, "deleted"), obj, by=request.user)
        super().delete_queryset(request, queryset)


def address_of_trail(instance):
    """Where the trail of one object is read."""
    about = {"about_type": instance._meta.label_lower, "about_id": instance.pk}
    return f"{reverse('admin:audit_entry_changelist')}?{urlencode(about)}"


class NeverDeleted:
    """Rows that others rely upon: they are ended or deactivated, not removed."""

    def has_delete_permission(self, request, obj=None):
        return False
