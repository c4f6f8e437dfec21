import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import LANGUAGES
from instructions.models.relation import OfficeDate, Relation
from instructions.models.vocabulary import Status, Verb, Waiver

BODIES = ("text", "pdf_text")
ORIGINAL = "fr"


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Officers of texts see every version; others what is published or consulted.

        Of a consulted draft they read the text that was opened to comments, no other.
        """
        if user.has_perm("instructions.view_version"):
            return self.all()
        consulted = Q(
            state__in=[
                Version.State.CONSULTATION,
                Version.State.ANSWERED,
                Version.State.SIGNED,
            ],
            consultation__opens_at__lte=timezone.now(),
        )
        return self.filter(Q(state=Version.State.PUBLISHED) | consulted)

    def published(self):
        return self.filter(state=Version.State.PUBLISHED)

    def without_bodies(self):
        """What lists use: a body is loaded by the page of one text alone."""
        return self.defer(*BODIES)

    def published_by(self, day):
        """What a reader could find on a day, taken-back versions left out."""
        return self.filter(published_on__lte=day).exclude(taken_back_on__lte=day)

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
        """The version of each text that counts on a day, as it was known on another.

        Among those started by `day` at the office and published by `known_on`: the
        latest start, then the latest number. A translation counts with its original.
        """
        return (
            self.published_by(known_on or timezone.localdate())
            .started_by(day, office)
            .filter(~Exists(self.later(day, known_on, office)))
        )

    def later(self, day, known_on=None, office=None):
        """Originals of the same text that come after the outer version on a day."""
        same_day = Q(starts_on=OuterRef("starts_on"), number__gt=OuterRef("number"))
        return (
            Version.objects.published_by(known_on or timezone.localdate())
            .started_by(day, office)
            .filter(
                Q(starts_on__gt=OuterRef("starts_on")) | same_day,
                instruction=OuterRef("instruction"),
                language=ORIGINAL,
            )
        )

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
        stage = When(state=Version.State.DRAFT, then=Value(Status.DRAFT))
        return self.dated(office).annotate(
            status=Case(
                stage,
                When(
                    ~Q(state=Version.State.PUBLISHED), then=Value(Status.CONSULTATION)
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

    def in_language(self, language, known_on=None):
        """One row a text: the translation, where one was published and is wanted."""
        if language == ORIGINAL:
            return self.filter(language=ORIGINAL)
        translated = Version.objects.published_by(
            known_on or timezone.localdate()
        ).filter(
            instruction=OuterRef("instruction"),
            number=OuterRef("number"),
            language=language,
        )
        return self.filter(
            Q(language=language) | Q(~Exists(translated), language=ORIGINAL)
        )


def pdf_path(version, filename):
    return f"instructions/{uuid.uuid4().hex}.pdf"


class Version(models.Model):
    """One state of a text, in one language; what is signed never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("text", "draft")
        CONSULTATION = "consultation", pgettext_lazy("text", "in consultation")
        ANSWERED = "answered", pgettext_lazy("text", "consultation answered")
        SIGNED = "signed", pgettext_lazy("text", "signed")
        PUBLISHED = "published", pgettext_lazy("text", "published")
        ABANDONED = "abandoned", pgettext_lazy("text", "abandoned")

    instruction = models.ForeignKey(
        "instructions.Instruction",
        models.PROTECT,
        verbose_name=_("instruction"),
        related_name="versions",
    )
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="fr"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=15, choices=State, default=State.DRAFT, editable=False
    )
    text = models.TextField(_("text"))
    sha256 = models.CharField("SHA-256", max_length=64, editable=False, blank=True)
    changes = models.TextField(
        _("what changes for you"),
        help_text=_("In two or three sentences, for a broker in a hurry."),
    )
    legal_basis = models.TextField(
        _("legal basis"),
        help_text=_("The texts that give the power to write this one."),
    )
    signatory_function = models.CharField(
        _("signed by"), max_length=150, help_text=_("The function, not the name.")
    )
    in_force_on = models.DateField(_("in force on"))
    note = models.TextField(
        _("change note"),
        blank=True,
        help_text=_("Public: what differs from the version before, and why."),
    )
    is_correction = models.BooleanField(_("correction"), default=False)
    waiver = models.CharField(
        _("no consultation, because of"), max_length=15, choices=Waiver, blank=True
    )
    waiver_reason = models.TextField(_("reason for the exception"), blank=True)
    pdf = models.FileField(_("original PDF"), upload_to=pdf_path, blank=True)
    pdf_name = models.CharField(max_length=120, blank=True, editable=False)
    pdf_size = models.PositiveIntegerField(default=0, editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    pdf_text = models.TextField(blank=True, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("drafted by"),
        related_name="+",
        editable=False,
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("signed in the portal by"),
        null=True,
        related_name="+",
        editable=False,
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    taken_back_on = models.DateField(_("taken back on"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["instruction", "number", "language"]
        permissions = [
            ("sign_version", "Can sign the versions that others drafted"),
            ("publish_version", "Can publish signed versions"),
        ]
        indexes = [
            models.Index(fields=["instruction", "language", "in_force_on"]),
            models.Index(fields=["state", "in_force_on"]),
            models.Index(fields=["published_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["instruction", "language", "number"],
                name="a_version_number_is_given_once",
            ),
            models.CheckConstraint(
                name="an_exception_has_a_reason",
                condition=Q(waiver="") | ~Q(waiver_reason=""),
                violation_error_message=_("Say why this exception applies."),
                violation_error_code="waiver_reason",
            ),
            models.CheckConstraint(
                name="a_correction_has_a_note",
                condition=Q(is_correction=False) | ~Q(note=""),
                violation_error_message=_("Say in public what is corrected."),
                violation_error_code="note",
            ),
            models.CheckConstraint(
                name="what_is_published_was_signed",
                condition=~Q(state="published")
                | Q(signed_at__isnull=False, published_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.instruction} v{self.number}"

    def get_absolute_url(self):
        return reverse(
            "instructions:version", args=[self.instruction.slug, self.number]
        )

    @property
    def is_fixed(self):
        """Signed or published: nobody changes it any more."""
        return self.state in {self.State.SIGNED, self.State.PUBLISHED}

    @property
    def notice_days(self):
        """Days between publication and entry into force; negative if retroactive."""
        if not self.published_on:
            return None
        return (self.in_force_on - self.published_on).days

    def before(self):
        """The version that this one follows, in the same language."""
        return (
            Version.objects.filter(
                instruction=self.instruction_id,
                language=self.language,
                number__lt=self.number,
            )
            .exclude(state=Version.State.ABANDONED)
            .order_by("-number")
            .first()
        )
