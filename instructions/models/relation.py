from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from instructions.models.vocabulary import Verb


class OfficeDate(models.Model):
    """An office where a version starts on another day than elsewhere."""

    version = models.ForeignKey(
        "instructions.Version",
        models.CASCADE,
        verbose_name=_("version"),
        related_name="office_dates",
    )
    office = models.ForeignKey(
        Office, models.PROTECT, verbose_name=_("customs office"), related_name="+"
    )
    in_force_on = models.DateField(_("in force on"))

    class Meta:
        verbose_name = _("date for an office")
        verbose_name_plural = _("dates for offices")
        ordering = ["in_force_on", "office__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "office"], name="an_office_has_one_date_a_version"
            )
        ]

    def __str__(self):
        return f"{self.office}: {self.in_force_on:%d/%m/%Y}"


class RelationQuerySet(models.QuerySet):
    def known(self, known_on=None, office=None):
        """What was published by a day, each with the day it starts at an office."""
        known_on = known_on or timezone.localdate()
        starts = [F("effective_on")]
        if office is not None:
            own = OfficeDate.objects.filter(version=OuterRef("subject"), office=office)
            starts.append(Subquery(own.values("in_force_on")[:1]))
        return (
            self.filter(subject__published_on__lte=known_on)
            .exclude(subject__taken_back_on__lte=known_on)
            .annotate(starts_on=Coalesce(*starts, "subject__in_force_on"))
        )

    def effective(self, day, known_on=None, office=None):
        """Relations that have taken effect by a day, as known on another."""
        return self.known(known_on, office).filter(starts_on__lte=day)

    def whole(self, known_on=None, office=None):
        """Those that end a text whole, one day."""
        return self.known(known_on, office).filter(
            verb__in=[Verb.REPEALS, Verb.REPLACES], articles=""
        )

    def ending(self, day, known_on=None, office=None):
        """Those that have ended a text whole by a day."""
        return self.whole(known_on, office).filter(starts_on__lte=day)

    def amending(self, day, known_on=None, office=None):
        """Those that change or correct a text, or repeal a part of it."""
        parts = Q(verb__in=[Verb.REPEALS, Verb.REPLACES]) & ~Q(articles="")
        whole = Q(verb__in=[Verb.AMENDS, Verb.CORRECTS])
        return self.effective(day, known_on, office).filter(parts | whole)


class Relation(models.Model):
    """What one version does to another text, from a day on."""

    subject = models.ForeignKey(
        "instructions.Version",
        models.CASCADE,
        verbose_name=_("version"),
        related_name="relations",
    )
    verb = models.CharField(_("relation"), max_length=10, choices=Verb)
    object = models.ForeignKey(
        "instructions.Instruction",
        models.PROTECT,
        verbose_name=_("other text"),
        related_name="relations",
    )
    effective_on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        help_text=_("Empty means: when this version enters into force."),
    )
    articles = models.CharField(
        _("articles"),
        max_length=250,
        blank=True,
        help_text=_(
            "Identifiers separated by spaces, as in art-4 art-5; empty means the whole text."
        ),
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["verb", "pk"]
        indexes = [models.Index(fields=["object", "verb"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "verb", "object", "articles"],
                name="a_relation_is_said_once",
            )
        ]

    def __str__(self):
        return f"{self.subject} {self.get_verb_display()} {self.object}"

    @property
    def takes_effect_on(self):
        """The day at the office asked for, where the row came with one."""
        asked = getattr(self, "starts_on", None)
        return asked or self.effective_on or self.subject.in_force_on

    @property
    def article_keys(self):
        return self.articles.split()

    @property
    def parts(self):
        """The articles as one says them: "art. 4, annex 2"."""
        words = {"art": _("art."), "annex": _("annex")}
        said = []
        for key in self.article_keys:
            kind, _dash, number = key.partition("-")
            said.append(f"{words.get(kind, kind)}\u00a0{number}".strip())
        return ", ".join(said)
