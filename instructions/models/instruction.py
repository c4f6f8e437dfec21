from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, Organisation
from commitments.factors import Factor
from commitments.models import Commitment
from instructions.models.version import Version
from instructions.models.vocabulary import Audience, Channel, Regime, Step, Type


class InstructionQuerySet(models.QuerySet):
    def visible_to(self, user, now=None):
        """A text is seen by whoever sees one of its versions."""
        if user.has_perm("instructions.view_version"):
            return self.all()
        shown = Version.objects.visible_to(user, now).filter(instruction=OuterRef("pk"))
        return self.filter(Exists(shown))


class Instruction(models.Model):
    """A text of Customs through all its versions."""

    type = models.CharField(_("type"), max_length=20, choices=Type)
    issuer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("issuer"),
        limit_choices_to={"kind__in": ["customs", "public"]},
        related_name="instructions",
    )
    number = models.CharField(_("number"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    slug = models.SlugField(_("address"), max_length=100, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    audience = models.CharField(
        _("audience"), max_length=10, choices=Audience, default=Audience.GENERAL
    )
    offices = models.ManyToManyField(
        Office,
        verbose_name=_("customs offices"),
        blank=True,
        related_name="instructions",
        help_text=_("None means all offices."),
    )
    commitments = models.ManyToManyField(
        Commitment,
        verbose_name=_("commitments that it fulfils"),
        blank=True,
        related_name="instructions",
    )
    keywords = models.CharField(
        _("keywords"), max_length=250, blank=True, help_text=_("Separated by commas.")
    )
    is_fictitious = models.BooleanField(_("fictitious"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")
        ordering = ["-year", "number"]
        indexes = [models.Index(fields=["updated_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "issuer", "number", "year"],
                name="a_number_is_given_once_a_year",
                violation_error_message=_(
                    "This issuer has another text of this type with this number this year."
                ),
                violation_error_code="number",
            ),
            models.CheckConstraint(
                name="an_instruction_has_a_year_in_reach",
                condition=Q(year__gte=1960, year__lte=2200),
                violation_error_message=_("Give the year in four digits."),
                violation_error_code="year",
            ),
        ]

    def __str__(self):
        return f"{self.reference} – {self.title}"

    def get_absolute_url(self):
        return reverse("instructions:text", args=[self.slug])

    @property
    def name(self):
        """The title in the reader's language, the original where there is no other."""
        return (get_language() == "en" and self.title_en) or self.title

    @property
    def reference(self):
        """How the trade quotes it: "Circulaire n° 012/2026 DGD"."""
        return _("%(type)s No. %(number)s") % {
            "type": str(Type(self.type).label).capitalize(),
            "number": self.short_reference,
        }

    @property
    def short_reference(self):
        number = self.number
        if str(self.year) not in number:
            number = f"{number}/{self.year}"
        return f"{number} {self.issuer.acronym}"

    def slug_to_be(self):
        """Readable in a telephone call: circulaire-012-2026."""
        words = {
            Type.LAW: "loi",
            Type.DECREE: "decret",
            Type.ORDER: "arrete",
            Type.DECISION: "decision",
            Type.CIRCULAR: "circulaire",
            Type.FRAMEWORK: "instruction-cadre",
            Type.NOTE: "note",
            Type.USERS: "avis",
            Type.COMMUNIQUE: "communique",
        }
        base = slugify(f"{words[self.type]}-{self.number}-{self.year}")[:90]
        taken = set(
            Instruction.objects.filter(slug__startswith=base)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        endings = ("", *(f"-{n}" for n in range(2, len(taken) + 3)))
        return next(f"{base}{e}" for e in endings if f"{base}{e}" not in taken)

    def codes(self, scheme):
        """The codes of one scheme, from rows that a page has prefetched."""
        return [row.code for row in self.labels.all() if row.scheme == scheme]

    def is_signed(self):
        """Whether a version of it is signed: its title and number no longer change."""
        return self.versions.filter(state__in=["signed", "published"]).exists()

    def latest_number(self):
        return self.versions.aggregate(n=models.Max("number"))["n"] or 0


class Label(models.Model):
    """One step, regime, channel or factor that a text is about."""

    class Scheme(models.TextChoices):
        STEP = "step", _("step")
        REGIME = "regime", _("regime")
        CHANNEL = "channel", _("channel")
        FACTOR = "factor", _("factor")

    instruction = models.ForeignKey(
        Instruction,
        models.CASCADE,
        verbose_name=_("instruction"),
        related_name="labels",
    )
    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme)
    code = models.CharField(_("code"), max_length=10)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code", "instruction"], name="a_label_is_given_once"
            )
        ]

    def __str__(self):
        """As the trail keeps it, whatever language is read."""
        return f"{self.scheme}:{self.code}"

    @property
    def name(self):
        return label_name(self.scheme, self.code)


CHOICES = {
    Label.Scheme.STEP: [(str(step.value), step.label) for step in Step],
    Label.Scheme.REGIME: Regime.choices,
    Label.Scheme.CHANNEL: Channel.choices,
    Label.Scheme.FACTOR: [(str(factor.value), factor.label) for factor in Factor],
}


def label_name(scheme, code):
    """The words for a code, in the active language."""
    return dict(CHOICES[scheme]).get(code, code)
