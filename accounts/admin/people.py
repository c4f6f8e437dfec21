from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import groups
from accounts.actions import passwords, people, second_factor
from accounts.admin.importing import SpreadsheetAdmin
from accounts.admin.mandates import MandateInline
from accounts.imports.forms import ConfirmPeopleForm, PeopleForm
from accounts.imports.people import PersonResource
from accounts.models import Mandate, User, over_people
from audit.admin import AuditedAdmin, NeverDeleted
from audit.forms import FieldErrors
from audit.refusal import Refused


class NewPersonForm(FieldErrors):
    """A new account has no password until its owner sets one by the letter's link."""

    is_invited = forms.BooleanField(
        label=_("Send the invitation letter"),
        required=False,
        initial=True,
        help_text=_("It holds a link to set a password."),
    )

    class Meta:
        model = User
        fields = ["email", "name", "phone", "language"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class GroupFilter(admin.RelatedFieldListFilter):
    """The groups by the names that the reader's language gives them."""

    def field_choices(self, field, request, model_admin):
        return [(group.pk, groups.label(group)) for group in Group.objects.all()]


@admin.register(User)
class PersonAdmin(SpreadsheetAdmin, NeverDeleted, AuditedAdmin):
    """Accounts without passwords: people set their own, by a link in a letter.

    A manager of users keeps the accounts of others, puts them in groups, and raises
    nobody above: who is staff or superuser, who manages users, and what stands in
    the manager's own account is a superuser's decision.
    """

    list_display = ["name", "email", "where", "is_active", "last_login"]
    list_filter = [
        "is_active",
        ("groups", GroupFilter),
        "language",
        "is_staff",
        "mandates__organisation__kind",
    ]
    search_fields = ["name", "email", "mandates__organisation__acronym"]
    search_help_text = _("Name, address, or an organisation's acronym.")
    filter_horizontal = ["groups", "user_permissions"]
    inlines = [MandateInline]
    actions = ["invite", "deactivate", "reactivate", "forget_second_factor"]
    resource_classes = [PersonResource]
    import_form_class = PeopleForm
    confirm_form_class = ConfirmPeopleForm
    OWN = ["email", "name", "phone", "language"]

    def get_queryset(self, request):
        current = Mandate.objects.current().select_related("organisation")
        rows = super().get_queryset(request)
        return rows.prefetch_related(Prefetch("mandates", current, "current_mandates"))

    def lookup_allowed(self, lookup, value, request):
        """Nobody finds out a password's hash by filtering for its letters."""
        allowed = super().lookup_allowed(lookup, value, request)
        return allowed and not lookup.startswith("password")

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form:
            initial["is_invited"] = import_form.cleaned_data["is_invited"]
        return initial

    @admin.display(description=_("mandates"))
    def where(self, user):
        return ", ".join(str(row.organisation) for row in user.current_mandates)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": [*self.OWN, "is_invited"]})]
        powers = ["is_active", "groups"]
        if request.user.is_superuser or not self.has_change_permission(request, obj):
            powers += ["is_staff", "is_superuser", "user_permissions"]
        return [
            (None, {"fields": self.OWN}),
            (_("Powers"), {"fields": powers}),
            (_("Dates"), {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["last_login", "date_joined", "is_active"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = NewPersonForm
        return super().get_form(request, obj, change, **kwargs)

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.is_kept_by(request.user))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = groups.label
            if not request.user.is_superuser:
                field.queryset = Group.objects.exclude(permissions__in=over_people())
        return field

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        old = form.before.get("email", obj.email)
        if old.lower() != obj.email.lower():
            people.address_changed.send(User, user=obj, old=old, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("is_invited"):
            passwords.invite(user=form.instance, by=request.user)

    @admin.action(description=_("Send the invitation letter"), permissions=["change"])
    def invite(self, request, queryset):
        self.each(request, queryset, passwords.invite)

    @admin.action(
        description=_("Remove the second step (telephone lost)"), permissions=["change"]
    )
    def forget_second_factor(self, request, queryset):
        self.each(request, queryset, second_factor.forget)

    @admin.action(description=_("Deactivate the chosen people"), permissions=["change"])
    def deactivate(self, request, queryset):
        self.each(request, queryset, people.deactivate_user)

    @admin.action(description=_("Reactivate the chosen people"), permissions=["change"])
    def reactivate(self, request, queryset):
        self.each(request, queryset, people.reactivate_user)

    def each(self, request, queryset, action):
        """Do it for each; whoever it is refused for is named, the others are done."""
        done = 0
        for user in queryset:
            try:
                action(user=user, by=request.user)
                done += 1
            except Refused as refusal:
                messages.error(request, str(refusal))
        text = ngettext(
            "Done for %(count)s person.", "Done for %(count)s people.", done
        )
        if done:
            messages.success(request, text % {"count": done})
