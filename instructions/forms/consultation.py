from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation
from instructions.models import Article, Comment


def date_field(**options):
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        **options,
    )


def text_field(rows=4, **options):
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **options)


class ArticleChoice(forms.ModelChoiceField):
    def label_from_instance(self, article):
        return article.heading or _("Preamble")


class ConsultationFilter(forms.Form):
    """Which consultations are shown; what cannot be read is not asked."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all states")),
            ("open", pgettext_lazy("consultations", "Open")),
            ("unanswered", _("Closed, to be answered")),
            ("answered", pgettext_lazy("consultations", "Answered")),
            ("abandoned", pgettext_lazy("consultations", "Draft abandoned")),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def narrowed(self, rows):
        self.is_valid()
        state = self.cleaned_data.get("state")
        return getattr(rows, state)() if state else rows


class OpenConsultationForm(forms.Form):
    about = text_field(label=_("What it is about"), max_length=2000)
    decides = forms.CharField(label=_("Who decides"), max_length=150)
    next_steps = text_field(label=_("What happens next"), max_length=2000)
    closes_on = date_field(
        label=_("Closes at the end of"),
        help_text=_("At least ten working days from today."),
        initial=lambda: timezone.localdate() + timedelta(days=21),
    )


class CommentForm(forms.Form):
    article = ArticleChoice(
        label=_("On"),
        queryset=Article.objects.none(),
        required=False,
        empty_label=_("the whole draft"),
        to_field_name="key",
    )
    organisation = forms.ModelChoiceField(
        label=_("On behalf of"), queryset=Organisation.objects.none(), empty_label=None
    )
    text = text_field(
        label=_("Your comment"),
        max_length=5000,
        help_text=_("It will be published, with the name of your organisation."),
    )

    def __init__(self, *args, version, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = version.articles.defer("body", "stems")
        own = Organisation.objects.among(user.organisations())
        self.fields["organisation"].queryset = own


class ReplyForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Reply"), choices=Comment.Outcome.choices)
    reason = text_field(label=_("Reason"), rows=3, max_length=5000)


class SummaryForm(forms.Form):
    summary = text_field(
        label=_("Summary of the answers"),
        rows=6,
        max_length=10_000,
        help_text=_("What the comments changed, and what they did not, and why."),
    )
