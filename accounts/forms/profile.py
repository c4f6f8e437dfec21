from django import forms

from accounts.models import User
from audit.forms import AuditedModelForm


class ProfileForm(AuditedModelForm):
    """What people keep of themselves; the address is kept by a manager of users."""

    class Meta:
        model = User
        fields = ["name", "phone", "language"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "language": forms.RadioSelect,
        }
