from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 4000


class EscalateForm(forms.Form):
    """Why the committee cannot settle it alone."""

    text = forms.CharField(
        label=_("What was tried, and what you ask for"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "The committee above reads it first. The topic's text, its papers and what "
            "was said go with it."
        ),
    )


class AnswerForm(forms.Form):
    """What the committee above decides."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The committee, the proposer and all followers receive it."),
    )
