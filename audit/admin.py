"""The base that records every save in the admin."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import HttpResponseRedirect
from django.urls import reverse

from audit.forms import FieldErrors
from audit.trail import picture, record


def verb(instance, word):
    return f"{instance._meta.model_name}.{word}"


def is_key(value):
    """Whether a text may be the key of a row; Django takes it for granted."""
    return str(value).isdecimal() and len(str(value)) < 19


class Autocomplete(AutocompleteSelect):
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if is_key(key)], attr)


class SoundKeys:
    """Whatever stands for a row in a request is shown again without a fall."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AuditedAdmin(SoundKeys, admin.ModelAdmin):
    """Writes what was saved, with its inlines and lists, in the audit trail."""

    form = FieldErrors
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def many(self):
        return [field.name for field in self.model._meta.many_to_many]

    def changelist_view(self, request, extra_context=None):
        if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

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


class Lines(SoundKeys, admin.TabularInline):
    """Rows within a form, and not more new ones at a time than a person would write."""

    NEW = 100

    def get_formset(self, request, obj=None, **kwargs):
        parent = _get_foreign_key(self.parent_model, self.model, self.fk_name).name
        rows = self.get_queryset(request)
        kept = rows.filter(**{parent: obj}).count() if obj else 0
        most = kept + self.NEW
        limits = {"max_num": most, "absolute_max": most}
        return super().get_formset(request, obj, **limits | kwargs)


class NeverDeleted:
    """Rows that others rely upon: they are ended or deactivated, not removed."""

    def has_delete_permission(self, request, obj=None):
        return False
