from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.actions import people
from accounts.admin.importing import SpreadsheetAdmin
from accounts.admin.mandates import MandateInline
from accounts.imports.organisations import OrganisationResource
from accounts.models import Office, Organisation
from audit.admin import AuditedAdmin, NeverDeleted

ANCESTORS = ("parent__parent__parent", "parent__parent", "parent")


def parts_of_the_path():
    """The acronyms from the root down, so that sorting by them draws the tree."""
    for ancestor in ANCESTORS:
        step = Concat(F(f"{ancestor}__acronym"), Value(" › "))
        yield Case(When(**{f"{ancestor}__isnull": False}, then=step), default=Value(""))
    yield F("acronym")


class Tree(ChangeList):
    """Each unit under the one it belongs to, until a column is clicked."""

    def _get_default_ordering(self):
        return ["kind", "path"]


class KeptNotDeleted(NeverDeleted, AuditedAdmin):
    """An organisation or an office is deactivated, and may come back."""

    actions = ["deactivate", "reactivate"]

    @admin.action(description=_("Deactivate the chosen ones"), permissions=["change"])
    def deactivate(self, request, queryset):
        for party in queryset:
            people.deactivate(party=party, by=request.user)
        self.tell(request, len(queryset))

    @admin.action(description=_("Reactivate the chosen ones"), permissions=["change"])
    def reactivate(self, request, queryset):
        for party in queryset:
            people.reactivate(party=party, by=request.user)
        self.tell(request, len(queryset))

    def tell(self, request, count):
        text = ngettext("%(count)s row changed.", "%(count)s rows changed.", count)
        messages.success(request, text % {"count": count})


@admin.register(Organisation)
class OrganisationAdmin(SpreadsheetAdmin, KeptNotDeleted):
    list_display = ["tree", "name", "kind", "is_enquiry_point", "is_active"]
    list_display_links = ["tree"]
    list_filter = [
        "kind",
        "is_active",
        "is_enquiry_point",
        ("parent", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["acronym", "name", "name_en", "email"]
    autocomplete_fields = ["parent"]
    inlines = [MandateInline]
    resource_classes = [OrganisationResource]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.annotate(path=Concat(*parts_of_the_path()))

    def get_changelist(self, request, **kwargs):
        return Tree

    @admin.display(description=_("acronym"), ordering="path")
    def tree(self, organisation):
        return format_html(
            "{}{}", "\u2003" * organisation.path.count(" › "), organisation.acronym
        )

    def get_search_results(self, request, queryset, search_term):
        """Choosing one elsewhere offers the active ones only."""
        rows, distinct = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            rows = rows.filter(is_active=True)
        return rows, distinct


@admin.register(Office)
class OfficeAdmin(KeptNotDeleted):
    list_display = ["code", "name", "unit", "is_enquiry_point", "is_active"]
    list_display_links = ["code", "name"]
    list_filter = [
        "is_active",
        "is_enquiry_point",
        ("unit", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["unit"]
    search_fields = ["code", "name", "unit__acronym"]
    autocomplete_fields = ["unit"]
