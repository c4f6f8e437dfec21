from django import forms
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.factors import Factor
from meetings.forms.year import by_label, committees
from meetings.models import Topic, TopicFollower

SORTS = {
    "": ("-year", "-number"),
    "title": ("title", "pk"),
    "state": ("state", "-year", "-number"),
    "followers": ("-follower_count", "-year", "-number"),
}


def followers():
    """How many follow a topic, counted for the rows that are shown alone."""
    rows = TopicFollower.objects.filter(topic=OuterRef("pk")).order_by()
    counted = rows.values("topic").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class KeyField(forms.IntegerField):
    """One row that a link of another page names."""

    def __init__(self):
        super().__init__(
            required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
        )


class TopicFilter(forms.Form):
    """What of the topics a reader asks for; it lives in the address."""

    q = forms.CharField(label=_("Words or reference"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    organisation = forms.ChoiceField(label=_("Proposed by"), required=False)
    committee = forms.ChoiceField(label=_("Committee"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    factor = forms.ChoiceField(label=_("Factor"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", pgettext_lazy("order", "newest first")),
            ("title", pgettext_lazy("order", "by title")),
            ("state", pgettext_lazy("order", "by state")),
            ("followers", pgettext_lazy("order", "most followed first")),
        ],
    )
    mine = forms.BooleanField(required=False, widget=forms.HiddenInput)
    call = KeyField()
    meeting = KeyField()

    def __init__(self, data, topics, user):
        super().__init__(data)
        self.topics, self.user = topics, user
        everything = [("", pgettext_lazy("filter", "all"))]
        committees, years = self.committees_and_years()
        for name, found in (
            ("state", Topic.State.choices),
            ("factor", [(str(f.value), f"{f.value}. {f.label}") for f in Factor]),
            ("organisation", self.organisations()),
            ("committee", committees),
            ("year", years),
        ):
            self.fields[name].choices = everything + found
        for field in self.fields.values():
            is_text = isinstance(field, forms.CharField)
            field.widget.attrs["class"] = "form-control" if is_text else "form-select"

    def named(self):
        """The topics whose proposer the reader may know."""
        if self.user.has_perm("meetings.view_topic"):
            return self.topics
        own = [] if self.user.is_anonymous else list(self.user.organisations())
        return self.topics.filter(Q(is_masked=False) | Q(proposer__in=own))

    def organisations(self):
        names = self.named().order_by("proposer__acronym")
        found = names.values_list("proposer__acronym", flat=True).distinct()
        return [(acronym, acronym) for acronym in found]

    def committees_and_years(self):
        """Those for which the topics are, asked for together."""
        fields = "committee_id", "committee__name", "committee__name_en", "year"
        rows = list(self.topics.order_by().values(*fields).distinct())
        years = {row["year"] for row in rows}
        return (
            sorted(committees(rows), key=by_label),
            [(str(year), str(year)) for year in sorted(years, reverse=True)],
        )

    def narrowed(self):
        """The topics that are asked for; what makes no sense is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        order = SORTS[asked.pop("sort", "")]
        organisation = asked.pop("organisation", None)
        topics = self.named() if organisation else self.topics
        if organisation:
            topics = topics.filter(proposer__acronym=organisation)
        if words := asked.pop("q", None):
            for word in words.split():
                topics = topics.filter(
                    Q(title__icontains=word)
                    | Q(title_en__icontains=word)
                    | Q(text__icontains=word)
                    | Q(reference__icontains=word)
                )
        if asked.pop("mine", None) and self.user.is_authenticated:
            topics = topics.of(self.user.organisations())
        topics = topics.annotate(follower_count=followers())
        return topics.filter(**asked).order_by(*order)

    def is_narrow(self):
        kept = {"sort", "mine"}
        return any(v for name, v in self.cleaned_data.items() if name not in kept)
