"""Waves and their versions, to read: every change of them is a step on the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from audit.admin import Lines
from surveys.models import Breakdown, Question, Version, Wave


class ReadOnly:
    """What only actions change."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class VersionInline(ReadOnly, Lines):
    model = Version
    fields = readonly_fields = ["number", "state", "publish_at", "published_at"]
    show_change_link = True


class BreakdownInline(ReadOnly, Lines):
    model = Breakdown
    fields = ["code", "label", "label_en", "level"]


class QuestionInline(ReadOnly, Lines):
    model = Question
    fields = ["code", "group", "factor", "is_sensitive", "is_asked", "level"]


@admin.register(Wave)
class WaveAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "title", "is_fictitious"]
    inlines = [VersionInline]


@admin.register(Version)
class VersionAdmin(ReadOnly, admin.ModelAdmin):
    """The sums from which figures were made are shown nowhere."""

    list_display = ["wave", "number", "state", "publish_at", "published_at"]
    list_filter = ["state", "wave"]
    list_select_related = ["wave"]
    inlines = [BreakdownInline, QuestionInline]
    exclude = ["audit"]

    @admin.display(description=_("number"))
    def number(self, version):
        return version.number
