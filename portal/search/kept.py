"""Meetings, commitments and topics: found by their words, shown as in their lists."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commitments import reading
from commitments.models import Commitment
from meetings.models import Meeting, Topic
from meetings.views.topics.names import with_names
from portal.search.words import found


@dataclass(frozen=True)
class Kind:
    """Rows that are looked through, and what a list of them needs."""

    name: str
    title: str
    model: type
    order: tuple
    languages: dict
    related: tuple
    show: Callable

    @property
    def key(self):
        """Where the entries of the index say which row they are of."""
        return f"{self.model._meta.model_name}_id"

    def found(self, user, wanted):
        """What this reader finds, in the order in which it is shown."""
        rows = self.model.objects.visible_to(user).select_related(*self.related)
        return found(rows, wanted).order_by("-rank", *self.order)


def shown_commitments(rows, user):
    return reading.show(list(rows))


KINDS = (
    Kind(
        "meetings",
        _("Meetings"),
        Meeting,
        ("-starts_at", "pk"),
        {
            "fr": ("title", "description", "committee__name", "lead__acronym"),
            "en": ("title_en", "description", "committee__name_en", "lead__acronym"),
        },
        ("programme", "room", "committee"),
        lambda rows, user: rows,
    ),
    Kind(
        "commitments",
        _("Commitments"),
        Commitment,
        ("-promised_on", "-pk"),
        {
            "fr": ("what", "reference", "owner__acronym"),
            "en": ("what_en", "reference", "owner__acronym"),
        },
        ("owner",),
        shown_commitments,
    ),
    Kind(
        "topics",
        _("Proposed topics"),
        Topic,
        ("-year", "-number"),
        {"fr": ("title", "text", "reference"), "en": ("title_en", "reference")},
        ("proposer",),
        with_names,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
