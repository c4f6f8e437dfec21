"""Which versions count on a day, at an office, as they were known on another day."""

from datetime import date

from django.db import models
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from instructions.models.relation import OfficeDate, Relation
from instructions.models.vocabulary import Status, Verb

BODIES = ("text", "record", "pdf_text")
ORIGINAL = "fr"
NEVER = date.max


def findable(day):
    """What a reader could find on a day: published by then, and not taken back."""
    is_back = Q(taken_back_on__isnull=False, taken_back_on__lte=day)
    return Q(published_on__lte=day) & ~is_back


def first_day(rows):
    first = rows.order_by("starts_on").values("starts_on")[:1]
    return Coalesce(Subquery(first), Value(NEVER))


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user, now=None):
        """Officers of texts see every version; others what is published or consulted.

        Of a consulted draft they read the text that was opened to comments, no other;
        they still do once it is abandoned.
        """
        if user.has_perm("instructions.view_version"):
            return self.all()
        consulted = Q(
            state__in=[
                self.model.State.CONSULTATION,
                self.model.State.ANSWERED,
                self.model.State.SIGNED,
                self.model.State.ABANDONED,
            ],
            consultation__opens_at__lte=now or timezone.now(),
        )
        return self.filter(Q(state=self.model.State.PUBLISHED) | consulted)

    def published(self):
        return self.filter(state=self.model.State.PUBLISHED)

    def without_bodies(self):
        """What lists use: a body is loaded by the page of one text alone."""
        return self.defer(*BODIES)

    def published_by(self, day):
        """What a reader could find on a day, taken-back versions left out."""
        return self.filter(findable(day))

    def dated(self, office=None):
        """Each version with `starts_on`, the day it starts at an office."""
        if office is None:
            return self.annotate(starts_on=F("in_force_on"))
        own = OfficeDate.objects.filter(version=OuterRef("pk"), office=office)
        return self.annotate(
            starts_on=Coalesce(Subquery(own.values("in_force_on")[:1]), "in_force_on")
        )

    def started_by(self, day, office=None):
        return self.dated(office).filter(starts_on__lte=day)

    def as_of(self, day, known_on=None, office=None):
        """The version of each text that counts on a day, as it was known on another."""
        return self.dated(office).filter(self.counting(day, known_on, office))

    def counting(self, day, known_on=None, office=None):
        """Whether a version with `starts_on` counts.

        Among those started by `day` at the office and published by `known_on`: the
        latest start, then the latest number. A translation counts with its original.
        """
        return (
            findable(known_on or timezone.localdate())
            & Q(starts_on__lte=day)
            & ~Q(Exists(self.later(day, known_on, office)))
        )

    def with_counting(self, day, known_on=None, office=None):
        """Each version with `counts` and `status`, for a day at an office."""
        counting = self.counting(day, known_on, office)
        return self.with_status(day, known_on, office).annotate(
            counts=ExpressionWrapper(counting, models.BooleanField())
        )

    def later(self, day, known_on=None, office=None):
        """Originals of the same text that come after the outer version on a day."""
        return self.following(known_on, office).filter(starts_on__lte=day)

    def following(self, known_on=None, office=None):
        """Originals of the same text that come after the outer version one day."""
        same_day = Q(starts_on=OuterRef("starts_on"), number__gt=OuterRef("number"))
        return (
            self.model.objects.published_by(known_on or timezone.localdate())
            .dated(office)
            .filter(
                Q(starts_on__gt=OuterRef("starts_on")) | same_day,
                instruction=OuterRef("instruction"),
                language=ORIGINAL,
            )
        )

    def with_span(self):
        """What is published, with the days from and until which `in_force` holds."""
        ending = Relation.objects.whole().filter(object=OuterRef("instruction"))
        ends_on = Least(first_day(self.following()), first_day(ending))
        published = self.published_by(timezone.localdate()).dated()
        return published.annotate(ends_on=ends_on)

    def in_force(self, day, known_on=None, office=None):
        """`as_of`, less the texts that another has repealed or replaced whole."""
        ended = Relation.objects.ending(day, known_on, office)
        return self.as_of(day, known_on, office).filter(
            ~Exists(ended.filter(object=OuterRef("instruction")))
        )

    def with_status(self, day, known_on=None, office=None):
        """Each version with `status`, derived for a day at an office."""
        known_on = known_on or timezone.localdate()
        same = {"object": OuterRef("instruction")}
        ended = Relation.objects.ending(day, known_on, office).filter(**same)
        amended = Relation.objects.amending(day, known_on, office).filter(
            starts_on__gt=OuterRef("starts_on"), **same
        )
        stage = When(state=self.model.State.DRAFT, then=Value(Status.DRAFT))
        return self.dated(office).annotate(
            status=Case(
                stage,
                When(
                    ~Q(state=self.model.State.PUBLISHED),
                    then=Value(Status.CONSULTATION),
                ),
                When(taken_back_on__lte=known_on, then=Value(Status.TAKEN_BACK)),
                When(starts_on__gt=day, then=Value(Status.UPCOMING)),
                When(
                    Exists(ended.filter(verb=Verb.REPEALS)), then=Value(Status.REPEALED)
                ),
                When(Exists(ended), then=Value(Status.REPLACED)),
                When(
                    Exists(self.later(day, known_on, office)),
                    then=Value(Status.REPLACED),
                ),
                When(Exists(amended), then=Value(Status.AMENDED)),
                default=Value(Status.IN_FORCE),
                output_field=models.CharField(),
            )
        )

    def ready_to_sign(self):
        """Answered, or a draft that needs no consultation; nothing is missing."""
        excused = ~Q(waiver="") | Q(moves__isnull=False) | ~Q(language=ORIGINAL)
        states = self.model.State
        return (
            self.exclude(text="")
            .exclude(changes="")
            .exclude(legal_basis="")
            .filter(Q(state=states.ANSWERED) | Q(excused, state=states.DRAFT))
        )

    def in_language(self, language, known_on=None):
        """One row a text: the translation, where one was published and is wanted."""
        if language == ORIGINAL:
            return self.filter(language=ORIGINAL)
        translated = self.model.objects.published_by(
            known_on or timezone.localdate()
        ).filter(
            instruction=OuterRef("instruction"),
            number=OuterRef("number"),
            language=language,
        )
        return self.filter(
            Q(language=language) | Q(~Exists(translated), language=ORIGINAL)
        )
