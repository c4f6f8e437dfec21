from django import forms
from django.db import transaction
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation
from audit.forms import AuditedModelForm, FieldErrors
from audit.refusal import Refused
from meetings import targets
from meetings.models import Level, Meeting, Topic
from meetings.models.call import ASKING


class TargetField(forms.ChoiceField):
    """What a topic is for; what is not offered any more is refused by the action."""

    def __init__(self, **kwargs):
        super().__init__(label=_("For"), **kwargs)
        self.resolve = None

    def valid_value(self, value):
        return self.resolve(value) is not None


class ProposeForm(FieldErrors):
    """A new topic, from a phone: a title and what it is for are enough."""

    target = TargetField()

    class Meta:
        model = Topic
        fields = ["title", "text", "proposer", "factor", "office", "is_masked"]
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "text": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "title": _("In a few words: what should be discussed?"),
            "text": _("What happens, where, since when, what you suggest."),
        }

    def __init__(self, *args, user, organisations, difficulty=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.organisations = user, list(organisations)
        self.difficulty = difficulty
        self.fields["factor"].empty_label = gettext("I do not know")
        self.fields["factor"].choices = [
            ("", gettext("I do not know")),
            *Topic._meta.get_field("factor").choices,
        ]
        self.fields["office"].queryset = Office.objects.filter(is_active=True)
        self.fields["office"].empty_label = pgettext_lazy("office", "none")
        self.choose_proposer()
        self.choose_target()

    def choose_proposer(self):
        """Whose topic it is: asked only where there is a choice."""
        field = self.fields["proposer"]
        if self.difficulty:
            del self.fields["proposer"]
            self.instance.proposer = self.difficulty.organisation
            self.instance.difficulty = self.difficulty
            if self.hides_its_proposer:
                del self.fields["is_masked"]
                self.instance.is_masked = True
        elif len(self.organisations) == 1:
            del self.fields["proposer"]
            self.instance.proposer = self.organisations[0]
        else:
            field.queryset = Organisation.objects.among(self.organisations)
            field.empty_label = None

    @property
    def hides_its_proposer(self):
        """Who hides in a report stays hidden in the topic that another makes of it."""
        report = self.difficulty
        if not report or not report.is_masked:
            return False
        return report.organisation not in self.user.organisations()

    def choose_target(self):
        field = self.fields["target"]
        field.choices = targets.choices(self.user)
        field.resolve = lambda key: targets.resolve(key, self.user)

    def clean(self):
        data = super().clean()
        if data.get("target"):
            found = targets.resolve(data["target"], self.user)
            for name, value in found.items():
                setattr(self.instance, name, value)
        return data


class TopicForm(AuditedModelForm):
    """The words of a topic, corrected while it is open."""

    class Meta:
        model = Topic
        fields = ["title", "title_en", "text", "factor", "office"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(is_active=True)

    @transaction.atomic
    def save(self, *, by):
        """No decision that came between is written over."""
        stored = Topic.objects.select_for_update().get(pk=self.instance.pk)
        if stored.updated_at != self.instance.updated_at:
            raise Refused(
                gettext("Somebody changed this topic meanwhile. Look at it again.")
            )
        return super().save(by=by)


class AcceptForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Shown to"),
        choices=Level,
        help_text=_("Who may read the topic and what becomes of it."),
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("Every organisation that follows the topic reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Merge into"),
        queryset=Topic.objects.none(),
        to_field_name="reference",
        help_text=_("The reference that everybody follows from now on."),
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = topics


class PlaceForm(forms.Form):
    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none()
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.manageable_by(user)
            .filter(state__in=ASKING)
            .select_related("committee")
        )
        self.fields["meeting"].label_from_instance = targets.named
