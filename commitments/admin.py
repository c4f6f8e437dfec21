"""Plans and promises in the admin: what was promised and where it stands is read."""

from django.contrib import admin

from audit.admin import AuditedAdmin, Lines, NeverDeleted
from commitments.models import (
    Commitment,
    Counterpart,
    Escalation,
    Evidence,
    Objective,
    Plan,
    Step,
)


class ReadOnly(NeverDeleted):
    """Rows that actions alone write."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class CounterpartInline(ReadOnly, Lines):
    model = Counterpart
    fields = ["organisation", "answer", "answered_on"]
    readonly_fields = ["answer", "answered_on"]


class StepInline(ReadOnly, Lines):
    model = Step
    fields = ["at", "verb", "organisation", "by", "words", "old_due_on", "due_on"]


class EvidenceInline(ReadOnly, Lines):
    model = Evidence
    fields = ["title", "name", "size", "sha256", "is_confidential", "added_at"]
    readonly_fields = ["name", "size", "sha256", "added_at"]


class EscalationInline(ReadOnly, Lines):
    model = Escalation
    fields = ["due_on", "rung", "office", "unit", "escalated_on"]


PROMISED = (
    *("reference", "what", "owner", "first_due_on", "due_on", "promised_on"),
    *("state", "claimed_on", "contested_on", "closed_on", "consented_on"),
)


@admin.register(Commitment)
class CommitmentAdmin(NeverDeleted, AuditedAdmin):
    list_display = ["reference", "what", "owner", "due_on", "state", "level"]
    list_filter = ["state", "factor", "level"]
    list_select_related = ["owner"]
    search_fields = ["reference", "words"]
    date_hierarchy = "first_due_on"
    autocomplete_fields = ["office"]
    readonly_fields = PROMISED
    fields = [
        *PROMISED,
        *("what_en", "owner_function", "expected_evidence"),
        *("factor", "objective", "office", "level"),
    ]
    inlines = [CounterpartInline, EvidenceInline, StepInline, EscalationInline]

    def has_add_permission(self, request):
        """A promise is written down on the portal's own page, with its letters."""
        return False


class ObjectiveInline(Lines):
    model = Objective
    extra = 0

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Plan)
class PlanAdmin(NeverDeleted, AuditedAdmin):
    list_display = ["title", "starts_on", "ends_on", "state"]
    list_filter = ["state"]
    search_fields = ["title", "title_en"]
    fields = [
        *("title", "title_en", "starts_on", "ends_on", "summary", "summary_en"),
        *("state", "published_at", "closed_at"),
    ]
    readonly_fields = ["state", "published_at", "closed_at"]
    inlines = [ObjectiveInline]
