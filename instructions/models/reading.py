import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation
from instructions.models.instruction import Instruction, label_name
from instructions.models.standing import ORIGINAL
from instructions.models.version import Version

MOST_ROWS = 20_000
NEWS = timedelta(days=30)


class AcknowledgementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Officers of texts see all; an organisation sees its own."""
        if user.has_perm("instructions.view_acknowledgement"):
            return self.all()
        if user.is_anonymous:
            return self.none()
        return self.filter(organisation__in=user.organisations())

    def chained(self):
        return self.filter(place__isnull=False).order_by("place")

    def with_former_link(self):
        """Each row with the link before it: link = SHA-256 of "former|line"."""
        former = Acknowledgement.objects.filter(place=OuterRef("place") - 1)
        return self.annotate(former=Subquery(former.values("link")[:1]))

    def heads(self, days=60):
        """The last link of each of the last days, by the day it was made, newest first."""
        heads = {}
        for row in self.chained().reverse()[:MOST_ROWS].iterator():
            heads.setdefault(timezone.localdate(row.at), row)
            if len(heads) == days:
                break
        return heads

    def owed_by(self, organisations, day):
        """Recent texts that nobody has read yet for any of these organisations."""
        read = self.filter(
            version__instruction=OuterRef("instruction"),
            version__number=OuterRef("number"),
            organisation__in=organisations,
        )
        return (
            Version.objects.published_by(day)
            .filter(~Exists(read), published_on__gt=day - NEWS, language=ORIGINAL)
            .without_bodies()
            .order_by("published_on", "pk")
        )

    def unchained(self):
        return self.filter(place__isnull=True).order_by("pk")


class Acknowledgement(models.Model):
    """Somebody has read a version on behalf of an organisation; rows form a chain."""

    version = models.ForeignKey(
        Version,
        models.PROTECT,
        verbose_name=_("version"),
        related_name="acknowledgements",
    )
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="+",
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    place = models.PositiveIntegerField(_("place in the chain"), null=True, unique=True)
    link = models.CharField(_("link of the chain"), max_length=64, blank=True)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "by", "organisation"], name="a_reading_counts_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.version}"

    @property
    def row(self):
        """The canonical line that the chain is made of."""
        at = self.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return f"{self.place}|{self.sha256}|{self.organisation_id}|{self.by_id}|{at}"

    def link_after(self, link):
        """The SHA-256 over the link before and this row."""
        return hashlib.sha256(f"{link}|{self.row}".encode()).hexdigest()


class Subscription(models.Model):
    """A person wants to hear of a step, a regime, an office, a text, or of everything."""

    class Scheme(models.TextChoices):
        ALL = "all", _("all texts")
        STEP = "step", _("step")
        REGIME = "regime", _("regime")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="text_subscriptions"
    )
    scheme = models.CharField(_("about"), max_length=10, choices=Scheme, blank=True)
    code = models.CharField(_("code"), max_length=10, blank=True)
    office = models.ForeignKey(
        Office, models.CASCADE, verbose_name=_("customs office"), null=True, blank=True
    )
    instruction = models.ForeignKey(
        Instruction, models.CASCADE, verbose_name=_("text"), null=True, blank=True
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["scheme", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "scheme", "code"],
                condition=~Q(scheme=""),
                name="a_subscription_to_a_label_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["user", "office"],
                condition=Q(office__isnull=False),
                name="a_subscription_to_an_office_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["user", "instruction"],
                condition=Q(instruction__isnull=False),
                name="a_subscription_to_a_text_is_taken_once",
            ),
            models.CheckConstraint(
                name="a_subscription_is_about_one_thing",
                condition=Q(office__isnull=True, instruction__isnull=True)
                & ~Q(scheme="")
                | Q(scheme="", code="", instruction__isnull=True, office__isnull=False)
                | Q(scheme="", code="", office__isnull=True, instruction__isnull=False),
            ),
        ]

    def __str__(self):
        return (
            f"{self.user}: {self.scheme or self.office or self.instruction} {self.code}"
        )

    @property
    def name(self):
        """What it is about, in the reader's words."""
        if self.instruction:
            return str(self.instruction)
        if self.scheme == self.Scheme.ALL:
            return _("every text")
        if self.office:
            about, name = _("customs office"), self.office.name
        else:
            about, name = self.get_scheme_display(), label_name(self.scheme, self.code)
        return _("%(about)s: %(name)s") % {"about": capfirst(about), "name": name}
