from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from commitments.factors import Factor
from commitments.models import Commitment
from meetings.models.agenda import AgendaItem
from meetings.models.minutes import Minutes


class MinutesItem(models.Model):
    """What the minutes say of one item of the agenda."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="items")
    agenda_item = models.OneToOneField(
        AgendaItem,
        models.PROTECT,
        verbose_name=_("agenda item"),
        null=True,
        related_name="recorded",
    )
    position = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    commitments = models.ManyToManyField(
        Commitment, through="Promise", related_name="minutes_items"
    )

    class Meta:
        verbose_name = _("item of minutes")
        verbose_name_plural = _("items of minutes")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "position"], name="an_item_has_its_place_in_minutes"
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"

    @property
    def own_title(self):
        """The title in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.title_en) or self.title

    def said(self, kind):
        return next((p.text for p in self.passages.all() if p.kind == kind), "")

    @property
    def finding(self):
        return self.said(Passage.Kind.FINDING)

    @property
    def decision(self):
        return self.said(Passage.Kind.DECISION)

    @property
    def positions(self):
        """The positions that some party took."""
        return [
            passage
            for passage in self.passages.all()
            if passage.kind == Passage.Kind.POSITION and passage.text
        ]


class Passage(models.Model):
    """One text of an item; the version tells two writers of each other."""

    class Kind(models.IntegerChoices):
        FINDING = 1, pgettext_lazy("minutes", "finding")
        POSITION = 2, pgettext_lazy("minutes", "position")
        DECISION = 3, pgettext_lazy("minutes", "decision")

    item = models.ForeignKey(MinutesItem, models.PROTECT, related_name="passages")
    kind = models.PositiveSmallIntegerField(choices=Kind)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        related_name="+",
    )
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["kind", "organisation__kind", "organisation__acronym"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation"], name="a_party_has_one_position"
            ),
            models.UniqueConstraint(
                fields=["item", "kind"],
                condition=Q(organisation__isnull=True),
                name="an_item_has_one_finding_and_one_decision",
            ),
            models.CheckConstraint(
                name="a_position_is_a_partys",
                condition=Q(kind=2, organisation__isnull=False)
                | (~Q(kind=2) & Q(organisation__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.item}, {self.label}"

    @property
    def label(self):
        if self.organisation is None:
            return self.get_kind_display()
        return _("position of %(organisation)s") % {"organisation": self.organisation}


class Promise(models.Model):
    """A commitment as it is written in the minutes; it stands once all approve them."""

    item = models.ForeignKey(MinutesItem, models.PROTECT, related_name="promises")
    what = models.CharField(_("what is promised"), max_length=300)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("by whom"), related_name="+"
    )
    owner_function = models.CharField(
        _("function in charge"), max_length=150, blank=True
    )
    counterparts = models.ManyToManyField(
        Organisation,
        verbose_name=_("to whom"),
        related_name="+",
        help_text=_("They confirm later that it was kept."),
    )
    factor = models.PositiveSmallIntegerField(_("key factor"), choices=Factor)
    due_on = models.DateField(_("due on"))
    expected_evidence = models.CharField(
        _("expected evidence"), max_length=300, blank=True
    )
    commitment = models.OneToOneField(
        Commitment,
        models.PROTECT,
        verbose_name=_("commitment"),
        null=True,
        editable=False,
        related_name="promise",
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("commitment in the minutes")
        verbose_name_plural = _("commitments in the minutes")
        ordering = ["pk"]

    def __str__(self):
        return self.what
