"""Signing in, and passwords: Django's own views with our forms and templates."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.actions import passwords
from accounts.actions.attempts import remember
from accounts.forms.passwords import (
    ChangePasswordForm,
    NewPasswordForm,
    ResetForm,
    SignInForm,
)


class SignIn(views.LoginView):
    """Ends on the dashboard, in the language of the person."""

    authentication_form = SignInForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form):
        """Go on to the second factor of whoever has one, then in."""
        user = form.get_user()
        after = self.get_redirect_url() or self.first_page(user)
        login = Login(user=user, redirect_url=after)
        response = perform_password_login(self.request, {"email": user.email}, login)
        return remember(response, self.request, user)

    def first_page(self, user):
        """Whoever comes for the first time is shown where to begin."""
        if user.last_login:
            return None
        with override(user.language):
            return reverse("first_steps")

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 429 if form.is_refused else 200
        return response

    def get_redirect_url(self):
        """Anywhere of ours but here, which would turn in a circle."""
        url = super().get_redirect_url()
        return "" if url == self.request.path else url

    def get_default_redirect_url(self):
        with override(self.request.user.language):
            return reverse("dashboard")


class ChangePassword(views.PasswordChangeView):
    form_class = ChangePasswordForm
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:profile")

    def form_valid(self, form):
        messages.success(self.request, _("Your password was changed."))
        return super().form_valid(form)


class SetPassword(views.PasswordResetConfirmView):
    """Reached by the link of a letter; a link serves once, for a few days.

    Its browser counts as known, so that wrong passwords of a neighbour on the same
    connection keep its owner out no longer.
    """

    form_class = NewPasswordForm
    template_name = "accounts/set_password.html"
    success_url = reverse_lazy("accounts:login")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def form_valid(self, form):
        messages.success(self.request, _("Your password is set. You can sign in."))
        return remember(super().form_valid(form), self.request, self.user)


@login_not_required
def password_reset(request):
    """Asks for an address and answers the same whoever has it."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.note_reset(email=form.cleaned_data["email"])
        messages.success(
            request,
            gettext(
                "If somebody has an account with this address, a letter with a link "
                "to set a new password is on its way."
            ),
        )
        return redirect("accounts:login")
    return render(request, "accounts/password_reset.html", {"form": form})
