from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.admin import AuditedAdmin
from audit.asking import ask
from workdays import actions as workday_actions
from workdays.forms import SeedForm
from workdays.models import Holiday, OfficeHours
from workdays.words import date_format


@admin.register(Holiday)
class HolidayAdmin(AuditedAdmin):
    """A seeded day that is worked after all is unticked; only typed days go."""

    list_display = ["day", "weekday", "name", "name_en", "is_confirmed", "is_observed"]
    list_filter = ["is_confirmed", "is_observed"]
    search_fields = ["name", "name_en"]
    date_hierarchy = "day"
    actions = ["confirm"]
    change_list_template = "admin/workdays/holiday/change_list.html"

    @admin.display(description=_("weekday"))
    def weekday(self, holiday):
        return date_format(holiday.day, "l")

    def get_actions(self, request):
        chosen = super().get_actions(request)
        chosen.pop("delete_selected", None)
        return chosen

    def has_delete_permission(self, request, obj=None):
        if obj and obj.seed:
            return False
        return super().has_delete_permission(request, obj)

    @admin.action(description=_("Confirm the chosen days"), permissions=["change"])
    def confirm(self, request, queryset):
        count = len(workday_actions.confirm(holidays=queryset, by=request.user))
        messages.success(
            request,
            ngettext("%(count)s day confirmed.", "%(count)s days confirmed.", count)
            % {"count": count},
        )

    def get_urls(self):
        seed = path(
            "seed/",
            self.admin_site.admin_view(self.seed_view),
            name="workdays_holiday_seed",
        )
        return [seed, *super().get_urls()]

    def seed_view(self, request):
        """Ask for a year, seed it, say what is new."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SeedForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            created = workday_actions.seed_year(
                year=form.cleaned_data["year"], by=request.user
            )
            text = ngettext(
                "%(count)s row added.", "%(count)s rows added.", len(created)
            )
            messages.success(request, text % {"count": len(created)})
            return redirect(reverse("admin:workdays_holiday_changelist"))
        return ask(
            self,
            request,
            title=_("Seed a year"),
            form=form,
            button=_("Seed the year"),
            intro=_(
                "The holidays that the country is known to keep are added, movable "
                "feasts to be confirmed, and the hours of Ramadan before its end. "
                "What stands already, edited or not, is left alone."
            ),
            back=reverse("admin:workdays_holiday_changelist"),
        )


@admin.register(OfficeHours)
class OfficeHoursAdmin(AuditedAdmin):
    list_display = [
        "weekday",
        "opens_at",
        "closes_at",
        "break_starts_at",
        "break_ends_at",
        "period",
        "starts_on",
        "ends_on",
        "is_confirmed",
    ]
    list_filter = ["period", "weekday", "is_confirmed"]
    ordering = ["starts_on", "weekday"]
