from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Office, Organisation
from instructions.forms.consultation import ArticleChoice, text_field
from instructions.models import Article, Difficulty

STATES = [
    ("", _("all states")),
    *Difficulty.State.choices,
    ("late", pgettext_lazy("difficulty", "late")),
]


class DifficultyFilter(forms.Form):
    """What of the reports is shown; what cannot be read is not asked."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=STATES,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    office = forms.ModelChoiceField(
        label=_("Customs office"),
        required=False,
        queryset=Office.objects.filter(is_active=True),
        empty_label=_("all offices"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def narrowed(self, rows):
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("state") == "late":
            rows = rows.late()
        elif asked.get("state"):
            rows = rows.filter(state=asked["state"])
        return rows.filter(office=asked["office"]) if asked.get("office") else rows


class DifficultyForm(forms.Form):
    article = ArticleChoice(
        label=_("On"),
        queryset=Article.objects.none(),
        required=False,
        empty_label=_("the whole text"),
        to_field_name="key",
    )
    office = forms.ModelChoiceField(
        label=_("Customs office"),
        queryset=Office.objects.filter(is_active=True),
        help_text=_("Where the difficulty is met."),
    )
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None
    )
    text = text_field(
        label=_("The difficulty"),
        rows=6,
        max_length=5000,
        help_text=_("What happens, since when, and what you would propose."),
    )
    is_masked = forms.BooleanField(
        label=_("Hide our name from the office"),
        required=False,
        help_text=_("The Directorate General still sees it."),
    )

    def __init__(self, *args, version, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = version.articles.defer("body", "stems")
        own = Organisation.objects.among(user.organisations())
        self.fields["organisation"].queryset = own


class AnswerForm(forms.Form):
    answer = text_field(label=_("Answer"), rows=6, max_length=5000)
    is_published = forms.BooleanField(
        label=_("Of general interest: publish it under the article"), required=False
    )
    question = text_field(
        label=_("Question, as it will be published"),
        rows=3,
        max_length=1000,
        required=False,
        help_text=_("In your words; name nobody."),
    )
