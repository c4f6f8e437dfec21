from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import LANGUAGES, Organisation
from meetings.actions.answer import GIVEN
from meetings.models.invitation import FIRST_PERSON


class InviteForm(forms.Form):
    """One more organisation for a meeting."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = (
            Organisation.objects.filter(is_active=True)
            .exclude(kind=Organisation.Kind.CUSTOMS)
            .exclude(invitations__meeting=meeting)
        )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("The delegates of this organisation read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DelegateForm(forms.Form):
    """Somebody who is written to on behalf of an organisation."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    function = forms.CharField(label=_("Function"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_(
            "The convocation goes there. Only the officers and the organisation's "
            "focal points see it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=LANGUAGES)


class AnswerForm(forms.Form):
    """Whether somebody comes; the same form signed in, by link and on behalf."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=list(FIRST_PERSON.items()), widget=forms.RadioSelect
    )
    represented_by = forms.CharField(
        label=_("Who comes in your place"),
        help_text=_("Only if you send somebody else: name and function."),
        max_length=150,
        required=False,
    )
    comment = forms.CharField(
        label=_("Comment"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @classmethod
    def of(cls, delegate, asked=""):
        """What was answered before; a letter's link may choose beforehand."""
        known = {"represented_by": delegate.represented_by, "comment": delegate.comment}
        given = asked if asked in FIRST_PERSON else delegate.answer
        if given in FIRST_PERSON:
            known["answer"] = given
        return cls(initial=known)


class AnswerOnBehalfForm(AnswerForm):
    """The same answers, said of somebody else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = GIVEN
        self.fields["represented_by"].label = _("Who comes instead")
