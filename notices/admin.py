"""The operator's view of the queue: states, ages, failures, release and withdraw."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from audit.refusal import Refused
from notices import actions, health
from notices.kinds import KINDS
from notices.models import Address, Notice, Reply


class ReasonForm(ActionForm):
    """What the actions ask beside their choice."""

    reason = forms.CharField(label=_("Reason, to withdraw"), required=False)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only actions change."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return sorted((code, str(kind.name)) for code, kind in KINDS.items())

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class WorkFilter(admin.SimpleListFilter):
    """What an operator looks for, beyond the bare state."""

    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [("failed", _("failed, wants a decision")), ("due", _("due now"))]

    def queryset(self, request, queryset):
        if self.value() == "failed":
            return queryset.filter(Q(state__in=["dead", "undeliverable", "doubtful"]))
        return queryset.due() if self.value() == "due" else queryset


def each(modeladmin, request, rows, act, done):
    """Act on each row; a refusal is told, the others go on."""
    count = 0
    for row in rows:
        try:
            act(row)
            count += 1
        except Refused as refusal:
            modeladmin.message_user(request, f"{row}: {refusal}", messages.ERROR)
    if count:
        modeladmin.message_user(request, done(count), messages.SUCCESS)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = [
        "email",
        "kind_name",
        "state",
        "reason_in_short",
        "attempts",
        "due_at",
    ]
    list_filter = [WorkFilter, "state", "due_at", KindFilter]
    search_fields = ["email", "name", "reason"]
    date_hierarchy = "due_at"
    list_per_page = 50
    show_full_result_count = False
    action_form = ReasonForm
    actions = ["release_letters", "withdraw_letters"]
    fields = [
        "email",
        "kind_name",
        "about_object",
        "occurrence",
        "name",
        "language",
        "user",
        "state",
        "reason",
        "due_at",
        "try_at",
        "attempts",
        "tried_at",
        "intent_at",
        "ended_at",
        "message_id",
    ]

    def get_readonly_fields(self, request, obj=None):
        can_correct = obj and obj.state in actions.RELEASABLE
        return self.fields[1:] if can_correct else self.fields

    @admin.display(description=_("kind"), ordering="kind")
    def kind_name(self, notice):
        kind = KINDS.get(notice.kind)
        return kind.name if kind else notice.kind

    @admin.display(description=_("about"))
    def about_object(self, notice):
        return str(notice.about or "–")

    @admin.display(description=_("reason"))
    def reason_in_short(self, notice):
        return notice.reason[:120]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "about_type")

    def changelist_view(self, request, extra_context=None):
        """The queue by state and the age of the oldest due letter, above the list."""
        context = {
            "states": health.by_state(),
            "oldest": int(health.oldest_due_age().total_seconds()),
            "is_late": health.is_late(),
            "trouble": health.trouble(),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def save_model(self, request, notice, form, change):
        """A corrected address releases the letter."""
        try:
            stored = Notice.objects.get(pk=notice.pk)
            actions.release(notice=stored, by=request.user, email=notice.email)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)

    @admin.action(description=_("Release the chosen letters"), permissions=["change"])
    def release_letters(self, request, queryset):
        def done(count):
            return ngettext(
                "%(count)s letter is released.",
                "%(count)s letters are released.",
                count,
            ) % {"count": count}

        def act(notice):
            actions.release(notice=notice, by=request.user)

        each(self, request, queryset, act, done)

    @admin.action(description=_("Withdraw the chosen letters"), permissions=["change"])
    def withdraw_letters(self, request, queryset):
        reason = request.POST.get("reason", "")

        def done(count):
            return ngettext(
                "%(count)s letter is withdrawn.",
                "%(count)s letters are withdrawn.",
                count,
            ) % {"count": count}

        def act(notice):
            actions.withdraw(notice=notice, by=request.user, reason=reason)

        each(self, request, queryset, act, done)


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    list_display = ["email", "bounced_at", "reason"]
    search_fields = ["email", "reason"]
    actions = ["clear_marks"]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    @admin.action(
        description=_("Send to these addresses again"), permissions=["change"]
    )
    def clear_marks(self, request, queryset):
        def done(count):
            return gettext("Letters may go to these addresses again.")

        def act(address):
            actions.clear(address=address, by=request.user)

        each(self, request, queryset, act, done)


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    list_display = [
        "received_at",
        "sender",
        "to",
        "subject",
        "outcome",
        "reason",
        "is_settled",
    ]
    list_filter = ["outcome", "is_settled", "received_at"]
    search_fields = ["sender", "to", "subject", "reason"]
    actions = ["settle_replies"]

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in Reply._meta.concrete_fields]

    @admin.action(description=_("Mark as settled"), permissions=["change"])
    def settle_replies(self, request, queryset):
        def done(count):
            return gettext("The replies are settled.")

        def act(reply):
            actions.settle(reply=reply, by=request.user)

        each(self, request, queryset, act, done)
