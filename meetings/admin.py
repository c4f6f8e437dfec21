"""Places and committees; meetings and programmes are kept on the portal's own pages."""

from django.contrib import admin

from audit.admin import AuditedAdmin, Lines, NeverDeleted
from audit.forms import FieldErrors
from meetings.models import Committee, CommitteeMember, Room


@admin.register(Room)
class RoomAdmin(NeverDeleted, AuditedAdmin):
    list_display = ["name", "name_en", "address", "is_shared", "is_active"]
    list_filter = ["is_active", "is_shared"]
    search_fields = ["name", "name_en", "address"]


class MemberInline(Lines):
    model = CommitteeMember
    form = FieldErrors
    autocomplete_fields = ["organisation"]
    extra = 0


@admin.register(Committee)
class CommitteeAdmin(NeverDeleted, AuditedAdmin):
    list_display = ["name", "kind", "unit", "parent", "is_active"]
    readonly_fields = ["is_active"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["unit", "parent"]
    search_fields = ["name", "name_en", "unit__acronym"]
    autocomplete_fields = ["unit", "parent"]
    filter_horizontal = ["offices"]
    inlines = [MemberInline]
