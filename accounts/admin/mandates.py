from django import forms
from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from accounts.models import Mandate
from audit.admin import AuditedAdmin, Lines, NeverDeleted
from audit.forms import FieldErrors
from audit.refusal import Refused


class MandateForm(FieldErrors):
    """A manager of users gives mandates to others only; `by` is who fills it in."""

    by = None

    def clean(self):
        super().clean()
        people = {
            self.cleaned_data.get("user"),
            self.instance.pk and self.instance.user,
        }
        if self.has_changed() and self.by in people and not self.by.is_superuser:
            raise forms.ValidationError(gettext("Nobody gives themselves a mandate."))


class ByWhom:
    """Tells the form who fills it in."""

    def get_formset(self, request, obj=None, **kwargs):
        kwargs["form"] = type("MandateForm", (MandateForm,), {"by": request.user})
        return super().get_formset(request, obj, **kwargs)


class MandateInline(ByWhom, NeverDeleted, Lines):
    model = Mandate
    extra = 0
    autocomplete_fields = ["user", "organisation", "office"]
    verbose_name_plural = _("mandates (end one instead of deleting it)")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("user", "organisation", "office")


class IsCurrent(admin.SimpleListFilter):
    title = _("period")
    parameter_name = "period"

    def lookups(self, request, model_admin):
        return [("current", _("current")), ("over", _("ended"))]

    def queryset(self, request, rows):
        if self.value() == "current":
            return rows.current()
        if self.value() == "over":
            return rows.filter(ends_on__lt=timezone.localdate())
        return rows


@admin.register(Mandate)
class MandateAdmin(NeverDeleted, AuditedAdmin):
    form = MandateForm
    list_display = [
        "user",
        "organisation",
        "office",
        "function",
        "is_focal_point",
        "starts_on",
        "ends_on",
    ]
    list_filter = [IsCurrent, "is_focal_point", "organisation__kind"]
    list_select_related = ["user", "organisation", "office"]
    search_fields = [
        "user__name",
        "user__email",
        "organisation__acronym",
        "organisation__name",
        "function",
    ]
    autocomplete_fields = ["user", "organisation", "office"]
    actions = ["end"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = type("MandateForm", (MandateForm,), {"by": request.user})
        return super().get_form(request, obj, change, **kwargs)

    @admin.action(
        description=_("End the chosen mandates today"), permissions=["change"]
    )
    def end(self, request, queryset):
        try:
            for mandate in queryset:
                people.end_mandate(mandate=mandate, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            count = len(queryset)
            text = ngettext(
                "%(count)s mandate ended.", "%(count)s mandates ended.", count
            )
            messages.success(request, text % {"count": count})
