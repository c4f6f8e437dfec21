from django import forms
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.likeness import prepared_for
from commitments.factors import Factor
from meetings.forms.year import by_label, committees
from meetings.models import Topic, TopicFollower

SORTS = {
    "": ("-year", "-number"),
    "title": ("title", "pk"),
    "state": ("state", "-year", "-number"),
    "followers": ("-follower_count", "-year", "-number"),
}
NEEDED = ("proposer", "meeting__programme", "meeting__committee", "committee")
ACRONYM = "proposer__acronym"


def followers():
    """How many follow a topic, counted for the rows that are shown alone."""
    rows = TopicFollower.objects.filter(topic=OuterRef("pk")).order_by()
    counted = rows.values("topic").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def named(topics, user):
    """Those whose proposer the reader may know."""
    if user.has_perm("meetings.view_topic"):
        return topics
    own = [] if user.is_anonymous else user.organisations()
    return topics.filter(Q(is_masked=False) | Q(proposer__in=own))


def listed(topics, sort=""):
    """In the order that is asked for, with what a list says of each."""
    counted = topics.annotate(follower_count=followers())
    return counted.select_related(*NEEDED).order_by(*SORTS[sort])


@prepared_for
def places(reader):
    """The committees and years that topics are for, and how many are for each."""
    fields = "committee_id", "committee__name", "committee__name_en", "year"
    rows = Topic.objects.visible_to(reader).order_by().values(*fields)
    return rows.annotate(count=Count("pk"))


@prepared_for
def proposers(reader):
    names = named(Topic.objects.visible_to(reader), reader).order_by(ACRONYM)
    return names.values_list(ACRONYM, flat=True).distinct()


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

    def __init__(self, data, user):
        super().__init__(data)
        self.user = user
        rows = places(user)
        self.seen = sum(row["count"] for row in rows)
        years = sorted({row["year"] for row in rows}, reverse=True)
        everything = [("", pgettext_lazy("filter", "all"))]
        for name, found in (
            ("state", Topic.State.choices),
            ("factor", [(str(f.value), f"{f.value}. {f.label}") for f in Factor]),
            ("organisation", [(acronym, acronym) for acronym in proposers(user)]),
            ("committee", sorted(committees(rows), key=by_label)),
            ("year", [(str(year), str(year)) for year in years]),
        ):
            self.fields[name].choices = everything + found
        for field in self.fields.values():
            is_text = isinstance(field, forms.CharField)
            field.widget.attrs["class"] = "form-control" if is_text else "form-select"
        self.is_valid()

    def narrowed(self):
        """The topics that are asked for; what makes no sense is left out."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        sort = asked.pop("sort", "")
        topics = Topic.objects.visible_to(self.user)
        if organisation := asked.pop("organisation", None):
            topics = named(topics, self.user).filter(proposer__acronym=organisation)
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
        return listed(topics.filter(**asked), sort)

    def asks_for_all(self):
        """Every topic that the reader sees, in the usual order."""
        return not any(self.cleaned_data.values())

    def is_narrow(self):
        kept = {"sort", "mine"}
        return any(v for name, v in self.cleaned_data.items() if name not in kept)
