from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions import access
from accounts.forms.access import AcceptForm, RefuseForm
from accounts.models import AccessRequest, User
from audit.admin import NeverDeleted
from audit.asking import ask
from audit.refusal import Refused


@admin.register(AccessRequest)
class AccessRequestAdmin(NeverDeleted, admin.ModelAdmin):
    """Requests are read, then accepted or refused, each on a page of its own."""

    list_display = ["name", "email", "whose", "function", "state", "asked_at"]
    list_filter = ["state", "asked_at"]
    list_select_related = ["organisation"]
    search_fields = ["name", "email", "organisation_name", "organisation__acronym"]
    date_hierarchy = "asked_at"
    fields = [
        "name",
        "email",
        "has_account",
        "phone",
        "organisation",
        "organisation_name",
        "function",
        "message",
        "language",
        "state",
        "asked_at",
        "decided_at",
        "decided_by",
        "reason",
    ]
    readonly_fields = fields
    change_form_template = "admin/accounts/accessrequest/change_form.html"

    @admin.display(description=_("organisation"))
    def whose(self, asked):
        return asked.organisation or asked.organisation_name

    @admin.display(description=_("has an account already"), boolean=True)
    def has_account(self, asked):
        return User.objects.filter(email=asked.email).exists()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def may_answer(self, request):
        return request.user.has_perm("accounts.change_accessrequest")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = (extra_context or {}) | {"may_answer": self.may_answer(request)}
        return super().change_view(request, object_id, form_url, extra)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/accept/",
                view(self.accept_view),
                name="accounts_accessrequest_accept",
            ),
            path(
                "<int:pk>/refuse/",
                view(self.refuse_view),
                name="accounts_accessrequest_refuse",
            ),
            *super().get_urls(),
        ]

    def accept_view(self, request, pk):
        asked = self.asked(request, pk)
        form = AcceptForm(request.POST or None, access_request=asked)

        def accept():
            access.accept(access_request=asked, by=request.user, **form.cleaned_data)
            return gettext("The account is open and the invitation letter is owed.")

        return self.answer(
            request, asked, form, accept, _("Accept the request"), _("Accept")
        )

    def refuse_view(self, request, pk):
        asked = self.asked(request, pk)
        form = RefuseForm(request.POST or None)

        def refuse():
            access.refuse(access_request=asked, by=request.user, **form.cleaned_data)
            return gettext("The request is refused and the letter is owed.")

        return self.answer(
            request, asked, form, refuse, _("Refuse the request"), _("Refuse")
        )

    def asked(self, request, pk):
        if not self.may_answer(request):
            raise PermissionDenied
        asked = self.get_object(request, str(pk))
        if asked is None:
            raise Http404
        return asked

    def answer(self, request, asked, form, act, title, button):
        back = reverse("admin:accounts_accessrequest_change", args=[asked.pk])
        if request.method == "POST" and form.is_valid():
            try:
                messages.success(request, act())
                return redirect(back)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        intro = f"{asked} – {asked.organisation or asked.organisation_name}"
        return ask(
            self,
            request,
            title=title,
            form=form,
            button=button,
            intro=intro,
            back=back,
        )
