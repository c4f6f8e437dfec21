from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    SetPasswordForm,
)
from django.utils.translation import gettext_lazy as _

from accounts.actions import passwords
from accounts.actions.attempts import Attempt
from audit.refusal import Refused


class SignInForm(AuthenticationForm):
    """One answer for a wrong address, a wrong password and a closed account."""

    error_messages = {
        "invalid_login": _("This address and this password do not go together."),
        "inactive": _("This address and this password do not go together."),
    }

    is_refused = False

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "autofocus": True, "maxlength": 254}
        )

    def clean(self):
        """Try, unless too many attempts failed; each failure is counted."""
        attempt = Attempt(self.request, self.cleaned_data.get("username", ""))
        try:
            attempt.check()
        except Refused as refusal:
            self.is_refused = True
            raise forms.ValidationError(str(refusal)) from refusal
        try:
            cleaned = super().clean()
        except forms.ValidationError:
            attempt.failed()
            raise
        attempt.succeeded()
        return cleaned


class ResetForm(forms.Form):
    """Asks for an address; whether somebody has it is not told."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class Recorded:
    """Sets the password through the action, which writes the trail."""

    def save(self, commit=True):
        return passwords.set_password(
            user=self.user, password=self.cleaned_data["new_password1"], by=self.user
        )


class NewPasswordForm(Recorded, SetPasswordForm):
    pass


class ChangePasswordForm(Recorded, PasswordChangeForm):
    pass
