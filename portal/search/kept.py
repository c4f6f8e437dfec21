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
    show: Callable

    def keys(self, asked):
        rows = self.model.objects.visible_to(asked.user).order_by(*self.order)
        return found(rows, self.languages, asked.words, asked.language)

    def rows(self, keys, user):
        """The rows of keys that were found for this reader, in their order."""
        if not keys:
            return []
        rows = self.model.objects.filter(pk__in=keys)
        place = {key: number for number, key in enumerate(keys)}
        return sorted(self.show(rows, user), key=lambda row: place[row.pk])


def shown_meetings(rows, user):
    return rows.select_related("programme", "room", "committee")


def shown_commitments(rows, user):
    return reading.show(list(rows.select_related("owner")))


def shown_topics(rows, user):
    return with_names(rows.select_related("proposer"), user)


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
        shown_meetings,
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
        shown_commitments,
    ),
    Kind(
        "topics",
        _("Proposed topics"),
        Topic,
        ("-year", "-number"),
        {"fr": ("title", "text", "reference"), "en": ("title_en", "reference")},
        shown_topics,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
